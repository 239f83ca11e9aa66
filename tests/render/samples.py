"""Stories and readers for the renderers' tests; a test names only what matters to it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.audience import ChatId, Preferences, Schedule, Subscriber, SubscriberId
from bot.core.callbacks import decode
from bot.core.news import ArticleId, Facts, Mention, Origin, Scores, Story, StoryId, Text
from bot.core.outgoing import Keyboard
from bot.core.tags import Taxonomy
from bot.i18n.catalog import open_translator
from bot.render.view import View

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
SEEDS = Path(__file__).parents[2] / "data" / "seeds"
TAXONOMY = Taxonomy.load((SEEDS / "tags.toml").read_text(encoding="utf-8"))


def view(language: str = "en", *, public_url: str = "") -> View:
    return View(
        t=open_translator(language),
        taxonomy=TAXONOMY,
        now=NOW,
        timezone="Europe/Berlin",
        bot_username="tidings_bot",
        public_url=public_url,
    )


def written(
    language: str = "en",
    *,
    title: str = "Chipmaker opens a plant",
    summary: str = "It costs $3 billion. It opens in May. It is large.",
    analysis: str = "",
    origin: Origin = Origin.SOURCE,
) -> Text:
    return Text(language=language, title=title, summary=summary, analysis=analysis, origin=origin)


def mention(
    publisher: str = "The Decoder",
    *,
    hours: float = 5,
    language: str = "en",
    title: str = "Plant opens",
    url: str = "https://news.example/1",
) -> Mention:
    return Mention(
        article_id=ArticleId(1),
        publisher=publisher,
        title=title,
        url=url,
        language=language,
        published_at=NOW - timedelta(hours=hours),
        first_seen_at=NOW - timedelta(hours=hours),
    )


def story(
    number: int = 12,
    *texts: Text,
    mentions: tuple[Mention, ...] = (mention(),),
    tags: tuple[str, ...] = ("chips", "policy"),
    facts: Facts | None = None,
    updated: float = 5,
    readers: int = 0,
) -> Story:
    told = texts or (written(),)
    return Story(
        id=StoryId(number),
        language=told[0].language,
        first_seen_at=NOW - timedelta(hours=4),
        updated_at=NOW - timedelta(hours=updated),
        scores=Scores(
            hot=75, hot_peak=80, quality=65, impact=70, total=70, version=1, facts=facts or {}
        ),
        texts={text.language: text for text in told},
        tags=tags,
        mentions=mentions,
        readers=readers,
    )


def subscriber(*, is_on: bool = True, preferences: Preferences | None = None) -> Subscriber:
    return Subscriber(
        id=SubscriberId(1),
        chat_id=ChatId(2),
        preferences=preferences or Preferences(language="en"),
        schedule=Schedule(timezone="Europe/Berlin"),
        next_digest_at=NOW + timedelta(hours=11) if is_on else None,
        created_at=NOW,
    )


def labels(keyboard: Keyboard) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard]


def actions(keyboard: Keyboard) -> list[object]:
    return [decode(button.data) for row in keyboard for button in row]
