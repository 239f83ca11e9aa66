"""Put the facts of a story into whole sentences of a reader's language."""

from collections.abc import Mapping, Sequence

from babel.numbers import (
    format_compact_currency,
    format_currency,
    format_decimal,
    get_decimal_symbol,
)

from bot.core.analysis import Analysis
from bot.core.figures import Figure
from bot.core.news import Text
from bot.core.texts import TextDraft
from bot.i18n.catalog import Translator
from bot.i18n.dates import language, listing

_COMPACT_FROM = 10_000
"""Smaller amounts are prices, which are written out."""


def render_texts(
    drafts: Sequence[TextDraft], translators: Mapping[str, Translator]
) -> tuple[Text, ...]:
    """Finish the drafts; where no translator speaks a draft's language it has no analysis."""
    return tuple(
        Text(
            language=draft.language,
            title=draft.title,
            summary=draft.summary,
            analysis=render_analysis(draft.analysis, translators[draft.language])
            if draft.language in translators
            else "",
            origin=draft.origin,
        )
        for draft in drafts
    )


def render_analysis(analysis: Analysis, t: Translator) -> str:
    """Return paragraphs separated by blank lines; empty where one source says no more."""
    paragraphs = [*_coverage(analysis, t), *_figures(analysis, t)]
    paragraphs += [
        t("{publisher} adds: “{sentence}”", publisher=quote.publisher, sentence=quote.text)
        for quote in analysis.added
    ]
    if analysis.quoted is not None:
        quote = analysis.quoted
        paragraphs.append(
            t("{publisher} writes: “{sentence}”", publisher=quote.publisher, sentence=quote.text)
        )
    return "\n\n".join(paragraphs)


def render_figure(figure: Figure, t: Translator) -> str:
    """Write an amount of money or a percentage as the language writes it, "nearly" included."""
    written = (
        _money(figure, t)
        if figure.is_money
        else f"{format_decimal(figure.value, locale=t.locale)}%"
    )
    if figure.about == "<":
        return t("nearly {figure}", figure=written)
    if figure.about == ">":
        return t("more than {figure}", figure=written)
    return t("about {figure}", figure=written) if figure.about else written


def _money(figure: Figure, t: Translator) -> str:
    if figure.value >= _COMPACT_FROM:
        return format_compact_currency(
            figure.value, figure.kind, locale=t.locale, fraction_digits=2
        )
    exact = format_currency(figure.value, figure.kind, locale=t.locale)
    return exact.replace(f"{get_decimal_symbol(t.locale)}00", "")


def _coverage(analysis: Analysis, t: Translator) -> list[str]:
    if not analysis.followers:
        if analysis.is_own_news and analysis.quoted is not None:
            return [t("{publisher} made this news itself.", publisher=analysis.first)]
        return []
    hours = t.plural("{count} hour", "{count} hours", analysis.hours)
    sentences = [
        t.plural(
            "{publisher} reported this first; {count} other publisher followed within {hours}.",
            "{publisher} reported this first; {count} other publishers followed within {hours}.",
            analysis.followers,
            publisher=analysis.first,
            hours=hours,
        )
    ]
    if len(analysis.languages) > 1:
        names = listing(t, [language(t, code) for code in analysis.languages])
        sentences.append(t("It is reported in {languages}.", languages=names))
    return [_joined(sentences, t)]


def _figures(analysis: Analysis, t: Translator) -> list[str]:
    sentences = []
    if analysis.agreed:
        agreed = listing(t, [render_figure(figure, t) for figure in analysis.agreed])
        sentences.append(t("The sources agree on {figures}.", figures=agreed))
    sentences += [
        t(
            "The sources differ: {one} according to {publisher}, {other} according to {rival}.",
            one=render_figure(claim.figure, t),
            publisher=claim.publisher,
            other=render_figure(rival.figure, t),
            rival=rival.publisher,
        )
        for claim, rival in analysis.disputed
    ]
    return [_joined(sentences, t)] if sentences else []


def _joined(sentences: list[str], t: Translator) -> str:
    return ("" if t.language.startswith("zh") else " ").join(sentences)
