"""When, how much and in which language."""

from datetime import UTC, datetime

import pytest

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Json, Talk, labels


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Your digest comes every day at 08:00 (New York). Next: today at 08:00."),
        ("zh-Hans", "简报将在每天 08:00（上海时间）送达。下一期：明天 08:00。"),
    ],
)
async def test_subscribing_is_confirmed_with_the_next_local_time(
    talk: Talk, language: str, said: str
) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, "/subscribe")

    assert answer["text"] == said
    assert (await remembered(talk)).is_subscribed


async def test_the_next_digest_is_at_that_moment(talk: Talk) -> None:
    meet_lin(talk)

    await talk.ask(LIN, "/subscribe 9点半")

    reader = await remembered(talk, LIN)
    assert reader.next_digest_at == datetime(2026, 3, 3, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("8:30", (510,)),
        ("8pm", (1200,)),
        ("20:30 8", (480, 1230)),
        ("7, 12:15, 19", (420, 735, 1140)),
        ("晚上8点", (1200,)),
    ],
)
@pytest.mark.parametrize("command", ["/time", "/subscribe"])
async def test_times_are_typed_as_people_write_them(
    talk: Talk, command: str, typed: str, times: tuple[int, ...]
) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, f"{command} {typed}")

    assert answer["text"].startswith("Your digest comes every day at ")
    reader = await remembered(talk)
    assert reader.schedule.times == times
    assert reader.is_subscribed


@pytest.mark.parametrize(
    ("language", "off", "again", "on"),
    [
        ("en", "Your digest is off.", "🔔 Subscribe", "Your digest comes"),
        ("zh-Hans", "每日简报已关闭，", "🔔 订阅", "简报将在每天"),
    ],
)
@pytest.mark.parametrize("is_pressed", [True, False])
async def test_unsubscribing_keeps_the_settings_and_is_undone_by_one_button(
    talk: Talk, language: str, off: str, again: str, on: str, *, is_pressed: bool
) -> None:
    reader = meet(talk, language)
    confirmed = await talk.ask_one(reader, "/subscribe 7:15")

    gone = await (
        talk.press(reader, confirmed, "🔕") if is_pressed else talk.ask_one(reader, "/unsubscribe")
    )
    assert gone["text"].startswith(off)
    assert not (await remembered(talk)).is_subscribed

    back = await talk.press(reader, gone, again)
    assert back["message_id"] == gone["message_id"]
    assert back["text"].startswith(on)
    assert (await remembered(talk)).schedule.times == (435,)


@pytest.mark.parametrize(
    ("language", "title", "close"), [("en", "Settings", "Close"), ("zh-Hans", "设置", "关闭")]
)
async def test_the_settings_are_one_message_that_closes(
    talk: Talk, language: str, title: str, close: str
) -> None:
    reader = meet(talk, language)
    answer = await talk.ask_one(reader, "/settings")
    assert answer["text"].startswith(title)

    assert await talk.press(reader, answer, close) == {}


@pytest.mark.parametrize(
    ("screen", "choice", "line"),
    [
        ("🌍", "Tokyo", "It is 21:00 in Tokyo now."),
        ("🔢", "15", "Up to 15 stories, scored 40 or more"),
        ("🗣", "简体中文", "语言：简体中文"),
    ],
)
async def test_each_setting_has_a_screen_that_leads_back(
    talk: Talk, screen: str, choice: str, line: str
) -> None:
    meet_ada(talk)
    settings = await talk.ask_one(ADA, "/settings")

    choices = await talk.press(ADA, settings, screen)
    done = await talk.press(ADA, choices, choice)

    assert line in done["text"].splitlines()
    assert settings["message_id"] == choices["message_id"] == done["message_id"]
    chosen = await talk.press(ADA, done, screen)
    assert any(label.startswith("✓") and choice in label for label in labels(chosen))
    back = await talk.press(ADA, chosen, "‹ ")
    assert back["text"] == done["text"]


def day_labels(screen: Json) -> list[str]:
    """Return the labels of the seven buttons before the zone's."""
    shown = labels(screen)
    zone = next(place for place, label in enumerate(shown) if label.startswith("🌍"))
    return shown[zone - 7 : zone]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_weekdays_are_toggled_until_one_is_left(talk: Talk, language: str) -> None:
    reader = meet(talk, language)
    await talk.ask(reader, "/subscribe")
    screen = await talk.ask_one(reader, "/time")
    days = day_labels(screen)
    assert all(day.startswith("✓ ") for day in days)

    for day in days[:-1]:
        screen = await talk.press(reader, screen, day)

    assert day_labels(screen) == [*(day.removeprefix("✓ ") for day in days[:-1]), days[-1]]
    next_at = (await remembered(talk)).next_digest_at
    assert next_at is not None
    assert next_at.weekday() == 6

    assert await talk.press(reader, screen, days[-1]) == screen
    assert "/unsubscribe" in talk.toast()


async def test_changing_the_weekdays_of_a_digest_that_is_off_leaves_it_off(talk: Talk) -> None:
    meet_ada(talk)
    screen = await talk.ask_one(ADA, "/time")

    await talk.press(ADA, screen, "Mon")

    assert not (await remembered(talk)).is_subscribed


@pytest.mark.parametrize(
    ("typed", "zone", "line"),
    [
        ("Berlin", "Europe/Berlin", "It is 13:00 in Berlin now."),
        ("柏林", "Europe/Berlin", "It is 13:00 in Berlin now."),
        ("Europe/Berlin", "Europe/Berlin", "It is 13:00 in Berlin now."),
        ("new york", "America/New_York", "It is 07:00 in New York now."),
        ("+5:30", "Asia/Kolkata", "It is 17:30 in"),
        ("UTC-3", "Etc/GMT+3", "It is 09:00 in"),
    ],
)
async def test_a_zone_is_typed_by_city_name_or_offset(
    talk: Talk, typed: str, zone: str, line: str
) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, f"/timezone {typed}")

    assert line in answer["text"]
    assert (await remembered(talk)).schedule.timezone == zone


async def test_another_zone_moves_the_next_digest(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe 8:00")

    answer = await talk.ask_one(ADA, "/timezone Tokyo")

    assert "every day at 08:00 (Tokyo). Next: tomorrow at 08:00." in answer["text"]
    next_at = (await remembered(talk)).next_digest_at
    assert next_at == datetime(2026, 3, 2, 23, tzinfo=UTC)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("command", ["/time", "/timezone", "/language"])
async def test_without_a_value_there_are_buttons(talk: Talk, language: str, command: str) -> None:
    reader = meet(talk, language)

    answer = await talk.ask_one(reader, command)

    assert any(label.startswith("✓ ") for label in labels(answer))
    assert "⭐" in "".join(labels(await talk.press(reader, answer, "‹ ")))


async def test_the_language_is_typed_by_any_name_and_spoken_at_once(talk: Talk) -> None:
    meet_ada(talk)

    for typed in ("中文", "zh", "Chinese", "简体中文", "zh-Hans"):
        await talk.ask(ADA, "/language English")
        answer = await talk.ask_one(ADA, f"/language {typed}")
        assert answer["text"].startswith("设置")
        assert (await talk.ask_one(ADA, "/latest"))["text"].startswith("最新新闻")
