"""Quantities of a text as a reader's language writes them, also where the text is not in it."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_percent

from bot.core.news import Text
from bot.core.quantities import Quantity, key_figures, shown_alone
from bot.i18n.amounts import money, of_either
from bot.i18n.catalog import Translator


def render_figure(figure: Quantity, t: Translator) -> str:
    """Write an amount of money or a percentage as the language writes it, hedges included."""
    written = _written(figure, t)
    if figure.about == "<":
        return t("nearly {figure}", figure=written)
    if figure.about == "≤":
        return t("up to {figure}", figure=written)
    if figure.about == ">":
        return t("more than {figure}", figure=written)
    return t("about {figure}", figure=written) if figure.about else written


def _written(figure: Quantity, t: Translator) -> str:
    if figure.is_open:
        return of_either(t, figure.value)
    return money(t, figure.value, figure.kind) if figure.is_money else _percent(figure.value, t)


def _percent(value: float, t: Translator) -> str:
    """Write hundredths with the sign where the language has it ("12.5%", "12,5 %")."""
    share = Decimal(str(value)) / 100
    return format_percent(share, locale=t.locale, decimal_quantization=False)


@lru_cache(maxsize=1000)  # each list and card with the story asks again
def render_key_figures(told: Text, t: Translator) -> str:
    """List the amounts and percentages of a text in another language; empty where it has none."""
    shown = key_figures(shown_alone(f"{told.title}\n{told.summary}", told.language))
    if not shown:
        return ""
    return t("Key figures: {figures}", figures=" · ".join(render_figure(one, t) for one in shown))
