"""One story: its card, its details, sharing, saving and saying more or less."""

import pytest

from bot.core.news import StoryId

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Talk, buttons, expandable, find_button, labels

WHY = {"en": "🔍 Details", "zh-Hans": "🔍 详情"}
FEWER = {"en": "Fewer details", "zh-Hans": "收起详情"}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_a_number_opens_the_card_below_the_list(talk: Talk, language: str) -> None:
    reader = meet(talk, language)
    latest = await talk.ask_one(reader, "/latest")

    card = await talk.open(reader, latest, "1")

    assert card["text"].startswith("🔥 ")
    assert expandable(card)
    assert WHY[language] in labels(card)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_the_details_of_a_card_open_and_close_in_place(talk: Talk, language: str) -> None:
    reader = meet(talk, language)
    card = await talk.open(reader, await talk.ask_one(reader, "/latest"), "1")

    opened = await talk.press(reader, card, "🔍")
    closed = await talk.press(reader, opened, FEWER[language])

    assert opened["message_id"] == closed["message_id"] == card["message_id"]
    links = [entity["url"] for entity in opened["entities"] if entity["type"] == "text_link"]
    assert len(links) > 1
    assert len(opened["text"]) > len(card["text"]) == len(closed["text"])


@pytest.mark.parametrize("typed", ["/story 3", "/story #3", "/story ３"])
async def test_a_story_is_opened_by_its_number_with_all_details(talk: Talk, typed: str) -> None:
    meet_ada(talk)

    card = await talk.ask_one(ADA, typed)

    assert "Sources:" in card["text"]
    assert "Fewer details" in labels(card)


async def test_readers_are_counted_once_each(talk: Talk) -> None:
    meet_ada(talk)
    meet_lin(talk)
    await talk.ask(ADA, "/story 3")
    await talk.ask(ADA, "/story 3")

    card = await talk.ask_one(LIN, "/story 3")

    assert "2人读过" in card["text"]


async def test_a_story_without_a_text_in_the_readers_language_is_labelled(talk: Talk) -> None:
    meet_ada(talk)

    card = await talk.ask_one(ADA, "/story 3")

    assert "Original in Simplified Chinese." in card["text"]


@pytest.mark.parametrize(
    ("language", "heading", "close"),
    [("en", "Share this story", "Close"), ("zh-Hans", "分享这条新闻", "关闭")],
)
@pytest.mark.parametrize("is_pressed", [True, False])
async def test_sharing_gives_links_and_goes_away_again(
    talk: Talk, language: str, heading: str, close: str, *, is_pressed: bool
) -> None:
    reader = meet(talk, language)
    card = await talk.ask_one(reader, "/story 3")

    ways = await (talk.open(reader, card, "↗️") if is_pressed else talk.ask_one(reader, "/share 3"))

    assert ways["text"].startswith(heading)
    assert "https://t.me/tidings_bot?start=s_3" in ways["text"]
    assert buttons(ways)[0][1].startswith("https://t.me/share/url?url=")
    links = [entity["url"] for entity in ways["entities"] if entity["type"] == "text_link"]
    assert links[0] == "https://tidings.example/s/3"
    assert await talk.press(reader, ways, close) == {}


@pytest.mark.parametrize(
    ("language", "saved", "off"),
    [
        ("en", "Saved. /saved shows them all.", "No longer saved."),
        ("zh-Hans", "已收藏。全部收藏见 /saved。", "已取消收藏。"),
    ],
)
async def test_a_story_is_saved_and_no_longer_saved(
    talk: Talk, language: str, saved: str, off: str
) -> None:
    reader = meet(talk, language)
    card = await talk.ask_one(reader, "/story 3")

    card = await talk.press(reader, card, "🔖")
    assert talk.toast() == saved
    kept = await talk.ask_one(reader, "/saved")
    assert find_button(kept, "1") == "o:3"

    await talk.press(reader, card, "✓")
    assert talk.toast() == off
    assert "🔖" in (await talk.ask_one(reader, "/saved"))["text"]


async def test_saving_leaves_an_open_card_open_and_a_closed_one_closed(talk: Talk) -> None:
    meet_ada(talk)
    opened = await talk.ask_one(ADA, "/story 3")

    saved = await talk.press(ADA, opened, "🔖 Save")
    assert saved["text"] == opened["text"]

    closed = await talk.press(ADA, saved, "Fewer details")
    assert (await talk.press(ADA, closed, "✓ Saved"))["text"] == closed["text"]


async def test_saved_stories_are_paged(talk: Talk) -> None:
    meet_ada(talk)
    for number in range(1, 8):
        await talk.press(ADA, await talk.ask_one(ADA, f"/story {number}"), "🔖 Save")
        talk.clock.advance(60)

    first = await talk.ask_one(ADA, "/saved")
    second = await talk.press(ADA, first, "Next ›")

    assert find_button(first, "1") == "o:7"
    assert [label for label in labels(second) if label.isdecimal()] == ["6", "7"]
    assert (await talk.press(ADA, second, "‹ Back"))["text"] == first["text"]


@pytest.mark.parametrize(
    ("label", "language", "said"),
    [
        ("👍", "en", "Noted: more like this."),
        ("👎", "en", "Noted: less like this."),
        ("👍", "zh-Hans", "记下了：多推送这类内容。"),
        ("👎", "zh-Hans", "记下了：少推送这类内容。"),
    ],
)
async def test_more_and_less_are_noted_ticked_and_taken_back(
    talk: Talk, label: str, language: str, said: str
) -> None:
    reader = meet(talk, language)
    card = await talk.ask_one(reader, "/story 3")

    pressed = await talk.press(reader, card, label)

    assert talk.toast() == said
    assert pressed["text"] == card["text"]
    ticked = next(shown for shown in labels(pressed) if label in shown)
    assert ticked.startswith("✓ ")
    assert (await remembered(talk)).preferences.leanings
    assert labels(await talk.press(reader, pressed, ticked)) == labels(card)
    assert not (await remembered(talk)).preferences.leanings


async def test_a_muted_story_stays_out_of_the_digest(talk: Talk) -> None:
    meet_ada(talk)
    best = await talk.ask_one(ADA, "/digest")
    card = await talk.open(ADA, best, "1")

    await talk.press(ADA, card, "🔇 Mute this story")

    assert talk.toast() == "Muted: this story stays out of your digests."
    story = StoryId(int(find_button(best, "1").removeprefix("o:"), 36))
    reader = await remembered(talk)
    assert (await talk.services.store.outbox.shown(reader.id, talk.clock.now())).stories == {story}
    assert find_button(await talk.ask_one(ADA, "/digest"), "1") != find_button(best, "1")


async def test_a_card_that_was_deleted_meanwhile_comes_again(talk: Talk) -> None:
    talk.may_fail = True
    meet_ada(talk)
    card = await talk.ask_one(ADA, "/story 3")
    talk.world.press(ADA, card["message_id"], find_button(card, "Fewer"))
    talk.world.remove(talk.world.chats[ADA], card["message_id"])

    (again,) = await talk.heard(ADA)

    assert again["text"].startswith("🔥 ")
    assert "🔍 Details" in labels(again)
