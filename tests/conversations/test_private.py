"""What is a person's own: answers typed under a screen, the preview, their data, their pace."""

import json
from dataclasses import replace

import pytest

from bot.core.audience import DEFAULT_FLOOR, ChatId
from bot.core.pace import PERSON

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Talk, buttons, find_button, labels

ZONE_BUTTON = {"en": "🌍 Time zone", "zh-Hans": "🌍 时区"}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("typed", ["Berlin", "柏林"])
async def test_a_city_typed_under_the_zones_is_a_zone(
    talk: Talk, language: str, typed: str
) -> None:
    reader = meet(talk, language)
    await talk.press(reader, await talk.ask_one(reader, "/settings"), ZONE_BUTTON[language])

    await talk.ask_one(reader, typed)

    assert (await remembered(talk)).schedule.timezone == "Europe/Berlin"


async def test_a_mistyped_city_is_asked_about_and_the_next_try_counts(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask_one(ADA, "/timezone")

    assert "Did you mean Lisbon?" in (await talk.ask_one(ADA, "Lisbn"))["text"]
    await talk.ask_one(ADA, "Berlin")

    assert (await remembered(talk)).schedule.timezone == "Europe/Berlin"


@pytest.mark.parametrize("screen", ["🕗 Time", "🌍 Time zone", "🔇 Muted"])
async def test_a_command_leaves_a_screen_that_waits_for_words(talk: Talk, screen: str) -> None:
    meet_ada(talk)
    asking = await talk.press(ADA, await talk.ask_one(ADA, "/settings"), screen)
    if "➕ Mute a word or a source" in labels(asking):
        await talk.press(ADA, asking, "➕")
    before = await remembered(talk)
    await talk.ask(ADA, "/help")

    found = await talk.ask_one(ADA, "Corvane")

    assert found["text"].startswith("Found for “Corvane”")
    assert await remembered(talk) == before


@pytest.mark.parametrize("command", ["/timezone", "/time"])
async def test_a_city_is_a_zone_after_the_location_was_asked_for_and_under_the_times(
    talk: Talk, command: str
) -> None:
    meet_ada(talk)
    screen = await talk.ask_one(ADA, command)
    if command == "/timezone":
        await talk.press(ADA, screen, "📍")

    await talk.ask_one(ADA, "Vienna")

    assert (await remembered(talk)).schedule.timezone == "Europe/Vienna"


async def test_a_time_is_typed_under_the_times_that_a_command_showed(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask_one(ADA, "/time")

    await talk.ask_one(ADA, "7:15")

    assert (await remembered(talk)).schedule.times == (435,)


async def test_words_after_another_screen_are_a_search_again(talk: Talk) -> None:
    meet_ada(talk)
    zones = await talk.ask_one(ADA, "/timezone")
    await talk.press(ADA, zones, "‹ Settings")

    assert (await talk.ask_one(ADA, "chips"))["text"].startswith("Found for “chips”")


async def test_a_shared_location_is_a_zone(talk: Talk) -> None:
    meet_ada(talk)
    zones = await talk.ask_one(ADA, "/timezone")
    await talk.open(ADA, zones, "📍")

    talk.world.send_location(ADA, 52.52, 13.40)
    known, settings = await talk.heard(ADA)

    assert "in Berlin now." in known["text"]
    assert settings["text"].startswith("Settings")
    assert (await remembered(talk)).schedule.timezone == "Europe/Berlin"


@pytest.mark.parametrize("floor", [DEFAULT_FLOOR, 100], ids=["stories", "the best below"])
async def test_the_first_digest_comes_at_once(talk: Talk, floor: int) -> None:
    meet_ada(talk)
    await talk.ask_one(ADA, "/about")
    reader = await remembered(talk)
    wanted = replace(reader.preferences, min_score=floor)
    await talk.services.store.audience.set_preferences(reader.id, wanted)
    time = await talk.press(ADA, await talk.ask_one(ADA, "/start"), "English")
    topics = await talk.press(ADA, time, "08:00")

    await talk.press(ADA, topics, "Start my digest")

    (first,) = (m for m in talk.world.messages(ADA) if m["text"].startswith("Your digest · "))
    (following,) = await talk.ask(ADA, "/digest")
    opened = {data for _, data in buttons(first) if data.startswith("o:")}
    assert opened
    assert opened.isdisjoint(data for _, data in buttons(following))


async def test_a_location_shared_after_the_welcome_leads_to_the_settings(talk: Talk) -> None:
    meet_ada(talk)
    time = await talk.press(ADA, await talk.ask_one(ADA, "/start"), "English")
    await talk.press(ADA, await talk.press(ADA, time, "08:00"), "Start my digest")

    talk.world.send_location(ADA, 52.52, 13.40)
    _, shown = await talk.heard(ADA)

    assert shown["text"].startswith("Settings")


async def test_a_pause_of_a_digest_that_is_off_offers_to_turn_it_on(talk: Talk) -> None:
    meet_ada(talk)
    paused = await talk.ask_one(ADA, "/pause 3")
    assert "🔔 Subscribe" in labels(paused)
    assert "🔕 Unsubscribe" not in labels(paused)


async def test_turning_digests_off_and_on_sends_no_other_first_digest(talk: Talk) -> None:
    meet_ada(talk)
    time = await talk.press(ADA, await talk.ask_one(ADA, "/start"), "English")
    done = await talk.press(ADA, await talk.press(ADA, time, "08:00"), "Start my digest")
    before = len(talk.world.messages(ADA))

    for _ in range(2):
        off = await talk.press(ADA, done, "🔕")
        done = await talk.press(ADA, off, "🔔")

    assert (await remembered(talk)).is_subscribed
    assert len(talk.world.messages(ADA)) == before


@pytest.mark.parametrize(("language", "reason"), [("en", "Low score"), ("zh-Hans", "总分低")])
async def test_a_preview_says_what_stays_out_and_shows_it(
    talk: Talk, language: str, reason: str
) -> None:
    reader = meet(talk, language)
    settings = await talk.ask_one(reader, "/settings")
    floors = await talk.press(reader, settings, "📏")
    await talk.press(reader, floors, "+")

    *_, counts = await talk.ask(reader, "/preview")
    hidden = await talk.open(reader, counts, reason)
    floors = await talk.open(reader, hidden, "📏")

    assert "−" in labels(floors)


@pytest.mark.parametrize(
    ("language", "today", "tomorrow"),
    [
        ("en", "Mon, Mar 2", "Tue, Mar 3"),
        ("zh-Hans", "3月2日", "3月3日"),
        ("zh-Hant", "3月2日", "3月3日"),
        ("es", "2 mar", "3 mar"),
        ("ru", "2 мар", "3 мар"),
        ("ja", "3月2日", "3月3日"),
        ("de", "2. März", "3. März"),
        ("fr", "2 mars", "3 mars"),
    ],
)
async def test_a_preview_bears_the_day_of_the_digest_to_come(
    talk: Talk, language: str, today: str, tomorrow: str
) -> None:
    reader = meet(talk, language)
    await talk.ask(reader, "/subscribe 0:00")

    now, *_ = await talk.ask(reader, "/digest")
    to_come, *_ = await talk.ask(reader, "/preview")

    assert today in now["text"].splitlines()[0]
    assert tomorrow in to_come["text"].splitlines()[0]


async def test_everything_kept_is_sent_and_deleted_after_a_question(talk: Talk) -> None:
    meet_ada(talk)
    await talk.press(ADA, await talk.ask_one(ADA, "/story 3"), "🔖")

    exported = await talk.ask_one(ADA, "/export")
    file = talk.world.files[exported["document"]["file_id"]]
    asked = await talk.ask_one(ADA, "/forget")
    assert await talk.services.store.audience.get(ChatId(ADA)) is not None
    gone = await talk.press(ADA, asked, "Yes")

    kept = json.loads(file.content)
    assert kept["chat"]["chat_id"] == ADA
    assert [one["story_id"] for one in kept["saved"]] == [3]
    assert gone["text"].startswith("Done.")
    assert await talk.services.store.audience.get(ChatId(ADA)) is None


async def test_a_pause_stops_and_goes_on(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe")

    paused = await talk.ask_one(ADA, "/pause 7")
    screen = await talk.ask_one(ADA, "/pause")
    assert "Paused until Mon, Mar 9." in paused["text"]
    await talk.press(ADA, screen, "▶️")

    assert (await remembered(talk)).schedule.paused_until is None
    assert (await talk.ask_one(ADA, "/pause 999"))["text"].startswith(
        "Please give a number of days"
    )


async def test_a_flood_is_slowed_told_once_and_felt_by_nobody_else(talk: Talk) -> None:
    meet_ada(talk)
    meet_lin(talk)
    for _ in range(PERSON.burst + 10):
        talk.world.say(ADA, "/about")

    answers = await talk.heard(ADA)

    slowed = [m for m in answers if m["text"].startswith("That was a lot at once.")]
    assert len(slowed) == 1
    assert len(answers) == PERSON.burst + 1
    assert (await talk.ask_one(LIN, "/latest"))["text"].startswith("最新新闻")
    talk.clock.advance(PERSON.burst)
    assert (await talk.ask_one(ADA, "/latest"))["text"].startswith("Latest stories")


async def test_a_flood_of_presses_is_answered_without_doing_anything(talk: Talk) -> None:
    meet_ada(talk)
    settings = await talk.ask_one(ADA, "/settings")
    for _ in range(PERSON.burst + 5):
        talk.world.press(ADA, settings["message_id"], find_button(settings, "Time"))

    await talk.pump()

    assert talk.world.callbacks == {}
    said = [
        c.values.get("text", "") for c in talk.world.calls if c.method == "answerCallbackQuery"
    ]
    assert len([text for text in said if text]) == 1


async def test_both_languages_stand_side_by_side(talk: Talk) -> None:
    meet_ada(talk)
    screen = await talk.ask_one(ADA, "/language")
    await talk.press(ADA, screen, "+ 简体中文")

    card = await talk.ask_one(ADA, "/story 1")

    assert (await remembered(talk)).preferences.second_language == "zh-Hans"
    assert any("\u4e00" <= letter <= "\u9fff" for letter in card["text"])
