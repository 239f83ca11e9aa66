"""Amounts of money as a reader's language writes them: `$295B`, `2950亿美元`."""

import re

from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_name,
    get_decimal_symbol,
)

from .catalog import Translator

_COMPACT_FROM = 10_000
"""Smaller amounts are prices, which are written out."""
_DIGITS = 2
_NAMES_AFTER = ("zh", "ja")
"""Languages that write the name of the currency behind the number."""
_CASHTAG = re.compile(r"\$(?=[A-Z])")
"""Telegram makes a link of `$US`, as French writes the dollar (tdlib, MessageEntity.cpp)."""
_YUAN = {"zh_Hans": "元", "zh_Hant": "元"}
"""Chinese amounts are counted in 元; Babel has only the currency's own name."""


def money(t: Translator, amount: float, currency: str) -> str:
    """Write an amount of an ISO 4217 currency in few characters."""
    if t.language.startswith(_NAMES_AFTER):
        name = get_currency_name(currency, locale=t.locale)
        if currency == "CNY":
            name = _YUAN.get(str(t.locale), name)
        return _number(t, amount) + name
    if amount >= _COMPACT_FROM:
        few = format_compact_currency(amount, currency, locale=t.locale, fraction_digits=_DIGITS)
    else:
        exact = format_currency(amount, currency, locale=t.locale)
        few = exact.replace(f"{get_decimal_symbol(t.locale)}00", "")
    return _CASHTAG.sub("$\N{NO-BREAK SPACE}", few)


def of_either(t: Translator, amount: float) -> str:
    """Write an amount behind a `¥` of which nothing tells whether it is that of Japan or China.

    The sign alone would be the one currency to some readers and the other to others.
    """
    return t("¥{amount} (yen or yuan)", amount=_number(t, amount))


def _number(t: Translator, amount: float) -> str:
    if amount >= _COMPACT_FROM:
        return format_compact_decimal(amount, locale=t.locale, fraction_digits=_DIGITS)
    return format_decimal(amount, locale=t.locale)
