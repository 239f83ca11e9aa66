"""The first words: the welcome, links, help."""

import pytest

from bot.core.audience import Effect, RuleKind

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Json, Talk, buttons, find_button, labels

OFFERS = {
    "en": "Would you like the best AI stories once a day, at your hour?",
    "zh-Hans": "想每天在固定时间收到最值得看的 AI 新闻吗？",
}
FINISH = {"en": "Start my digest", "zh-Hans": "开始订阅"}


@pytest.mark.parametrize(
    ("language", "own", "said"),
    [
        (
            "en",
            "English",
            "Your digest comes every day at 09:00 (New York). Next: today at 09:00.",
        ),
        ("zh-Hans", "简体中文", "简报将在每天 09:00（上海时间）送达。下一期：明天 09:00。"),
    ],
)
async def test_three_taps_lead_to_a_daily_digest(
    talk: Talk, language: str, own: str, said: str
) -> None:
    reader = meet(talk, language)
    welcome = await talk.ask_one(reader, "/start")

    time = await talk.press(reader, welcome, own)
    topics = await talk.press(reader, time, "09:00")
    assert not (await remembered(talk)).is_subscribed
    done = await talk.press_data(reader, topics, "on")

    assert done["message_id"] == welcome["message_id"]
    assert done["text"] == said
    assert (await remembered(talk)).is_subscribed


async def test_the_welcome_speaks_the_language_of_the_client_and_changes_on_request(
    talk: Talk,
) -> None:
    meet_lin(talk)
    welcome = await talk.ask_one(LIN, "/start")
    assert labels(welcome)[:2] == ["English", "✓ 简体中文"]

    time = await talk.press(LIN, welcome, "English")

    assert time["text"].startswith("When should your digest come?")


async def test_another_zone_can_be_chosen_on_the_way(talk: Talk) -> None:
    meet_ada(talk)
    time = await talk.press(ADA, await talk.ask_one(ADA, "/start"), "English")

    zones = await talk.press(ADA, time, "🌍 Not in New York?")
    again = await talk.press(ADA, zones, "Berlin")
    assert "It is 13:00 in Berlin now." in again["text"]

    zones = await talk.press(ADA, again, "🌍 Not in Berlin?")
    assert (await talk.press(ADA, zones, "‹ Back"))["text"] == again["text"]


async def test_topics_are_chosen_on_the_way_over_several_pages(talk: Talk) -> None:
    meet_ada(talk)
    time = await talk.press(ADA, await talk.ask_one(ADA, "/start"), "English")
    topics = await talk.press(ADA, time, "08:00")

    topics = await talk.press(ADA, topics, "Research")
    assert talk.toast() == "You follow #research."
    topics = await talk.press(ADA, topics, "More topics ›")
    label = labels(topics)[0]
    topics = await talk.press(ADA, topics, label)
    assert f"✓ {label}" in labels(topics)
    await talk.press(ADA, topics, "Start my digest")

    reader = await remembered(talk)
    assert len(reader.preferences.values(RuleKind.TAG, Effect.FOLLOW)) == 2


async def test_a_time_typed_on_the_way_is_taken(talk: Talk) -> None:
    meet_ada(talk)
    await talk.press(ADA, await talk.ask_one(ADA, "/start"), "English")

    answer = await talk.ask_one(ADA, "/time 7:15")

    assert answer["text"].startswith("Your digest comes every day at 07:15 (New York).")


async def test_who_is_subscribed_starts_at_the_settings(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe")

    assert (await talk.ask_one(ADA, "/start"))["text"].startswith("Settings")


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_a_link_to_a_story_shows_it_and_then_offers_a_digest(
    talk: Talk, language: str
) -> None:
    reader = meet(talk, language)

    card, offer = await talk.ask(reader, "/start s_3")

    assert card["text"].startswith("🔥 ")
    assert offer["text"] == OFFERS[language]
    assert (await talk.press_data(reader, offer, buttons(offer)[1][1])) == {}


@pytest.mark.parametrize(("language", "name"), [("en", "#chips"), ("zh-Hans", "#芯片")])
async def test_a_link_to_a_tag_shows_it_and_then_offers_a_digest(
    talk: Talk, language: str, name: str
) -> None:
    reader = meet(talk, language)

    *found, offer = await talk.ask(reader, "/start t_chips")

    assert found[0]["text"].startswith(name)
    time = await talk.press(reader, offer, labels(offer)[0])
    assert "08:00" in "".join(labels(time))


@pytest.mark.parametrize("payload", ["s_3", "t_chips"])
async def test_who_is_subscribed_is_offered_nothing(talk: Talk, payload: str) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe")

    answers = await talk.ask(ADA, f"/start {payload}")

    assert OFFERS["en"] not in [answer["text"] for answer in answers]


@pytest.mark.parametrize(
    ("language", "sorry"),
    [("en", "There is no story 99999."), ("zh-Hans", "没有编号为 99999 的新闻。")],
)
async def test_who_comes_by_a_dead_link_is_welcome_all_the_same(
    talk: Talk, language: str, sorry: str
) -> None:
    reader = meet(talk, language)

    said, offer = await talk.ask(reader, "/start s_99999")

    assert said["text"].startswith(sorry)
    assert offer["text"] == OFFERS[language]


@pytest.mark.parametrize("payload", ["t_nosuchtag", "s_0", "s_x", "hello", "'\"<b>", "x" * 64])
async def test_a_link_that_leads_nowhere_is_no_link(talk: Talk, payload: str) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, f"/start {payload}")

    assert answer["text"].startswith("Welcome to Tidings")


@pytest.mark.parametrize(
    ("command", "language", "heading"),
    [
        ("/help", "en", "What I can do"),
        ("/help", "zh-Hans", "我能做什么"),
        ("/about", "en", "About Tidings"),
        ("/about", "zh-Hans", "关于 Tidings"),
        ("/privacy", "en", "What is kept about you"),
        ("/privacy", "zh-Hans", "我们保存哪些信息"),
    ],
)
async def test_the_bot_explains_itself(
    talk: Talk, command: str, language: str, heading: str
) -> None:
    reader = meet(talk, language)

    assert (await talk.ask_one(reader, command))["text"].startswith(heading)


async def test_help_names_every_command_but_the_operators_own(talk: Talk) -> None:
    meet_ada(talk)

    answer = await talk.ask_one(ADA, "/help")

    told = {line.split()[0] for line in answer["text"].splitlines() if line.startswith("/")}
    known = {
        f"/{name}" for handler in talk.app.handlers[0] for name in getattr(handler, "commands", ())
    }
    assert told == known - {"/admin"}


async def test_help_leads_to_settings_and_closes(talk: Talk) -> None:
    meet_ada(talk)
    answer = await talk.ask_one(ADA, "/help")

    settings = await talk.press(ADA, answer, "⚙️ Settings")

    assert settings["text"].startswith("Settings")
    assert await talk.press(ADA, settings, "Close") == {}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "I read text only. Send words to search for, or /help."),
        ("zh-Hans", "我只能读懂文字。发送词语即可搜索，也可以看看 /help。"),
    ],
)
async def test_a_message_without_words_gets_a_hint(
    talk: Talk, language: str, sentence: str
) -> None:
    reader = meet(talk, language)
    talk.world.send_voice(reader, seconds=3)

    (answer,) = await talk.heard(reader)

    assert answer["text"] == sentence


async def test_a_command_is_understood_in_any_case_and_with_the_bots_name(talk: Talk) -> None:
    meet_ada(talk)

    for typed in ("/LATEST", "/latest@tidings_bot", "/Latest@Tidings_Bot 5"):
        answer: Json = await talk.ask_one(ADA, typed)
        assert answer["text"].startswith("Latest stories")
        assert find_button(answer, "5").startswith("o:")
