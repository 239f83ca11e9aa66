"""Which currency a lone `$` or `¥` is."""

import pytest

from bot.core.quantities import figures, quantities, unsupported


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


def test_a_sum_that_may_be_yen_or_yuan_is_no_figure_to_show() -> None:
    assert figures("SoftBank will borrow ¥1.5 trillion.", "en") == []
    (shown,) = figures("Tokyo will borrow ¥1.5 trillion.", "en")
    assert (shown.kind, shown.value) == ("JPY", 1.5e12)
