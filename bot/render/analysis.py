"""Put the facts of a story into whole sentences of a reader's language."""

from collections.abc import Mapping, Sequence

from bot.core.agreement import Agreement
from bot.core.analysis import Analysis, Quote
from bot.core.background import Earlier
from bot.core.news import Text
from bot.core.texts import TextDraft
from bot.i18n.catalog import Translator
from bot.i18n.dates import day, language, listing, within

from .figures import render_figure

_UNSPACED = ("zh", "ja")
_QUOTES = frozenset('"“”„«»「」『』')


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
    paragraphs = [
        *_coverage(analysis, t),
        *_figures(analysis, t),
        *(_added(quote, t) for quote in analysis.added),
    ]
    if quote := analysis.quoted:
        paragraphs.append(_said(t("{publisher} writes", publisher=quote.publisher), quote.text, t))
    if coming := analysis.coming:
        who = t("To watch, {publisher} writes", publisher=coming.publisher)
        paragraphs.append(_said(who, coming.text, t))
    paragraphs += [_earlier(earlier, t) for earlier in analysis.earlier]
    return "\n\n".join(paragraphs)


def _coverage(analysis: Analysis, t: Translator) -> list[str]:
    coverage = analysis.coverage
    if not coverage.followers:
        if coverage.is_own_news and analysis.quoted is not None:
            return [t("{publisher} made this news itself.", publisher=coverage.first)]
        return []
    span = within(t, coverage.within)
    if coverage.is_first:
        told = t.plural(
            "{publisher} reported this first; {count} other publisher followed {within}.",
            "{publisher} reported this first; {count} other publishers followed {within}.",
            coverage.followers,
            publisher=coverage.first,
            within=span,
        )
    else:
        told = t.plural(
            "{publisher} and {count} other publisher reported this {within}.",
            "{publisher} and {count} other publishers reported this {within}.",
            coverage.followers,
            publisher=coverage.first,
            within=span,
        )
    sentences = [told]
    if coverage.denied_by:
        names = listing(t, coverage.denied_by)
        sentences.append(t("According to {publishers}, it has been denied.", publishers=names))
    if len(coverage.languages) > 1:
        names = listing(t, [language(t, code) for code in coverage.languages])
        sentences.append(t("It is reported in {languages}.", languages=names))
    return [_joined(sentences, t)]


def _figures(analysis: Analysis, t: Translator) -> list[str]:
    sentences = [_agreed(analysis.agreed, t)] if analysis.agreed else []
    for claim, rival in analysis.disputed:
        differ = t(
            "The sources differ: {one} according to {publisher}, {other} according to {rival}.",
            one=render_figure(claim.figure, t),
            publisher=claim.publisher,
            other=render_figure(rival.figure, t),
            rival=rival.publisher,
        )
        sentences.append(differ)
    return [_joined(sentences, t)] if sentences else []


def _agreed(agreed: Sequence[Agreement], t: Translator) -> str:
    """Say which figures the sources share, and what each is about, in words given once.

    Figures of which only the summary says what they are come last: it stands right above.
    """
    by_words: dict[str, list[str]] = {}
    for agreement in agreed:
        by_words.setdefault(agreement.words, []).append(render_figure(agreement.figure, t))
    sentences = [
        _said(t("The sources agree on {figures}", figures=listing(t, figures)), words, t)
        for words, figures in by_words.items()
        if words
    ]
    if read := by_words.get(""):
        sentences.append(
            t("Of the figures above, the sources agree on {figures}.", figures=listing(t, read))
        )
    return _joined(sentences, t)


def _added(quote: Quote, t: Translator) -> str:
    words = (
        t("New since then, {publisher} adds", publisher=quote.publisher)
        if quote.is_later
        else t("{publisher} adds", publisher=quote.publisher)
    )
    return _said(words, quote.text, t)


def _said(who: str, sentence: str, t: Translator) -> str:
    """Quote a sentence; one that quotes somebody itself stands without marks around it.

    Marks inside marks are hard to read.
    """
    if _QUOTES.isdisjoint(sentence):
        return t("{who}: “{sentence}”", who=who, sentence=sentence)
    return t("{who}: {sentence}", who=who, sentence=sentence)


def _earlier(earlier: Earlier, t: Translator) -> str:
    title = earlier.titles[t.language]
    return t("Before this, on {day}: “{title}”", day=day(t, earlier.at, "UTC"), title=title)


def _joined(sentences: list[str], t: Translator) -> str:
    return ("" if t.language.startswith(_UNSPACED) else " ").join(sentences)
