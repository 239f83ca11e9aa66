"""Hot, Quality and Impact: three numbers from 0 to 100, each a pure function of stored facts.

**Hot**: how much is being said now. `C = 1-exp(-n/3)` of the `n` independent publishers and
`V = 1-exp(-r/2)` of the `r` that joined in the six hours before the last one:
`Hot = 100 (5C + 2V)/7`, halved for every 24 hours since the last new publisher. One publisher
is 31 when fresh, three 67, five 84.
**Quality**: how good the reporting is. 30 % reputation of the best two publishers, 20 % depth,
20 % evidence (quotations, attributions, figures), 15 % standing (a primary source, or
corroboration), 15 % a sober title. A release by a primary source is not punished for being short;
where nothing but a paywalled beginning is known, 55 is the most.
**Impact**: how much changes for how many: the kind of event, the companies and powers involved,
the money, the scope, less what is hedged. 25 is routine, 50 notable, 75 major.
**Total**: 25 % heat (the mean of Hot and its peak), 35 % Quality, 40 % Impact. A routine item of
one source comes to 30-45, a notable story to 50-65, a major one that many report to 75 and more.

`facts`, the components, answer "why?": `publishers` (`publishers_en`, `publishers_zh`),
`independent` (publishers less copies), `recent_publishers`, `span_hours` (first to last
publisher), `hot_at` (ISO time of the last new one), `reputation` (0-100), `words`, `figures`,
`quotes`, `primary` (0 or 1), `clickbait` (0-100), `event` (the tag that weighs most, or empty),
`money_usd`, `scope` (0-100), `entities` (companies and powers that move the field).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp

from . import signals
from .news import Article, Scores, StoryMaterial
from .script import simplified
from .text import tokens

SCORE_VERSION = 1

_HALF_LIFE = timedelta(hours=24)
_RECENT = timedelta(hours=6)
_COPY_LIKENESS = 0.8
_COPY_WEIGHT = 0.3
"""A publisher that prints another's text says little more about how much is being said."""
_COMPARED_TOKENS = 300
_SHORTEST_COMPARED = 12
_PAYWALLED_MOST = 55
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
    "robotics": 0.5, "privacy": 0.5, "ai-for-science": 0.5, "llm": 0.45, "research": 0.45,
    "partnerships": 0.45, "people": 0.45, "misinformation": 0.45,
}  # fmt: skip
"""How much an event of this kind usually changes; by tag."""
_OTHER_EVENT = 0.35


def score_story(material: StoryMaterial, tags: Sequence[str], now: datetime) -> Scores:
    """Score a story from its articles and tags, as it stands at `now`."""
    firsts = _first_articles(material.articles)
    lead = _readable(lead_article(material.articles))
    independent = sum(_weights(firsts))
    hot_at = min(firsts[-1].published_at, now)
    recent = sum(1 for article in firsts if article.published_at > hot_at - _RECENT)
    is_primary = any(article.is_primary for article in material.articles)
    event = max(tags[:3], key=lambda tag: _EVENTS.get(tag, _OTHER_EVENT), default="")
    best = sorted((article.reputation for article in firsts), reverse=True)[:2]
    companies = signals.giants(lead.title, lead.text)
    powers = signals.powers(lead.title, lead.text)
    money = signals.largest_amount(lead.title, lead.text, lead.language)
    facts: dict[str, float | int | str] = {
        "publishers": len(firsts),
        "publishers_en": sum(1 for article in firsts if article.language.startswith("en")),
        "publishers_zh": sum(1 for article in firsts if article.language.startswith("zh")),
        "independent": round(independent, 1),
        "recent_publishers": recent,
        "span_hours": round(
            (firsts[-1].published_at - firsts[0].published_at) / timedelta(hours=1)
        ),
        "hot_at": hot_at.isoformat(),
        "reputation": round(100 * sum(best) / len(best)),
        "words": signals.word_count(lead.text),
        "figures": signals.figure_count(lead.title, lead.text, lead.language),
        "quotes": signals.quote_count(lead.text),
        "primary": int(is_primary),
        "clickbait": round(100 * signals.clickbait(lead.title)),
        "event": event,
        "money_usd": round(money),
        "scope": round(100 * signals.scope(lead.title, lead.text)),
        "entities": companies + powers,
    }
    scores = Scores(
        hot=0,
        hot_peak=material.hot_peak,
        quality=_quality(lead, facts, independent),
        impact=_impact(lead, facts, companies, powers),
        total=0,
        version=SCORE_VERSION,
        facts=facts,
    )
    return rescore(scores, now)


def rescore(scores: Scores, now: datetime) -> Scores:
    """Let a scored story cool: return its Hot, peak and total at `now`, from its facts alone."""
    independent = float(scores.facts["independent"])
    recent = min(float(scores.facts["recent_publishers"]), independent)
    age = max(timedelta(), now - datetime.fromisoformat(str(scores.facts["hot_at"])))
    said = (5 * (1 - exp(-independent / 3)) + 2 * (1 - exp(-recent / 2))) / 7
    hot = _percent(said * 0.5 ** (age / _HALF_LIFE))
    peak = max(hot, scores.hot_peak)
    total = 0.25 * (hot + peak) / 2 + 0.35 * scores.quality + 0.4 * scores.impact
    return replace(scores, hot=hot, hot_peak=peak, total=_percent(total / 100))


def lead_article(articles: Sequence[Article]) -> Article:
    """Return the article that speaks for the story: whole, reputed and at length, then first."""

    def worth(article: Article) -> float:
        depth = signals.on_scale(signals.word_count(article.text), 20, 400)
        open_text = 0.0 if article.is_paywalled else 0.3
        return article.reputation + 0.6 * depth + open_text + 0.1 * article.is_primary

    return max(articles, key=lambda article: (worth(article), -article.id))


def _readable(article: Article) -> Article:
    """Return the article in the characters that the signals know."""
    if not article.language.startswith("zh"):
        return article
    return replace(article, title=simplified(article.title), text=simplified(article.text))


def _first_articles(articles: Sequence[Article]) -> list[Article]:
    """Return each publisher's first article, oldest first."""
    firsts: dict[str, Article] = {}
    for article in sorted(articles, key=lambda article: (article.published_at, article.id)):
        firsts.setdefault(article.publisher.casefold(), article)
    return list(firsts.values())


def _weights(firsts: Sequence[Article]) -> list[float]:
    """Weigh each publisher 1, or less where its text repeats an earlier one's."""
    seen: list[set[str]] = []
    weights = []
    for article in firsts:
        words = set(tokens(article.text)[:_COMPARED_TOKENS])
        is_copy = len(words) >= _SHORTEST_COMPARED and any(
            len(words & other) >= _COPY_LIKENESS * len(words | other) for other in seen
        )
        weights.append(_COPY_WEIGHT if is_copy else 1.0)
        seen.append(words)
    return weights


def _quality(lead: Article, facts: dict[str, float | int | str], independent: float) -> int:
    depth = signals.on_scale(float(facts["words"]), 60, 1500)
    evidence = (
        signals.on_scale(1 + float(facts["quotes"]), 1, 6)
        + signals.on_scale(1 + signals.attribution_count(lead.text), 1, 12)
        + signals.on_scale(1 + float(facts["figures"]), 1, 12)
    ) / 3
    standing = 0.4 + 0.6 * (1 - exp(-(independent - 1) / 2))
    if facts["primary"]:
        standing = max(standing, _PRIMARY_STANDING)
    if lead.is_primary:
        depth, evidence = max(depth, _PRIMARY_LEAST), max(evidence, _PRIMARY_LEAST)
    quality = _percent(
        0.30 * float(facts["reputation"]) / 100
        + 0.20 * depth
        + 0.20 * evidence
        + 0.15 * standing
        + 0.15 * (1 - float(facts["clickbait"]) / 100)
    )
    return min(quality, _PAYWALLED_MOST) if lead.is_paywalled else quality


def _impact(
    lead: Article, facts: dict[str, float | int | str], companies: int, powers: int
) -> int:
    event = str(facts["event"])
    said = 1 - exp(-float(facts["independent"]) / 3)
    change = (
        0.28 * (_EVENTS.get(event, _OTHER_EVENT) if event else _ROUTINE_EVENT)
        + 0.20 * min(1.0, 0.1 + 0.45 * companies)
        + 0.20 * signals.on_scale(float(facts["money_usd"]), 3e6, 2e11)
        + 0.12 * min(1.0, 0.5 * powers)
        + 0.12 * float(facts["scope"]) / 100
        + 0.08 * signals.landmark(lead.title, lead.text)
    ) * (1 - 0.15 * signals.hedge(lead.title, lead.text))
    return _percent(1 - (1 - (0.8 * change + 0.2 * said)) ** _SPREAD)


def _percent(share: float) -> int:
    return round(100 * min(1.0, max(0.0, share)))
