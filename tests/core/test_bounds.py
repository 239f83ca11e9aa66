"""Bounds: more than, at most; which claims another text supports."""

import pytest

from bot.core.quantities import quantities, unsupported


@pytest.mark.parametrize(
    ("source", "language", "claim", "spoken", "expected"),
    [
        ("more than 500 jobs", "en", "fewer than 500 jobs", "en", False),
        ("up to $3 million", "en", "at least $3 million", "en", False),
        ("nearly 20%", "en", "more than 20%", "en", False),
        ("more than 500 jobs", "en", "近500个岗位", "zh-Hans", False),
        ("up to $3 million", "en", "至少300万美元", "zh-Hans", False),
        ("nearly 20%", "en", "超过20%", "zh-Hans", False),
        ("不超过500人", "zh-Hans", "more than 500 people", "en", False),
        ("500余人", "zh-Hans", "nearly 500 people", "en", False),
        ("500人以上", "ja", "fewer than 500 people", "en", False),
        ("more than 20%", "en", "knapp 20 %", "de", False),
        ("more than 20%", "en", "près de 20 %", "fr", False),
        ("more than 20%", "en", "casi 20 %", "es", False),
        ("more than 20%", "en", "почти 20 %", "ru", False),
        ("not more than 20%", "en", "不超20%", "zh-Hans", True),
        ("not more than 20%", "en", "nicht mehr als 20 %", "de", True),
        ("not more than 20%", "en", "pas plus de 20 %", "fr", True),
        ("not more than 20%", "en", "no más de 20 %", "es", True),
        ("not more than 20%", "en", "не больше 20 %", "ru", True),
        ("more than 500 jobs", "en", "500 jobs", "en", True),
        ("more than 500 jobs", "en", "about 500 jobs", "en", True),
        ("some 500 jobs", "en", "more than 500 jobs", "en", True),
        ("up to 500 jobs", "en", "近500个岗位", "zh-Hans", True),
        ("more than 500 jobs, 500 of them new", "en", "nearly 500 jobs", "en", True),
        ("at most 3 million users", "en", "至少获得300万用户", "zh-Hans", False),
        ("saves at least 40%", "en", "最多可节省40%", "zh-Hans", False),
        ("saves up to 40%", "en", "最高可节省 40%", "zh-Hans", True),
        (
            "3 firms got up to 5 million dollars",
            "en",
            "至少三家公司获得500万美元",
            "zh-Hans",
            True,
        ),
    ],
)
def test_no_bound_supports_the_opposite_one(
    source: str, language: str, claim: str, spoken: str, *, expected: bool
) -> None:
    known = quantities(source, language)
    assert (not unsupported(quantities(claim, spoken), known)) is expected


def test_a_bound_before_a_verb_is_one_that_a_source_may_not_have() -> None:
    claims = quantities("该产品至少获得300万用户。", "zh-Hans")
    assert [(one.value, one.about, one.text) for one in claims] == [(3e6, ">", "300万")]
    assert quantities("至少获得300万以内的用户。", "zh-Hans")[0].about == "≤"
    assert quantities("至少，他们获得300万用户。", "zh-Hans")[0].about == ""
