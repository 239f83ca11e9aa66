import pytest

from bot.i18n.amounts import money
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
