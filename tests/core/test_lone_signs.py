"""Which currency a lone `$` or `¥` is."""

import pytest

from bot.core.quantities import figures, key_figures, quantities, shown_alone, unsupported


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("OpenAI plans to spend $295 billion.", "OpenAI计划投资2950亿美元。", True),
        ("OpenAI plans to spend $295 billion.", "OpenAI计划投资2950亿港元。", False),
        ("OpenAI plans to spend $295 billion.", "OpenAI will A$295 billion ausgeben.", False),
        ("A lab in Hong Kong has raised $295 million.", "香港一实验室融资2.95亿港元。", True),
        ("Australia will pay $5 million.", "澳大利亚将支付500万澳元。", True),
        ("Some 12,500 people came.", "They paid $12,500.", False),
    ],
)
def test_a_lone_sign_is_the_american_dollar_or_that_of_a_country_told_of(
    source: str, claim: str, *, expected: bool
) -> None:
    language = "zh-Hans" if "，" in claim or "。" in claim else "en"
    missing = unsupported(quantities(claim, language), quantities(source, "en"))
    assert (not [one for one in missing if one.is_money]) is expected


@pytest.mark.parametrize(
    ("source", "language", "yen", "yuan"),
    [
        ("SoftBank will borrow ¥1.5 trillion.", "en", True, True),
        ("Tokyo's SoftBank will borrow ¥1.5 trillion.", "en", True, False),
        ("It pays ¥1.5 trillion to Japan, in yen.", "en", True, False),
        ("Beijing will spend ¥1.5 trillion.", "en", False, True),
        ("Japan and China will spend ¥1.5 trillion.", "en", True, True),
        ("Japan will CN¥1.5 trillion zahlen.", "en", False, True),
        ("JP¥1.5 trillion is due.", "en", True, False),
        ("ソフトバンクは¥1.5兆を借りる。", "ja", True, False),
        ("该公司将借入￥1.5万亿日元。", "zh-Hans", True, False),
        ("该公司将投资￥1.5万亿。", "zh-Hans", False, True),
        ("该公司将投资￥1.5万亿元，日本未参与。", "zh-Hans", False, True),
    ],
)
def test_a_lone_yen_sign_is_what_the_language_or_the_text_says_or_else_both(
    source: str, language: str, *, yen: bool, yuan: bool
) -> None:
    known = quantities(source, language)
    for claim, expected in (("共1.5万亿日元。", yen), ("共1.5万亿元人民币。", yuan)):
        assert (not unsupported(quantities(claim, "zh-Hans"), known)) is expected


def test_a_sum_that_may_be_yen_or_yuan_is_shown_but_compared_with_none_of_other_stories() -> None:
    unsure = "SoftBank will borrow ¥1.5 trillion, 30% more than last year."
    assert [one.kind for one in figures(unsure, "en")] == ["%"]
    assert [(one.value, one.is_open) for one in shown_alone(unsure, "en")] == [
        (1.5e12, True),
        (30, False),
    ]
    (sure,) = figures("Tokyo will borrow ¥1.5 trillion.", "en")
    assert (sure.kind, sure.value, sure.is_open) == ("JPY", 1.5e12, False)


def test_of_a_sum_told_twice_the_one_whose_currency_is_sure_is_key() -> None:
    found = [
        *shown_alone("It will borrow about ¥1.5 trillion.", "en"),
        *shown_alone("该公司将借入约1.5万亿日元。", "zh-Hans"),
        *shown_alone("It will borrow ¥1.5 trillion.", "en"),
    ]
    assert [(one.kind, one.is_open) for one in key_figures(found)] == [("JPY", False)]
