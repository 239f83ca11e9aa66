"""Why a story has its scores, from the facts `bot.core.score` keeps: each axis, and their sum."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.core.genre import Genre
from bot.core.news import Scores
from bot.core.phrases import N_
from bot.i18n.amounts import money
from bot.i18n.dates import age, within

from .view import View

_CLICKBAIT = 40
"""From here on the title's manner is worth a word."""

_UNSURE = 50
"""From here on a text hedges so much that it weighs less."""
_REACHES = {
    100: N_("reaching the whole world"),
    90: N_("reaching many countries"),
    80: N_("reaching a whole country"),
    60: N_("reaching a whole industry"),
    40: N_("reaching its users"),
}
"""By `scope`, as `bot.core.signals` finds it; the narrowest says nothing worth a word."""

_GENRES: Mapping[str, str] = {
    Genre.GUIDE: N_("explains, tells of no event"),
    Genre.OPINION: N_("a view or a question, no event"),
    Genre.MINOR: N_("a small step of a product or a company"),
    Genre.ADVERTISEMENT: N_("an advertisement, tells of no event"),
}


def render_reasons(view: View, scores: Scores) -> tuple[str, str, str, str]:
    """Explain Hot, Quality, Impact and what comes of them, each on one line, to a reader."""
    overall = view.t(
        "Overall {score}: decides the order, and whether it reaches your digest.",
        score=scores.total,
    )
    return *render_axes(view, scores), overall


def render_axes(view: View, scores: Scores) -> tuple[str, str, str]:
    """Explain Hot, Quality and Impact, each on one line; a fact that is missing is left out."""
    t = view.t
    return (
        _line(view, t("🔥 Hot {score}", score=scores.hot), _hot(view, scores)),
        _line(view, t("✍️ Quality {score}", score=scores.quality), _quality(view, scores)),
        _line(view, t("🌍 Impact {score}", score=scores.impact), _impact(view, scores)),
    )


def _line(view: View, axis: str, reasons: list[str]) -> str:
    if not reasons:
        return axis
    return view.t("{axis}: {reasons}", axis=axis, reasons=view.t(", ").join(reasons))


def _number(scores: Scores, key: str) -> int:
    value = scores.facts.get(key, 0)
    return 0 if isinstance(value, str) else round(value)


def _word(scores: Scores, key: str) -> str:
    return str(scores.facts.get(key, ""))


def _hot(view: View, scores: Scores) -> list[str]:
    t = view.t
    reasons = []
    publishers, hours = _number(scores, "publishers"), _number(scores, "span_hours")
    if publishers > 1:
        reasons.append(_publishers(view, scores, publishers, within(t, timedelta(hours=hours))))
    elif publishers:
        reasons.append(t.plural("{count} publisher", "{count} publishers", publishers))
    chinese = _number(scores, "publishers_zh")
    if 0 < chinese < publishers:
        reasons.append(t.plural("{count} of them Chinese", "{count} of them Chinese", chinese))
    if hot_at := _word(scores, "hot_at"):
        newest = age(t, datetime.fromisoformat(hot_at), view.now)
        reasons.append(t("the last one {age}", age=newest) if publishers > 1 else newest)
    if points := _number(scores, "points"):
        reasons.append(
            t.plural("{count} point on Hacker News", "{count} points on Hacker News", points)
        )
    return reasons


def _publishers(view: View, scores: Scores, publishers: int, within: str) -> str:
    t = view.t
    copies = publishers - _number(scores, "originals")
    if copies <= 0:
        return t("{count} independent publishers {within}", count=publishers, within=within)
    printed = t.plural(
        "{count} with the text of another", "{count} with the text of another", copies
    )
    return t(
        "{count} publishers {within} ({copies})",
        count=publishers,
        within=within,
        copies=printed,
    )


def _quality(view: View, scores: Scores) -> list[str]:
    t = view.t
    reasons = []
    if reputation := _number(scores, "reputation"):
        if _number(scores, "publishers") == 1:
            reasons.append(t("a source rated {reputation} of 100", reputation=reputation))
        else:
            reasons.append(t("sources rated {reputation} of 100", reputation=reputation))
    if _number(scores, "primary"):
        reasons.append(t("told by those who made the news"))
    if _number(scores, "paywalled"):
        reasons.append(t("only the beginning is free to read"))
    if words := _number(scores, "words"):
        reasons.append(t.plural("{count} word", "{count} words", words))
    elif scores.facts.get("words") == 0:
        reasons.append(t("only the title is known"))
    if figures := _number(scores, "figures"):
        reasons.append(t.plural("{count} figure", "{count} figures", figures))
    if quotes := _number(scores, "quotes"):
        reasons.append(t.plural("{count} quotation", "{count} quotations", quotes))
    if _number(scores, "clickbait") >= _CLICKBAIT:
        reasons.append(t("a title that promises a lot"))
    return [*reasons, *_moved(view, scores, "moved_quality")]


def _impact(view: View, scores: Scores) -> list[str]:
    t = view.t
    reasons = []
    if _number(scores, "roundup"):
        reasons.append(t("a round-up of several stories"))
    if genre := _GENRES.get(_word(scores, "genre")):
        reasons.append(t(genre))
    if event := _word(scores, "event"):
        reasons.append(view.tag_name(event))
    if stake := _number(scores, "money_usd"):
        reasons.append(t("a matter of {amount}", amount=money(t, stake, "USD")))
    if entities := _number(scores, "entities"):
        reasons.append(t.plural("{count} well-known name", "{count} well-known names", entities))
    if reach := _REACHES.get(_number(scores, "scope")):
        reasons.append(t(reach))
    if (publishers := _number(scores, "publishers")) > 1:
        reasons.append(
            t.plural("told by {count} publisher", "told by {count} publishers", publishers)
        )
    if _number(scores, "hedge") >= _UNSURE:
        reasons.append(t("much of it not certain yet"))
    return [*reasons, *_moved(view, scores, "moved_impact")]


def _moved(view: View, scores: Scores, key: str) -> list[str]:
    """Say how far a model's marks moved an axis."""
    points = _number(scores, key)
    if points > 0:
        return [view.t("a model's reading raised it by {points}", points=points)]
    if points < 0:
        return [view.t("a model's reading lowered it by {points}", points=-points)]
    return []
