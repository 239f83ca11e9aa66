"""Lists and their pages."""

import pytest

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin
from .talk import Json, Talk, buttons, find_button, labels

HEADINGS = {"en": "Latest stories", "zh-Hans": "最新新闻"}
OLDER = {"en": "Older ›", "zh-Hans": "更早 ›"}
NEWEST = {"en": "« Newest", "zh-Hans": "« 最新"}
NEXT = {"en": "Next ›", "zh-Hans": "下一页 ›"}
BACK = {"en": "‹ Back", "zh-Hans": "‹ 返回"}


def stories_of(message: Json) -> list[str]:
    """Return the data of the buttons that open stories."""
    return [data for label, data in buttons(message) if label.isdecimal()]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_latest_lists_five_stories_with_numbered_buttons(talk: Talk, language: str) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, "/latest")

    assert answer["text"].startswith(HEADINGS[language])
    assert labels(answer) == ["1", "2", "3", "4", "5", OLDER[language]]


async def test_a_number_asks_for_as_many(talk: Talk) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, "/latest 3")

    assert labels(answer) == ["1", "2", "3", "Older ›"]


async def test_a_number_in_other_digits_is_understood(talk: Talk) -> None:
    meet_lin(talk)

    answer = await talk.ask_one(LIN, "/latest ３")

    assert len(stories_of(answer)) == 3


async def test_twenty_stories_come_in_as_many_messages_as_they_need(talk: Talk) -> None:
    meet_ada(talk)

    answers = await talk.ask(ADA, "/latest 20")

    assert [label for answer in answers for label in labels(answer)] == [
        *map(str, range(1, 21)),
        "Older ›",
    ]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_a_list_by_time_is_paged_in_place_and_leads_back(talk: Talk, language: str) -> None:
    reader = meet(talk, language)
    first = await talk.ask_one(reader, "/latest 2")

    second = await talk.press(reader, first, OLDER[language])
    third = await talk.press(reader, second, OLDER[language])

    assert second["message_id"] == third["message_id"] == first["message_id"]
    seen = stories_of(first) + stories_of(second) + stories_of(third)
    assert len(set(seen)) == 6
    back = await talk.press(reader, third, NEWEST[language])
    assert (back["text"], labels(back)) == (first["text"], labels(first))


async def test_the_last_page_has_no_next_one(talk: Talk) -> None:
    meet_ada(talk)
    page = await talk.ask_one(ADA, "/tag chips 4")
    seen = stories_of(page)

    while "Older ›" in labels(page):
        page = await talk.press(ADA, page, "Older ›")
        seen += stories_of(page)

    assert len(set(seen)) == len(seen) > 4


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_the_highest_scored_stories_are_paged_forward_and_back(
    talk: Talk, language: str
) -> None:
    reader = meet(talk, language)
    first = await talk.ask_one(reader, "/top")

    second = await talk.press(reader, first, NEXT[language])
    back = await talk.press(reader, second, BACK[language])

    assert next(label for label in labels(second) if label.isdecimal()) == "6"
    assert not set(stories_of(first)) & set(stories_of(second))
    assert back["text"] == first["text"]
    assert buttons(back) == buttons(first)


@pytest.mark.parametrize(
    ("language", "typed", "heading"),
    [
        ("en", "/top", "Top stories of the day"),
        ("en", "/top day", "Top stories of the day"),
        ("en", "/top WEEK", "Top stories of the week"),
        ("en", "/top month", "Top stories of the month"),
        ("zh-Hans", "/top", "今日精选"),
        ("zh-Hans", "/top 本周", "本周精选"),
        ("zh-Hans", "/top month", "本月精选"),
    ],
)
async def test_the_period_of_the_top_list_is_typed(
    talk: Talk, language: str, typed: str, heading: str
) -> None:
    reader = meet(talk, language)

    answer = (await talk.ask(reader, typed))[0]

    assert answer["text"].startswith(heading)


async def test_the_period_of_the_top_list_is_a_button(talk: Talk) -> None:
    meet_ada(talk)
    day = await talk.ask_one(ADA, "/top")
    assert labels(day)[-3:] == ["✓ Day", "Week", "Month"]

    week = await talk.press(ADA, day, "Week")

    assert week["message_id"] == day["message_id"]
    assert week["text"].startswith("Top stories of the week")
    assert labels(week)[-3:] == ["Day", "✓ Week", "Month"]


async def test_an_empty_period_can_still_be_changed_in_place(talk: Talk) -> None:
    meet_ada(talk)
    talk.clock.advance(5 * 86400)
    day = await talk.ask_one(ADA, "/top")
    assert "No stories yet." in day["text"]

    week = await talk.press(ADA, day, "Week")

    assert week["message_id"] == day["message_id"]
    assert stories_of(week)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "/search robotaxis"),
        ("zh-Hans", "/search 芯片"),
        ("zh-Hans", "芯片"),
        ("en", "robotaxis"),
    ],
)
async def test_words_find_stories_with_and_without_the_command(
    talk: Talk, language: str, typed: str
) -> None:
    reader = meet(talk, language)
    words = typed.removeprefix("/search ")

    answer = await talk.ask_one(reader, typed)

    assert f"“{words}”" in answer["text"].splitlines()[0]
    assert stories_of(answer)
    assert words in answer["text"].split("\n", 1)[1].lower()


async def test_a_search_is_paged_in_place(talk: Talk) -> None:
    meet_ada(talk)
    first = await talk.ask_one(ADA, "model")

    second = await talk.press(ADA, first, "Next ›")

    assert second["message_id"] == first["message_id"]
    assert second["text"].startswith("Found for “model”")
    assert not set(stories_of(first)) & set(stories_of(second))


async def test_a_search_too_long_for_a_button_says_how_to_go_on(talk: Talk) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, "model " * 10)

    assert answer["text"].endswith("There is more. Search with fewer words to turn pages.")


@pytest.mark.parametrize(
    ("language", "nothing"), [("en", "Nothing found."), ("zh-Hans", "没有找到。")]
)
async def test_finding_nothing_says_what_else_to_try(
    talk: Talk, language: str, nothing: str
) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, "qwertyuiop")

    assert nothing in answer["text"]
    assert "/tags" in answer["text"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Nothing above your floor today. The best below it:"),
        ("zh-Hans", "今天没有达到最低分的新闻。其余之中评分最高的是："),
    ],
)
async def test_a_high_floor_shows_the_best_below_it(
    talk: Talk, language: str, sentence: str
) -> None:
    reader = meet(talk, language)
    settings = await talk.ask_one(reader, "/settings")
    floors = await talk.press(reader, settings, "📏")
    for _ in range(6):
        floors = await talk.press(reader, floors, "+")

    answer = await talk.ask_one(reader, "/latest")

    assert sentence in answer["text"]
    assert len(stories_of(answer)) == 3


async def test_a_page_that_has_run_dry_leads_back(talk: Talk) -> None:
    meet_ada(talk)
    top = await talk.ask_one(ADA, "/top")
    following = find_button(top, "Next ›")
    talk.clock.advance(5 * 86400)

    dry = await talk.press_data(ADA, top, following)

    assert "That was the last page." in dry["text"]
    assert (await talk.press(ADA, dry, "‹ Back"))["text"].startswith("Top stories of the day")


@pytest.mark.parametrize("command", ["/help", "/tags", "/start", "/subscribe"])
async def test_a_list_opened_from_another_screen_leaves_the_screen(
    talk: Talk, command: str
) -> None:
    meet_ada(talk)
    screen = await talk.ask_one(ADA, command)
    label = {"/help": "Latest", "/tags": "Chips", "/start": "Only look", "/subscribe": "Latest"}

    opened = await talk.open(ADA, screen, label[command])

    assert stories_of(opened)


@pytest.mark.parametrize(
    ("language", "typed", "note"),
    [
        ("en", "robotaxs", "Shown for “robotaxi”."),
        ("zh-Hans", "robotaxs", "已改为搜索“robotaxi”。"),
        ("en", "robotaxis zzqqxx", "No story holds all of these words. The nearest ones:"),
        ("zh-Hans", "芯片出口许可管制", "没有同时含有这些词的新闻，最接近的是："),
    ],
)
async def test_a_search_that_finds_something_else_says_so(
    talk: Talk, language: str, typed: str, note: str
) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, f"/search {typed}")

    assert note in answer["text"]
    assert stories_of(answer)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_filters_narrow_a_search_down(talk: Talk, language: str) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, "/search tag:funding since:30d min:1 lang:zh 融资")

    assert stories_of(answer)
    assert "融资" in answer["text"]


@pytest.mark.parametrize(
    ("language", "complaint"),
    [
        ("en", "I don't know the filter “colour:”. These work: tag:chips"),
        ("zh-Hans", "没有“colour:”这个筛选条件。可用的有：tag:chips"),
    ],
)
async def test_an_unknown_filter_is_answered_with_those_that_work(
    talk: Talk, language: str, complaint: str
) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, "/search robots colour:red")

    assert answer["text"].startswith(complaint)
