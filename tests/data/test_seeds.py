import re
from collections import defaultdict
from datetime import timedelta

import pytest

from bot.core.text import grapheme_length
from bot.core.urls import canonical_url, is_web_url
from data.curated import curated_sources
from data.sample import SampleEntry, SampleFeed, load_sample, read_sample_feed

SAMPLE = load_sample()
ENTRIES = [(feed, entry) for feed in SAMPLE for entry in feed.entries]
SOURCES = curated_sources()

SMALLEST = """
key = "tiny"
title = "Tiny"
publisher = "Tiny"
language = "en"
format = "rss"
reputation = 0.5
description = "One entry."
[[entry]]
event = "e"
slug = "s"
ago = "3h20m"
title = "T"
author = "A"
text = "One."
"""


def events() -> dict[str, list[SampleFeed]]:
    found: dict[str, list[SampleFeed]] = defaultdict(list)
    for feed, entry in ENTRIES:
        found[entry.event].append(feed)
    return found


def test_sample_has_five_english_and_three_chinese_feeds_in_every_format() -> None:
    assert sorted(feed.language for feed in SAMPLE) == ["en"] * 5 + ["zh-Hans"] * 3
    assert {feed.format for feed in SAMPLE} == {"rss", "atom", "rdf", "json"}
    assert "gb18030" in {feed.encoding for feed in SAMPLE}
    assert len({feed.publisher for feed in SAMPLE}) == 8


def test_sample_has_enough_entries_about_enough_events() -> None:
    assert len(ENTRIES) >= 70
    assert len(events()) >= 32


def test_many_sample_events_are_told_by_several_publishers_and_in_both_languages() -> None:
    several = [e for e, feeds in events().items() if len({f.publisher for f in feeds}) > 1]
    bilingual = [e for e, feeds in events().items() if len({f.language for f in feeds}) > 1]

    assert len(several) >= 14
    assert len(bilingual) >= 10


def test_every_sample_follow_up_continues_an_event_that_exists() -> None:
    assert {entry.follows for _, entry in ENTRIES if entry.follows} <= set(events())


def test_some_sample_news_appear_only_when_the_clock_has_moved_on() -> None:
    later = [entry for _, entry in ENTRIES if entry.offset > timedelta()]

    assert 6 <= len(later) <= 10
    assert max(entry.offset for entry in later) < timedelta(days=1)


def test_sample_news_lie_within_the_window_of_one_story() -> None:
    assert min(entry.offset for _, entry in ENTRIES) > -timedelta(hours=72)


def test_one_publisher_tells_one_event_once() -> None:
    told = [(feed.publisher, entry.event) for feed, entry in ENTRIES]

    assert len(told) == len(set(told))


def test_slugs_are_unique_over_all_feeds() -> None:
    slugs = [entry.slug for _, entry in ENTRIES]

    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("feed", SAMPLE, ids=lambda feed: feed.key)
def test_sample_text_is_in_the_encoding_its_feed_declares(feed: SampleFeed) -> None:
    for entry in feed.entries:
        text = "".join((entry.title, entry.author, entry.teaser, *entry.paragraphs))
        assert text.encode(feed.encoding).decode(feed.encoding) == text


@pytest.mark.parametrize("entry", [entry for _, entry in ENTRIES], ids=lambda entry: entry.slug)
def test_sample_paragraphs_are_whole_sentences(entry: SampleEntry) -> None:
    assert all(re.search(r"[.!?。！？][”\"]?$", line) for line in entry.paragraphs)
    assert sum(map(grapheme_length, entry.paragraphs)) < 1600


def test_a_feed_file_is_read_newest_first() -> None:
    feed = read_sample_feed(SMALLEST, "tiny.toml")

    assert feed.entries[0].offset == -timedelta(hours=3, minutes=20)
    assert feed.entries[0].paragraphs == ("One.",)
    assert [f.offset for f in SAMPLE[0].entries] == sorted(
        (f.offset for f in SAMPLE[0].entries), reverse=True
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("3h20m", "soon", "entry.0.ago: Value error, 'soon' is not a length of time"),
        ("3h20m", "", "entry.0.ago: Value error, '' is not a length of time"),
        ('ago = "3h20m"', "", "needs either ago or ahead"),
        ('slug = "s"', 'slug = "S s"', "entry.0.slug"),
        ('author = "A"', 'autor = "A"', "entry.0.author: Field required"),
        ('author = "A"', 'author = "A"\npage_only = true', "page_only and teaser"),
        ('"rss"', '"json"\nencoding = "gbk"', "JSON Feed is always UTF-8"),
        ('"rss"', '"rss"\nencoding = "klingon"', "encoding: Value error, unknown encoding"),
        ("key =", "key", "tiny.toml: Expected '='"),
        (
            "[[entry]]",
            '[[entry]]\nevent="e"\nslug="s"\nago="1h"\ntitle="T"\nauthor="A"\ntext="."\n[[entry]]',
            "slug s is there twice",
        ),
    ],
)
def test_a_mistake_in_a_feed_file_is_named(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"^tiny\.toml: ") as caught:
        read_sample_feed(SMALLEST.replace(old, new), "tiny.toml")

    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_curated_list_is_large_and_bilingual() -> None:
    assert len(SOURCES) >= 75
    assert sum(seed.language.startswith("zh") for seed in SOURCES) >= 20
    assert sum(seed.is_primary for seed in SOURCES) >= 15


def test_curated_sources_on_other_things_too_are_marked() -> None:
    general = {seed.title for seed in SOURCES if seed.is_general}

    assert {"IT之家", "少数派", "虎嗅", "cnBeta", "EFF Updates"} <= general
    assert not general & {"OpenAI News", "The Register: AI and ML", "量子位", "AI News"}


def test_curated_sources_are_distinct_web_addresses() -> None:
    assert all(is_web_url(seed.url) and is_web_url(seed.home) for seed in SOURCES)
    assert len({canonical_url(seed.url) for seed in SOURCES}) == len(SOURCES)


def test_curated_sources_are_described_in_full() -> None:
    for seed in SOURCES:
        assert seed.title
        assert seed.publisher
        assert 0 <= seed.reputation <= 1
