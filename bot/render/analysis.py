"""Put the facts of a story into whole sentences of a reader's language."""

from collections.abc import Mapping, Sequence

from bot.core.analysis import Analysis, Quote
from bot.core.background import Earlier
from bot.core.news import Text
from bot.core.texts import TextDraft
from bot.i18n.catalog import Translator
from bot.i18n.dates import day, language, listing, within

from .figures import render_figure

_MOST_NAMED = 3
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
        *_steps(analysis, t),
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
            "{publisher} and {count} other publisher reported on this {within}.",
            "{publisher} and {count} other publishers reported on this {within}.",
            coverage.followers,
            publisher=coverage.first,
            within=span,
        )
    sentences = [told]
    if len(coverage.languages) > 1:
        names = listing(t, [language(t, code) for code in coverage.languages])
        sentences.append(t("It is reported in {languages}.", languages=names))
    return [t.together(sentences)]


def _steps(analysis: Analysis, t: Translator) -> list[str]:
    """Say what led to it, and who reports that it is not so."""
    paragraphs = []
    if before := analysis.before:
        who = t("Before this, {publisher} reported", publisher=before.publisher)
        paragraphs.append(_said(who, before.text, t))
    if denied_by := analysis.coverage.denied_by:
        told = t("According to {publishers}, it has been denied.", publishers=_names(denied_by, t))
        sentences = [told]
        if denial := analysis.denial:
            who = t("{publisher} writes", publisher=denial.publisher)
            sentences.append(_said(who, denial.text, t))
        paragraphs.append(t.together(sentences))
    return paragraphs


def _figures(analysis: Analysis, t: Translator) -> list[str]:
    sentences = _agreed(analysis, t)
    for claim, rival in analysis.disputed:
        differ = t(
            "The sources differ: {one} according to {publisher}; {other} according to {rival}.",
            one=render_figure(claim.figure, t),
            publisher=_names(claim.publishers, t),
            other=render_figure(rival.figure, t),
            rival=_names(rival.publishers, t),
        )
        sentences.append(differ)
    return [t.together(sentences)] if sentences else []


def _agreed(analysis: Analysis, t: Translator) -> list[str]:
    """Say who gives which figures, and in the words of one of them what they are about.

    Figures that the same publishers give, and that one sentence holds, are told of together; a
    sentence that holds figures of different publishers too is quoted once, after the first.
    """
    together: dict[tuple[tuple[str, ...], str, str], list[str]] = {}
    for one in analysis.agreed:
        key = one.publishers, one.source, one.words
        together.setdefault(key, []).append(render_figure(one.figure, t))
    sentences = []
    quoted = {("", "")}
    for (publishers, source, words), given in together.items():
        figures, names = listing(t, given), _names(publishers, t)
        told = t.plural(
            "{given} of {count} publisher gives {figures}: {names}.",
            "{given} of {count} publishers give {figures}: {names}.",
            analysis.coverage.publishers,
            given=len(publishers),
            figures=figures,
            names=names,
        )
        sentences.append(told)
        if (source, words) not in quoted:
            quoted.add((source, words))
            sentences.append(_said(t("{publisher} writes", publisher=source), words, t))
    return sentences


def _names(publishers: Sequence[str], t: Translator) -> str:
    """List the publishers; of many the first, and how many others."""
    if len(publishers) <= _MOST_NAMED:
        return listing(t, publishers)
    others = len(publishers) - _MOST_NAMED
    more = t.plural("{count} other publisher", "{count} other publishers", others)
    return listing(t, [*publishers[:_MOST_NAMED], more])


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
