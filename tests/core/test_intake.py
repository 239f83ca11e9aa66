"""A feed's entries become articles."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake import (
    FULL_TEXT,
    LONGEST_TITLE,
    MOST_PAGES,
    PAGE_AGE,
    Item,
    Known,
    sort_items,
    take_items,
    to_draft,
)
from bot.core.news import (
    ArticleId,
    Entry,
    Feed,
    Page,
    Source,
    SourceId,
    SourceSeed,
    StoryId,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = Source(
    id=SourceId(1),
    seed=SourceSeed(
        url="https://alpha.example/feed",
        title="Alpha",
        publisher="Alpha",
        language="en",
        home="https://alpha.example/",
    ),
)
LONG = "The chip maker opened a plant in Dresden on Monday. " * 20
PLAIN = Entry(
    guid="g1",
    url="https://alpha.example/1?utm_source=rss",
    title="Plant <b>opens</b>",
    summary="<p>Short.</p>",
    published_at=NOW - HOUR,
)


def items(*entries: Entry) -> tuple[Item, ...]:
    return take_items(Feed(format="rss 2.0", entries=entries), NOW)


def item(entry: Entry = PLAIN) -> Item:
    (found,) = items(entry)
    return found


def known(content_hash: str, source_id: int = 1) -> Known:
    return Known(
        article_id=ArticleId(7),
        story_id=StoryId(8),
        source_id=SourceId(source_id),
        content_hash=content_hash,
    )


def test_an_item_knows_the_longer_of_content_and_summary() -> None:
    assert item(replace(PLAIN, content=f"<p>{LONG}</p>")).text == LONG.strip()
    assert item().text == "Short."


def test_entries_that_say_nothing_are_left_out() -> None:
    assert items(Entry(guid="g", url="https://alpha.example/1", title=" ")) == ()


def test_an_entry_is_at_the_address_that_its_redirector_names() -> None:
    led = item(replace(PLAIN, url="https://www.google.com/url?q=https://beta.example/x&sa=U"))
    assert (led.entry.url, led.canonical_url) == (("https://beta.example/x",) * 2)


def test_an_entry_that_is_there_twice_counts_once() -> None:
    assert len(items(PLAIN, PLAIN)) == 1


def test_the_newest_come_first_and_old_ones_are_kept() -> None:
    old = replace(PLAIN, guid="g2", published_at=NOW - timedelta(days=900))
    dateless = replace(PLAIN, guid="g3", published_at=None, updated_at=NOW)

    assert [one.guid for one in items(old, PLAIN, dateless)] == ["g3", "g1", "g2"]


def test_an_entry_without_guid_goes_by_its_address_or_its_words() -> None:
    assert item(replace(PLAIN, guid="")).guid == "https://alpha.example/1"
    nameless = item(replace(PLAIN, guid="", url=""))
    assert nameless.guid == nameless.content_hash


def test_an_address_that_several_entries_share_names_none_of_them() -> None:
    page = "https://alpha.example/notes"
    notes = [
        replace(PLAIN, guid=guid, url=f"{page}#{n}", title=f"Version {n}")
        for n, guid in enumerate(("g1", f"{page}#1", f"{page}#2"))
    ]

    found = items(*notes)

    assert [one.canonical_url for one in found] == ["", "", ""]
    assert {one.guid for one in found} == {"g1", f"{page}#1#Version 1", f"{page}#2#Version 2"}
    assert not any(one.needs_page for one in found)


def test_only_short_recent_entries_with_an_address_need_their_page() -> None:
    assert item().needs_page
    assert not item(replace(PLAIN, content=LONG)).needs_page
    assert not item(replace(PLAIN, url="")).needs_page
    assert not item(replace(PLAIN, published_at=NOW - PAGE_AGE - HOUR)).needs_page


def test_pages_of_one_visit_are_limited() -> None:
    many = [replace(PLAIN, guid=f"g{n}") for n in range(MOST_PAGES + 5)]

    assert sum(one.needs_page for one in items(*many)) == MOST_PAGES


def test_new_changed_and_known_items_are_told_apart() -> None:
    new, same, changed, elsewhere = items(
        *(replace(PLAIN, guid=name, url=f"https://alpha.example/{name}") for name in "abcd")
    )
    stored = {
        "b": known(same.content_hash),
        "c": known("other words"),
        elsewhere.canonical_url: known("other words", source_id=2),
    }

    found = sort_items((new, same, changed, elsewhere), stored, SOURCE)

    assert found.new == (new,)
    assert found.changed == ((ArticleId(7), changed),)


def test_only_what_is_about_ai_is_taken_from_a_general_source() -> None:
    phone, model, old = items(
        replace(PLAIN, guid="phone", url="", title="A phone with two screens"),
        replace(PLAIN, guid="model", url="", title="OpenAI shows a <b>new</b> model"),
        replace(PLAIN, guid="old", url="", title="A phone with three screens"),
    )
    general = replace(SOURCE, seed=replace(SOURCE.seed, is_general=True))
    stored = {"old": known("other words")}

    found = sort_items((phone, model, old), stored, general)

    assert found.new == (model,)
    assert found.changed == ((ArticleId(7), old),)
    assert found.off_topic == 1
    assert sort_items((phone, model, old), stored, SOURCE).off_topic == 0


def test_headline_and_byline_are_no_part_of_the_text() -> None:
    page = Page(text=f"Plant opens\n\nBy Ada Byron\n\n{LONG}", author="Ada Byron")
    content = f"<h1>Plant opens</h1><p>2026-03-02</p><p>{LONG}</p>"

    assert to_draft(SOURCE, item(), page, NOW).text == LONG
    assert to_draft(SOURCE, item(replace(PLAIN, content=content)), None, NOW).text == LONG.strip()


def test_a_draft_is_made_of_the_entry_alone() -> None:
    draft = to_draft(SOURCE, item(), None, NOW)

    assert draft.title == "Plant opens"
    assert draft.text == "Short."
    assert draft.canonical_url == "https://alpha.example/1"
    assert draft.url == PLAIN.url
    assert draft.published_at == NOW - HOUR
    assert not draft.is_full_text


def test_a_page_completes_what_the_entry_lacks() -> None:
    page = Page(
        text=LONG,
        title="From the page",
        author="Ada",
        image_url="https://alpha.example/1.png",
        published_at=NOW - 3 * HOUR,
        language="en",
        is_paywalled=True,
    )

    draft = to_draft(SOURCE, item(replace(PLAIN, title="", published_at=None)), page, NOW)

    assert (draft.title, draft.author) == ("From the page", "Ada")
    assert draft.text == LONG
    assert draft.image_url == "https://alpha.example/1.png"
    assert draft.published_at == NOW - 3 * HOUR
    assert draft.is_full_text
    assert draft.is_paywalled


@pytest.mark.parametrize(
    ("named", "title", "original"),
    [
        ("https://m.beta.example/x/?utm_source=a", "Plant opens - Beta", "https://beta.example/x"),
        ("https://www.alpha.example/1", "Plant opens", ""),
        ("https://beta.example/", "Plant opens", ""),
        ("https://consent.example/ask", "Before you continue", ""),
        ("", "Plant opens", ""),
    ],
)
def test_a_page_may_name_another_address_as_its_own(named: str, title: str, original: str) -> None:
    page = Page(text=LONG, title=title, canonical_url=named)
    assert to_draft(SOURCE, item(), page, NOW).original_url == original


def test_a_short_page_without_a_word_of_the_title_is_another() -> None:
    ask = Page(text="Please choose how we may use what we know about you. " * 5, author="Ada")
    draft = to_draft(SOURCE, item(), replace(ask, is_paywalled=True), NOW)
    assert (draft.text, draft.author, draft.is_paywalled) == ("Short.", "", True)
    own = replace(ask, text=f"The plant in Dresden. {ask.text}")
    assert to_draft(SOURCE, item(), own, NOW).text == own.text
    unnamed = item(replace(PLAIN, title="It is on"))
    assert to_draft(SOURCE, unnamed, ask, NOW).text == ask.text


def test_a_byline_of_a_feed_gives_its_names() -> None:
    entry = replace(PLAIN, author="来源：新华社 记者：张三 李四")
    assert to_draft(SOURCE, item(entry), None, NOW).author == "张三, 李四"


def test_a_shorter_page_does_not_replace_the_entry() -> None:
    long = item(replace(PLAIN, content=LONG))

    assert to_draft(SOURCE, long, Page(text="Teaser."), NOW).text == long.text


def test_without_any_title_the_text_begins_for_it() -> None:
    draft = to_draft(SOURCE, item(replace(PLAIN, title="", summary=LONG)), None, NOW)

    assert draft.title.startswith("The chip maker opened")
    assert len(draft.title) < 100


def test_without_an_address_the_source_stands_in() -> None:
    draft = to_draft(SOURCE, item(replace(PLAIN, url="")), None, NOW)
    assert (draft.url, draft.canonical_url) == ("https://alpha.example/", "")
    homeless = replace(SOURCE, seed=replace(SOURCE.seed, home=""))
    assert to_draft(homeless, item(replace(PLAIN, url="")), None, NOW).url == SOURCE.seed.url


def test_a_date_in_the_future_is_now() -> None:
    assert (
        to_draft(SOURCE, item(replace(PLAIN, published_at=NOW + HOUR)), None, NOW).published_at
        == NOW
    )


def test_what_is_far_too_long_is_cut() -> None:
    draft = to_draft(SOURCE, item(replace(PLAIN, title="x" * 1000)), None, NOW)

    assert len(draft.title) == LONGEST_TITLE


def test_the_language_is_that_of_the_words() -> None:
    chinese = replace(
        PLAIN, title="芯片厂商在德累斯顿开设新工厂", summary="公司将招聘四百名员工。"
    )

    assert to_draft(SOURCE, item(chinese), None, NOW).language == "zh-Hans"


def test_full_text_begins_where_no_page_is_needed() -> None:
    enough = item(replace(PLAIN, content="x" * FULL_TEXT))

    assert not enough.needs_page
    assert to_draft(SOURCE, enough, None, NOW).is_full_text
