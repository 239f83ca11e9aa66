"""Tags: reading them, and choosing them with buttons."""

import re
from datetime import timedelta

import pytest

from bot.core.audience import Effect, RuleKind
from tests.fakes import NOON

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Talk, buttons, find_button, labels


async def followed(talk: Talk, effect: Effect = Effect.FOLLOW) -> frozenset[str]:
    return (await remembered(talk)).preferences.values(RuleKind.TAG, effect)


@pytest.mark.parametrize(("language", "name"), [("en", "#chips"), ("zh-Hans", "#芯片")])
async def test_a_tag_is_understood_in_any_language(talk: Talk, language: str, name: str) -> None:
    reader = meet(talk, language)

    for typed in ("chips", "#chips", "芯片", "Semiconductors", "半导体", "CHIP"):
        answer = await talk.ask_one(reader, f"/tag {typed}")
        assert answer["text"].splitlines()[0] == name
        assert len([label for label in labels(answer) if label.isdecimal()]) == 5


@pytest.mark.parametrize(
    ("typed", "shown"), [("chips 2", 2), ("open source 3", 3), ("coding 1", 1)]
)
async def test_a_number_behind_the_tag_asks_for_as_many(
    talk: Talk, typed: str, shown: int
) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, f"/tag {typed}")

    assert len([label for label in labels(answer) if label.isdecimal()]) == shown


async def test_a_tag_without_stories_can_still_be_followed(talk: Talk) -> None:
    meet_ada(talk)
    counts = await talk.services.store.stories.tag_counts(NOON - timedelta(days=30))
    empty = next(iter({*talk.services.taxonomy.keys()} - {*counts}))

    answer = await talk.ask_one(ADA, f"/tag {empty}")

    assert "No stories here yet. Follow the tag" in answer["text"]
    assert "✓ Following" in labels(await talk.press(ADA, answer, "⭐ Follow"))
    assert await followed(talk) == {empty}


@pytest.mark.parametrize("command", ["/tags", "/tag"])
@pytest.mark.parametrize(("language", "heading"), [("en", "All tags"), ("zh-Hans", "全部标签")])
async def test_all_tags_are_shown_with_counts_most_stories_first(
    talk: Talk, language: str, heading: str, command: str
) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, command)

    assert answer["text"].startswith(heading)
    counts = [int(label.rpartition("· ")[2]) for label in labels(answer) if " · " in label]
    assert len(counts) == 16
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0


async def test_tags_are_followed_and_muted_on_their_page_which_stays(talk: Talk) -> None:
    meet_ada(talk)
    second = await talk.press(ADA, await talk.ask_one(ADA, "/tags"), "Next ›")
    name = labels(second)[3]

    muting = await talk.press(ADA, second, "🔇")
    muted = await talk.press(ADA, muting, name)
    assert re.fullmatch(r"#\w+ is muted\.", talk.toast())
    assert labels(muted)[:4] == ["📖", "⭐", "✓ 🔇", f"🔇 {name}"]

    following = await talk.press(ADA, muted, "⭐")
    liked = await talk.press(ADA, following, name)
    assert re.fullmatch(r"You follow #\w+\.", talk.toast())
    assert labels(liked)[3] == f"⭐ {name}"

    await talk.press(ADA, liked, name)
    assert re.fullmatch(r"#\w+ is neither followed nor muted\.", talk.toast())
    neither = await talk.press(ADA, liked, "📖")
    assert labels(neither) == labels(second)
    assert (await remembered(talk)).preferences.rules == frozenset()


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_the_pages_of_tags_turn_in_place(talk: Talk, language: str) -> None:
    reader = meet(talk, language)
    page = first = await talk.ask_one(reader, "/tags")
    seen = set(labels(page))

    while [label for label in labels(page) if label.endswith("›")]:
        page = await talk.press(reader, page, "›")
        seen |= set(labels(page))

    assert page["message_id"] == first["message_id"]
    assert len([label for label in seen if " · " in label]) == len(talk.services.taxonomy.keys())
    assert labels(await talk.press(reader, page, "‹"))[-1].endswith("›")


@pytest.mark.parametrize(
    ("language", "older", "choices"),
    [
        ("en", "Older", ("⭐ Follow", "✓ Following", "🔇 Mute", "✓ Muted")),
        ("zh-Hans", "更早", ("⭐ 关注", "✓ 已关注", "🔇 屏蔽", "✓ 已屏蔽")),
    ],
)
async def test_following_from_a_later_page_of_a_list_keeps_that_page(
    talk: Talk, language: str, older: str, choices: tuple[str, ...]
) -> None:
    follow, following, mute, muted = choices
    reader = meet(talk, language)
    first = await talk.ask_one(reader, "/tag chips 2")
    page = await talk.press(reader, first, older)

    liked = await talk.press(reader, page, follow)
    assert liked["text"] == page["text"]
    assert labels(liked)[:-2] == labels(page)[:-2]
    assert labels(liked)[-2:] == [following, mute]

    disliked = await talk.press(reader, liked, mute)
    assert labels(disliked)[-2:] == [follow, muted]

    neither = await talk.press(reader, disliked, muted)
    assert buttons(neither) == buttons(page)


async def test_a_followed_tag_is_marked_in_its_list(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/mute chips")

    answer = await talk.ask_one(ADA, "/tag chips")

    assert labels(answer)[-2:] == ["⭐ Follow", "✓ Muted"]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_topics_are_chosen_on_a_screen_of_the_settings(talk: Talk, language: str) -> None:
    reader = meet(talk, language)
    settings = await talk.ask_one(reader, "/settings")
    topics = await talk.press(reader, settings, "⭐")
    second = await talk.press(reader, topics, "›")
    label = labels(second)[0]

    chosen = await talk.press(reader, second, label)

    assert labels(chosen) == [f"✓ {label}", *labels(second)[1:]]
    assert len(await followed(talk)) == 1
    back = await talk.press(reader, chosen, "‹ Settings" if language == "en" else "‹ 设置")
    assert label.replace(" ", "_").lower() in back["text"].lower()


async def test_the_button_of_an_old_list_still_changes_the_rule(talk: Talk) -> None:
    meet_lin(talk)
    answer = await talk.ask_one(LIN, "/tag chips")
    follow = find_button(answer, "⭐")
    talk.world.press(LIN, answer["message_id"], follow)
    update = talk.world.updates.pending[-1]
    message = update["callback_query"]["message"]
    update["callback_query"]["message"] = {
        "chat": message["chat"],
        "message_id": message["message_id"],
        "date": 0,
    }

    assert await talk.heard(LIN) == []

    assert talk.toast() == "已关注 #芯片。"
    assert talk.last(LIN) == answer


@pytest.mark.parametrize(
    ("language", "name", "heading"),
    [
        ("es", "chips", ""),
        ("ru", "чипы", "«#чипы»"),
        ("ja", "半導体", "#半導体"),
        ("de", "Halbleiter", ""),
        ("fr", "puces", ""),
        ("zh-Hant", "晶片", ""),
    ],
)
async def test_every_language_searches_by_its_own_names_of_tags(
    talk: Talk, language: str, name: str, heading: str
) -> None:
    reader = meet(talk, language)

    listed = await talk.ask_one(reader, f"/tag {name}")
    found = await talk.ask_one(reader, f"/search {name}")

    assert "1" in labels(listed)
    assert "1" in labels(found)
    assert heading in found["text"]
