"""Hot, Quality and Impact: three scores from 0 to 100, each a pure function of stored facts.

`measure` gathers the facts of a story, `rate` turns them into scores: raw marks first, then what
`bot.core.calibration` makes of them, so that 80 is the top tenth of the last 30 days on each axis.

**Hot**: how much is being said now. Of the publishers, a copy of another's text counts 0.3.
`C = 1-exp(-n/3)` of all `n` and `V = 1-exp(-r/2)` of the `r` that joined since six hours before
the last one with a text of its own; `E` is the attention a forum gave, on a logarithmic scale up
to the 99th percentile of its posts. `raw = 100 (0.5C + 0.2V + 0.3E)`, without E over 0.7; the
score halves for every 24 hours since that last one: a copy makes no old news new.
**Quality**: how good the reporting is. 30 % reputation of the best two publishers, 20 % depth,
20 % evidence (quotations, attributions, figures), 15 % standing (a primary source, or
corroboration), 15 % a sober title. A release by a primary source is not punished for being short;
where nothing but a paywalled beginning is known, 55 is the most.
**Impact**: how much changes for how many: the kind of event, the companies and powers involved,
the money, the scope, less what is hedged. A company weighs as far as the event does, and what a
house tells of its own topic, and policy that nobody in power makes, is half an event at most.
**Total**: 25 % heat (the mean of Hot and its peak), 35 % Quality, 40 % Impact, calibrated too.

`facts`, the components, answer "why?": `publishers` (`publishers_en`, `publishers_zh`),
`originals` (publishers whose text is their own), `independent` (publishers, copies counted 0.3),
`recent_publishers`, `span_hours` (first to last publisher), `hot_at` (ISO time of the last new
one that is no copy), `points` and `comments` (of a forum; absent where nothing is known), `peak`
(the highest raw heat so far), `reputation` (0-100), `words`, `figures`, `quotes`, `attributions`,
`primary` (0 or 1), `lead_primary`, `paywalled`, `clickbait` (0-100), `event` (of the first two
tags), `money_usd`, `scope` (0-100), `companies` and `powers` that move the field (offices without
a name count as one power), `entities` (those with a name), `landmark` and `hedge` (0-100), or
instead of these `roundup` where the text tells several stories, or `genre` (of `bot.core.genre`)
where it tells no event, and the marks before calibration: `raw_hot`, `raw_quality`, `raw_impact`.
Where a model marked it (`model_quality`, `model_impact`), `moved_quality` and `moved_impact` are
the points of the score that its marks added or took.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp, log

from . import signals
from .calibration import PRIOR, Calibration, Curve, Marks
from .concepts import Vocabulary
from .copies import are_copies, first_reports
from .coverage import latest, span_of
from .genre import Genre, genre_of
from .lead import lead_article
from .news import Article, Facts, Scores, StoryMaterial
from .progress import has_come_true
from .reach import reach
from .roundup import is_roundup
from .rubric import blend
from .script import simplified
from .standing import named_giants, named_powers, speaks_of_offices

SCORE_VERSION = 7

_REMEMBERED = ("peak", "points", "comments")
"""Facts that articles do not hold: they stay when a story is measured again."""
_JUDGED = ("model_quality", "model_impact")
_HALF_LIFE = timedelta(hours=24)
_RECENT = timedelta(hours=6)
_COPY_WEIGHT = 0.3
"""A publisher that prints another's text says little more about how much is being said."""
_POINTS_MOST, _COMMENTS_MOST = 485, 260
"""99th percentiles of 20 100 Hacker News posts."""
_PAYWALLED_MOST = 55.0
_PRIMARY_LEAST = 0.5
_PRIMARY_STANDING = 0.8
_ROUTINE_EVENT = 0.3
_SPREAD = 1.6
_EVENTS = {
    "export-controls": 1.0, "regulation": 0.85, "geopolitics": 0.85, "policy": 0.8,
    "data-centers": 0.75, "model-release": 0.7, "safety": 0.7, "chips": 0.7, "mergers": 0.7,
    "defense": 0.7, "ipo-markets": 0.65, "legal": 0.65, "jobs": 0.65, "copyright": 0.6,
    "energy": 0.6, "security": 0.6, "funding": 0.55, "earnings": 0.55, "healthcare": 0.55,
    "autonomous-driving": 0.55, "open-source": 0.5, "reasoning": 0.5, "agents": 0.5,
    "robotics": 0.5, "privacy": 0.5, "outages": 0.5, "ai-for-science": 0.5, "llm": 0.45,
    "research": 0.45, "partnerships": 0.45, "people": 0.45, "misinformation": 0.45,
}  # fmt: skip
"""How much an event of this kind usually changes; by tag."""
_OTHER_EVENT = 0.35

_DEEDS = frozenset({"model-release", "funding", "mergers", "ipo-markets", "earnings"})
_OWN_TOPIC_MOST = 0.5
"""What a house tells of itself changes less than its topic may, unless it is one of the deeds."""
_OF_POWERS = frozenset({"policy", "geopolitics"})
"""Events that somebody in power makes: without one a product for governments is a product."""
_FULL_EVENT = 0.7
"""From here on a large company counts fully; a small step of one is a small step."""


def score_story(
    material: StoryMaterial,
    tags: Sequence[str],
    vocabulary: Vocabulary,
    now: datetime,
    calibration: Calibration = PRIOR,
) -> Scores:
    """Score a story from its articles and tags, as it stands at `now`."""
    return rate(measure(material, tags, vocabulary, now), now, calibration)


def measure(
    material: StoryMaterial, tags: Sequence[str], vocabulary: Vocabulary, now: datetime
) -> Facts:
    """Gather the facts of a story that its scores are made of."""
    reports = first_reports(material.articles)
    copies = are_copies(reports)
    lead = _readable(lead_article(material.articles))
    is_sure = has_come_true(material.articles, lead)
    heard = [_heard_at(article) for article in reports]
    own = [at for at, is_copy in zip(heard, copies, strict=True) if not is_copy]
    hot_at = min(max(own, default=heard[0]), now)
    weights = [_COPY_WEIGHT if is_copy else 1.0 for is_copy in copies]
    recent = sum(
        weight for at, weight in zip(heard, weights, strict=True) if at > hot_at - _RECENT
    )
    best = sorted((article.reputation for article in reports), reverse=True)[:2]
    return {
        "publishers": len(reports),
        "publishers_en": sum(article.language.startswith("en") for article in reports),
        "publishers_zh": sum(article.language.startswith("zh") for article in reports),
        "originals": copies.count(False),
        "independent": round(sum(weights), 1),
        "recent_publishers": round(recent, 1),
        "span_hours": span_of(reports) // timedelta(hours=1),
        "hot_at": hot_at.isoformat(),
        "reputation": round(100 * sum(best) / len(best)),
        "words": signals.word_count(lead.text),
        "figures": signals.figure_count(lead.title, lead.text, lead.language),
        "quotes": signals.quote_count(lead.text),
        "attributions": signals.attribution_count(lead.text),
        "primary": int(any(article.is_primary for article in material.articles)),
        "lead_primary": int(lead.is_primary),
        "paywalled": int(lead.is_paywalled),
        "clickbait": round(100 * signals.clickbait(lead.title)),
        **(_no_event(lead, reports) or _matter(lead, tags, vocabulary, is_sure=is_sure)),
        **{name: material.before[name] for name in _REMEMBERED if name in material.before},
    }


def _no_event(lead: Article, reports: Sequence[Article]) -> Facts:
    """Say what a piece is that tells of no event, whatever stands in it; nothing where it does.

    What somebody reports as news is an event, even if the leading article explains it.
    """
    if is_roundup(lead.title):
        return {"roundup": 1, "event": "", "hedge": 0}
    genre = genre_of(lead.title)
    if genre is Genre.NEWS or any(not genre_of(_readable(one).title) for one in reports):
        return {}
    return {"genre": genre.value, "event": "", "hedge": 0}


def _matter(lead: Article, tags: Sequence[str], vocabulary: Vocabulary, *, is_sure: bool) -> Facts:
    """Gather what changes by what is told; where that came true, its text recalls older doubts."""
    title, text = lead.title, lead.text
    companies = named_giants(title, text, vocabulary)
    named = named_powers(title, text, vocabulary)
    return {
        "event": max(tags[:2], key=lambda tag: _EVENTS.get(tag, _OTHER_EVENT), default=""),
        "money_usd": round(signals.sum_at_stake(title, text, lead.language)),
        "scope": round(100 * reach(title, text)),
        "companies": companies,
        "powers": named + speaks_of_offices(title, text),
        "entities": companies + named,
        "landmark": round(100 * signals.landmark(title, text)),
        "hedge": round(100 * signals.hedge(title, "" if is_sure else text)),
    }


def rate(facts: Facts, now: datetime, calibration: Calibration) -> Scores:
    """Turn facts into scores as they stand at `now`; cooling needs nothing else."""
    marks = marks_of(facts)
    peak = max(marks.hot, _number(facts, "peak"))
    age = max(timedelta(), now - datetime.fromisoformat(str(facts["hot_at"])))
    hot = calibration.score(Curve.HOT, marks.hot) * 0.5 ** (age / _HALF_LIFE)
    hot_peak = calibration.score(Curve.HOT, peak)
    quality = calibration.score(Curve.QUALITY, marks.quality)
    impact = calibration.score(Curve.IMPACT, marks.impact)
    computed = marks_of({name: facts[name] for name in facts if name not in _JUDGED})
    without = {
        "quality": calibration.score(Curve.QUALITY, computed.quality),
        "impact": calibration.score(Curve.IMPACT, computed.impact),
    }
    moved = {
        f"moved_{axis}": round(score) - round(without[axis])
        for axis, score in (("quality", quality), ("impact", impact))
        if f"model_{axis}" in facts
    }
    return Scores(
        hot=round(hot),
        hot_peak=round(hot_peak),
        quality=round(quality),
        impact=round(impact),
        total=round(calibration.worth((hot + hot_peak) / 2, quality, impact)),
        version=SCORE_VERSION,
        facts={
            **facts,
            **moved,
            "peak": round(peak, 1),
            "raw_hot": round(marks.hot, 1),
            "raw_quality": round(marks.quality, 1),
            "raw_impact": round(marks.impact, 1),
        },
    )


def marks_of(facts: Facts) -> Marks:
    """Return the raw marks, 0-100, of what `measure` found; they never cool."""
    return Marks(
        hot=_heat(facts),
        quality=blend(_quality(facts), facts, "quality"),
        impact=blend(_impact(facts), facts, "impact"),
    )


def _heat(facts: Facts) -> float:
    said = 0.5 * (1 - exp(-_number(facts, "independent") / 3))
    said += 0.2 * (1 - exp(-_number(facts, "recent_publishers") / 2))
    if "points" not in facts:
        return 100 * said / 0.7
    attention = max(
        log(1 + _number(facts, "points")) / log(1 + _POINTS_MOST),
        log(1 + _number(facts, "comments")) / log(1 + _COMMENTS_MOST),
    )
    return 100 * (said + 0.3 * min(1.0, attention))


def _quality(facts: Facts) -> float:
    depth = signals.on_scale(_number(facts, "words"), 60, 1500)
    evidence = (
        signals.on_scale(1 + _number(facts, "quotes"), 1, 6)
        + signals.on_scale(1 + _number(facts, "attributions"), 1, 12)
        + signals.on_scale(1 + _number(facts, "figures"), 1, 12)
    ) / 3
    standing = 0.4 + 0.6 * (1 - exp(-(_number(facts, "independent") - 1) / 2))
    if facts["primary"]:
        standing = max(standing, _PRIMARY_STANDING)
    if facts["lead_primary"]:
        depth, evidence = max(depth, _PRIMARY_LEAST), max(evidence, _PRIMARY_LEAST)
    quality = 100 * (
        0.30 * _number(facts, "reputation") / 100
        + 0.20 * depth
        + 0.20 * evidence
        + 0.15 * standing
        + 0.15 * (1 - _number(facts, "clickbait") / 100)
    )
    return min(quality, _PAYWALLED_MOST) if facts["paywalled"] else quality


def _impact(facts: Facts) -> float:
    event = str(facts["event"])
    said = 1 - exp(-_number(facts, "independent") / 3)
    weight = _EVENTS.get(event, _OTHER_EVENT) if event else _ROUTINE_EVENT
    is_own = facts["lead_primary"] and event not in _DEEDS
    if (is_own or event in _OF_POWERS) and not _number(facts, "powers"):
        weight = min(weight, _OWN_TOPIC_MOST)
    change = (
        0.28 * weight
        + 0.20
        * min(1.0, 0.1 + 0.45 * _number(facts, "companies"))
        * min(1.0, weight / _FULL_EVENT)
        + 0.20 * signals.on_scale(_number(facts, "money_usd"), 3e6, 2e11)
        + 0.12 * min(1.0, 0.5 * _number(facts, "powers"))
        + 0.12 * _number(facts, "scope") / 100
        + 0.08 * _number(facts, "landmark") / 100
    ) * (1 - 0.15 * _number(facts, "hedge") / 100)
    rest: float = (1 - (0.8 * change + 0.2 * said)) ** _SPREAD
    return 100 * (1 - rest)


def _heard_at(article: Article) -> datetime:
    """Return when a report came: of a day, when it was first seen, or the end of that day."""
    return max(article.published_at, min(latest(article), article.first_seen_at))


def _readable(article: Article) -> Article:
    """Return the article in the characters that the signals know."""
    if not article.language.startswith("zh"):
        return article
    return replace(article, title=simplified(article.title), text=simplified(article.text))


def _number(facts: Facts, name: str) -> float:
    return float(facts.get(name, 0))
