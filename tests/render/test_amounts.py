import pytest

from bot.i18n.amounts import money, of_either
from bot.i18n.catalog import open_translator

EN, ZH = open_translator("en"), open_translator("zh-Hans")


@pytest.mark.parametrize(
    ("amount", "currency", "english", "chinese"),
    [
        (295e9, "USD", "$295B", "2950亿美元"),
        (1.25e9, "EUR", "€1.25B", "12.5亿欧元"),
        (20, "USD", "$20", "20美元"),
        (1.1, "USD", "$1.10", "1.1美元"),
        (5e9, "CNY", "CN¥5B", "50亿元"),
    ],
)
def test_an_amount_is_written_as_the_language_writes_it(
    amount: float, currency: str, english: str, chinese: str
) -> None:
    assert money(EN, amount, currency) == english
    assert money(ZH, amount, currency) == chinese


@pytest.mark.parametrize(
    ("amount", "currency", "french"),
    [
        (1.1, "USD", "1,10 $ US"),
        (3e9, "USD", "3 Md $ US"),
        (5, "AUD", "5 $ AU"),
        (5, "EUR", "5 €"),
    ],
)
def test_no_amount_is_a_cashtag_to_telegram(amount: float, currency: str, french: str) -> None:
    assert money(open_translator("fr"), amount, currency) == french.replace(" ", "\xa0")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "¥1.5T (yen or yuan)"),
        ("zh-Hans", "¥1.5万亿（日元或人民币）"),
        ("zh-Hant", "¥1.5兆（日圓或人民幣）"),
        ("ja", "¥1.5兆（円または人民元）"),
        ("de", "¥1,5 Bio. (Yen oder Yuan)"),
    ],
)
def test_a_yen_sign_that_nothing_explains_is_shown_with_both_that_it_may_be(
    language: str, written: str
) -> None:
    assert of_either(open_translator(language), 1.5e12) == written.replace(" Bio", "\xa0Bio")
