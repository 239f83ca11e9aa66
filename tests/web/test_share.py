from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from bot.adapters.charts import ChartPainter
from bot.core.feeds import parse_feed
from bot.core.news import ArticleId, Mention, Origin, Retraction, Scores, Story, StoryId, Text
from bot.core.tags import Taxonomy
from bot.i18n.catalog import open_translator
from bot.services import Services
from handlers.web.pages import page_routes
from handlers.web.share import share_routes
from tests.fakes import NOON, FixedClock

HOST = "https://news.test"
TAGS = Path(__file__).parents[2] / "data/seeds/tags.toml"


def mention(number: int, publisher: str, language: str, url: str = "") -> Mention:
    return Mention(
        article_id=ArticleId(number),
        publisher=publisher,
        title=f"Report {number}",
        url=url or f"https://paper.test/{number}",
        language=language,
        published_at=NOON - timedelta(hours=number),
        first_seen_at=NOON - timedelta(hours=number),
    )


def text(language: str, title: str, origin: Origin = Origin.EXTRACT) -> Text:
    return Text(
        language=language,
        title=title,
        summary=f"{title}, in short. Twice.",
        analysis="First thought.\n\nSecond thought.",
        origin=origin,
    )


STORY = Story(
    id=StoryId(7),
    language="en",
    first_seen_at=NOON - timedelta(hours=3),
    updated_at=NOON - timedelta(hours=1),
    scores=Scores(
        hot=75, hot_peak=80, quality=65, impact=70, total=71, version=1, facts={"publishers": 2}
    ),
    texts={
        "en": text("en", "Chips get cheaper"),
        "zh-Hans": text("zh-Hans", "芯片降价了"),
    },
    tags=("chips", "pricing"),
    mentions=(mention(1, "The Model Relay", "en"), mention(2, "灯台智讯", "zh-Hans")),
    readers=1204,
)


@dataclass
class FakeStories:
    held: dict[int, Story] = field(default_factory=lambda: {7: STORY})

    async def get(self, story_id: StoryId) -> Story | None:
        return self.held.get(story_id)

    async def top(self, *, since: datetime, offset: int, limit: int) -> Sequence[Story]:
        newer = [story for story in self.held.values() if story.first_seen_at >= since]
        return newer[offset : offset + limit]


class FakeEditing:
    async def retraction(self, story_id: StoryId) -> Retraction | None:
        return Retraction(reason="It was a <hoax>.", at=NOON) if story_id == 13 else None


@pytest.fixture
def stories() -> FakeStories:
    return FakeStories()


@pytest.fixture
async def web(stories: FakeStories) -> AsyncIterator[AsyncClient]:
    services = SimpleNamespace(
        store=SimpleNamespace(stories=stories, editing=FakeEditing()),
        clock=FixedClock(),
        taxonomy=Taxonomy.load(TAGS.read_text(encoding="utf-8")),
        painter=ChartPainter(),
        translator=open_translator,
        bot_username="tidings_bot",
        public_url="",
    )
    app = Starlette(routes=[*page_routes(), *share_routes(cast("Services", services))])
    async with AsyncClient(transport=ASGITransport(app), base_url=HOST) as client:
        yield client


async def test_a_story_page_shows_the_whole_card(web: AsyncClient) -> None:
    answer = await web.get("/s/7")

    assert answer.status_code == 200
    for part in (
        "<h1>Chips get cheaper</h1>",
        "<dd>75</dd>",
        "<dd>65</dd>",
        "<dd>70</dd>",
        "Chips get cheaper, in short. Twice.",
        "<p>First thought.</p>",
        "<p>Second thought.</p>",
        "The Model Relay",
        "灯台智讯",
        'href="https://paper.test/1"',
        'href="https://t.me/tidings_bot?start=s_7"',
        'href="https://t.me/tidings_bot?start=t_chips"',
        "1,204",
    ):
        assert part in answer.text, part


async def test_a_retracted_story_says_why(web: AsyncClient) -> None:
    answer = await web.get("/s/13")

    assert answer.status_code == 410
    assert "<h1>This story was retracted</h1>" in answer.text
    assert "It was a &lt;hoax&gt;." in answer.text


async def test_a_story_page_describes_itself_to_other_programs(web: AsyncClient) -> None:
    answer = await web.get("/s/7")

    for part in (
        f'<link rel="canonical" href="{HOST}/s/7">',
        '<meta property="og:title" content="Chips get cheaper">',
        '<meta name="twitter:card" content="summary">',
        f'<link rel="alternate" hreflang="zh-Hans" href="{HOST}/s/7?lang=zh-Hans">',
    ):
        assert part in answer.text, part


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [
        ("", "", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("", "xx, en;q=0.1, zh-SG;q=0.7", "zh-Hans"),
        ("", "zh;q=0, en;q=0.5", "en"),
        ("", "zh;q=high", "en"),
        ("?lang=zh-Hans", "en", "zh-Hans"),
        ("?lang=en", "zh", "en"),
        ("?lang=nonsense", "zh", "zh-Hans"),
    ],
)
async def test_a_page_speaks_the_language_of_its_reader(
    web: AsyncClient, query: str, header: str, language: str
) -> None:
    answer = await web.get(f"/s/7{query}", headers={"Accept-Language": header})

    assert f'<html lang="{language}">' in answer.text
    assert STORY.texts[language].title in answer.text
    assert answer.headers["content-language"] == language
    assert answer.headers["vary"] == "Accept-Language"


async def test_a_story_without_a_text_in_the_readers_language_is_labelled(
    web: AsyncClient, stories: FakeStories
) -> None:
    stories.held[7] = replace(STORY, texts={"en": STORY.texts["en"]})
    answer = await web.get("/s/7?lang=zh-Hans")

    assert '<article class="card" lang="en">' in answer.text
    assert "英语" in answer.text


async def test_what_feeds_say_cannot_become_code(web: AsyncClient, stories: FakeStories) -> None:
    evil = '"><script>alert(1)</script>'
    stories.held[7] = replace(
        STORY,
        texts={"en": replace(STORY.texts["en"], summary=evil, analysis=evil)},
        mentions=(
            replace(mention(1, evil, "en"), title=evil, url="javascript:alert(1)"),
            mention(2, "B", evil, "https://paper.test/?a=b&c='\""),
        ),
    )
    answer = await web.get("/s/7")

    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "javascript:" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["8", "0", "-1", "x", "007", "9" * 40, "７"])
async def test_an_unknown_story_is_missed_in_the_readers_language(
    web: AsyncClient, name: str
) -> None:
    answer = await web.get(f"/s/{name}", headers={"Accept-Language": "zh"})

    assert answer.status_code == 404
    assert '<html lang="zh-Hans">' in answer.text
    assert "https://t.me/tidings_bot" in answer.text


async def test_a_story_without_analysis_tags_or_readers_still_has_a_page(
    web: AsyncClient, stories: FakeStories
) -> None:
    bare = replace(text("en", "Bare", Origin.SOURCE), analysis="")
    stories.held[7] = replace(STORY, texts={"en": bare}, tags=(), readers=0)
    answer = await web.get("/s/7")

    assert "<h1>Bare</h1>" in answer.text
    assert 'class="analysis"' not in answer.text
    assert 'class="tags"' not in answer.text


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_the_feed_holds_the_stories_told_in_its_language(
    web: AsyncClient, stories: FakeStories, language: str
) -> None:
    stories.held[8] = replace(STORY, id=StoryId(8), texts={"en": text("en", "English only")})
    answer = await web.get(f"/feeds/{language}.xml")
    feed = parse_feed(answer.content, content_type=answer.headers["content-type"])
    urls = [entry.url for entry in feed.entries]

    assert feed.language == language
    assert f"{HOST}/s/7?lang={language}" in urls
    assert len(urls) == (2 if language == "en" else 1)
    assert feed.entries[0].title == STORY.texts[language].title


async def test_an_unchanged_feed_of_stories_is_not_sent_again(web: AsyncClient) -> None:
    first = await web.get("/feeds/en.xml")
    again = await web.get("/feeds/en.xml", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304


async def test_a_feed_without_stories_is_valid(web: AsyncClient, stories: FakeStories) -> None:
    stories.held.clear()

    assert parse_feed((await web.get("/feeds/en.xml")).content).entries == ()


async def test_there_is_no_feed_in_a_language_nobody_asked_for(web: AsyncClient) -> None:
    assert (await web.get("/feeds/tlh.xml")).status_code == 404
