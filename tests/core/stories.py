"""Articles for the tests of stories, scores and texts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.calibration import PRIOR, Calibration
from bot.core.concepts import Vocabulary
from bot.core.news import Article, ArticleId, Facts, Scores, SourceId, StoryId, StoryMaterial
from bot.core.score import score_story
from bot.core.tags import Taxonomy

SEEDS = Path(__file__).parents[2] / "data" / "seeds"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TAXONOMY = Taxonomy.load((SEEDS / "tags.toml").read_text(encoding="utf-8"))
VOCABULARY = Vocabulary.load((SEEDS / "concepts.toml").read_text(encoding="utf-8"))


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def article(
    title: str = "Vellum opens an office",
    text: str = "",
    *,
    number: int = 1,
    publisher: str = "Herald",
    language: str = "en",
    at: datetime = NOON,
    reputation: float = 0.5,
    is_primary: bool = False,
    is_paywalled: bool = False,
) -> Article:
    return Article(
        id=ArticleId(number),
        story_id=StoryId(1),
        source_id=SourceId(number),
        publisher=publisher,
        reputation=reputation,
        is_primary=is_primary,
        url=f"https://example.org/{number}",
        title=title,
        text=text,
        language=language,
        author="",
        published_at=at,
        first_seen_at=at,
        is_full_text=True,
        is_paywalled=is_paywalled,
    )


def material(*articles: Article, before: Facts | None = None) -> StoryMaterial:
    return StoryMaterial(
        id=StoryId(1),
        first_seen_at=articles[0].first_seen_at,
        articles=articles,
        before=before or {},
    )


def scored(
    story: StoryMaterial, tags: Sequence[str], now: datetime, calibration: Calibration = PRIOR
) -> Scores:
    """Score a story with the vocabulary that comes with the program."""
    return score_story(story, tags, VOCABULARY, now, calibration)
