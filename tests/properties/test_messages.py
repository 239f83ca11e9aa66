"""Whatever the news hold, Telegram takes every message; the simulator judges by its rules."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.actions import Keyset, ListKind, ShowList
from bot.core.news import ArticleId, Mention, Origin, Scores, Story, StoryId, Text
from bot.core.outgoing import Message, message_fields, rich_fields
from bot.core.text import utf16_length
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.render.digest import render_digest
from bot.render.item import APART, put_together
from bot.render.lists import render_list
from bot.render.rich import RULE, Rich, blocks, details
from bot.render.share import render_share
from bot.render.story import render_story
from bot.render.telegram_html import text
from bot.render.view import View
from bot.simulator.formatting import read_markup
from bot.simulator.keyboards import check_markup
from bot.simulator.params import Params
from bot.simulator.rich import read_rich
from tests.render.samples import TAXONOMY, view

HOSTILE = ["</b>", "&lt;", "<blockquote>", "\u202e", "\x00", "\n\n", "http://a.b/", "😀" * 30]
HOSTILE.append("e" + "\u0301" * 40)
WORDS = st.lists(
    st.text(max_size=30) | st.sampled_from(HOSTILE) | st.just("One sentence is here. " * 40),
    max_size=8,
).map("".join)
LANGUAGES = st.sampled_from(["en", "zh-Hans", "de", "ja", "und"])
MOMENTS = st.integers(0, 3_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
FACTS = st.dictionaries(
    st.sampled_from(["publishers", "span_hours", "words", "money_usd", "scope", "event"]),
    st.integers(0, 10**10) | st.text(max_size=20),
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    texts = [
        Text(
            language=language,
            title=draw(WORDS),
            summary=draw(WORDS),
            analysis=draw(WORDS),
            origin=draw(st.sampled_from(Origin)),
        )
        for language in draw(st.lists(LANGUAGES, min_size=1, max_size=3, unique=True))
    ]
    mentions = tuple(
        Mention(
            article_id=ArticleId(1),
            publisher=draw(WORDS),
            title=draw(WORDS),
            url=draw(WORDS | st.just("https://news.example/a?b=c&d")),
            language=draw(LANGUAGES),
            published_at=draw(MOMENTS),
            first_seen_at=draw(MOMENTS),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    score = st.integers(0, 100)
    return Story(
        id=StoryId(draw(st.integers(1, 2**53))),
        language=texts[0].language,
        first_seen_at=draw(MOMENTS),
        updated_at=draw(MOMENTS),
        scores=Scores(
            hot=draw(score),
            hot_peak=100,
            quality=draw(score),
            impact=draw(score),
            total=draw(score),
            version=1,
            facts=draw(FACTS),
        ),
        texts={text.language: text for text in texts},
        tags=tuple(draw(st.lists(st.sampled_from(TAXONOMY.keys()) | WORDS, max_size=6))),
        mentions=mentions,
        readers=draw(st.integers(0, 10**9)),
    )


READERS = st.sampled_from(
    [view(code, public_url="https://t.example") for code in INTERFACE_LANGUAGES]
)


def assert_telegram_takes(*messages: Message) -> None:
    for message in messages:
        fields = message_fields(message)
        fields["text"].encode()
        told = read_markup(fields["text"], "HTML", [])
        assert 1 <= utf16_length(told.text) <= 4096
        assert fields["text"].count("</") <= 100
        check_markup(fields.get("reply_markup"))
        if rich := rich_fields(fields):
            assert read_rich(Params(rich))


@settings(max_examples=15)
@given(READERS, stories(), st.tuples(st.booleans(), st.booleans()))
def test_any_story_makes_a_card_and_can_be_shared(
    reader: View, story: Story, flags: tuple[bool, bool]
) -> None:
    assert_telegram_takes(
        render_story(reader, story, is_open=flags[0], is_saved=flags[1]),
        render_share(reader, story),
    )


@settings(max_examples=10)
@given(
    READERS,
    st.lists(stories(), max_size=3),
    st.sampled_from(ListKind),
    st.none() | st.integers(0, 100) | st.builds(Keyset, MOMENTS, st.just(StoryId(7))),
    st.text(max_size=8),
)
def test_any_stories_make_a_list_and_a_digest(
    reader: View,
    found: list[Story],
    kind: ListKind,
    start: Keyset | int | None,
    subject: str,
) -> None:
    shown = ShowList(kind, 5, None, subject)
    assert_telegram_takes(*render_list(reader, found, shown, next_start=start, below=found[:2]))
    assert_telegram_takes(*render_digest(replace(reader, is_rich=True), found, floor=40))


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.text(max_size=9) | st.sampled_from(HOSTILE), st.integers(0, 600)), max_size=30
    )
)
def test_a_rich_message_is_within_telegrams_limits_and_cuts_nothing(
    stories: list[tuple[str, int]],
) -> None:
    entries = [
        (RULE + blocks(text(title)), details("x", blocks(text("• Whole sentence.\n\n" * much))))
        for title, much in stories
    ]
    shown = put_together(entries)

    insides = [inside.markup for _, inside in entries if inside.markup]
    assert bool(shown) == any(Rich("<hr/>" * len(entries) + one).fits for one in insides)
    if shown:
        assert read_rich(Params({"rich_message": {"html": shown}}))
        sections = [f"{entry.markup}{inside.markup}" for entry, inside in entries]
        for section, whole, (entry, _) in zip(shown.split(APART), sections, entries, strict=True):
            assert section in {whole, entry.markup}
