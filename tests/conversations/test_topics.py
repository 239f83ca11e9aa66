"""Forum topics: subscribers of their own, in their group's language."""

import pytest

from bot.core.actions import SetFloor
from bot.core.audience import DEFAULT_FLOOR
from bot.core.callbacks import encode

from .people import ADA, LIN, meet, remembered
from .talk import Talk, find_button, labels
from .test_groups import make_group
from .test_rights import digest_of


async def test_topics_of_a_forum_have_settings_of_their_own(talk: Talk) -> None:
    forum = await make_group(talk, kind="supergroup")
    chips = talk.world.add_topic(forum, "Chips", ADA)

    answer = await talk.ask_one(ADA, "/subscribe 9:00", forum, thread_id=chips)
    await talk.ask(ADA, "/tags", forum)

    assert answer["message_thread_id"] == chips
    assert (await remembered(talk, forum, chips)).is_subscribed
    assert not (await remembered(talk, forum)).is_subscribed


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "08:00 (Berlin)"), ("zh-Hans", "08:00（柏林时间）"), ("ja", "08:00（ベルリン）")],
)
@pytest.mark.parametrize("first", [ADA, LIN])
async def test_a_new_topic_speaks_the_groups_language_whoever_speaks_first(
    talk: Talk, language: str, said: str, first: int
) -> None:
    meet(talk, language)
    await talk.ask(ADA, "/timezone Berlin")
    talk.world.add_user(LIN, "Lin", "es")
    forum = talk.world.create_group(
        "AI readers", ADA, kind="supergroup", members=(LIN,), is_forum=True
    ).id
    talk.world.add_bot_to_group(forum, ADA)
    await talk.pump()
    chips = talk.world.add_topic(forum, "Chips", ADA)

    await talk.ask(first, "/latest", forum, thread_id=chips)

    reader, group = await remembered(talk, forum, chips), await remembered(talk, forum)
    assert reader.preferences.language == group.preferences.language
    assert reader.schedule.timezone == group.schedule.timezone == "Europe/Berlin"
    welcome = await talk.ask_one(first, "/start", forum, thread_id=chips)
    assert said in welcome["text"]
    assert labels(welcome)[0].startswith("🔔")


async def test_mistakes_and_presses_in_a_topic_are_answered_there(talk: Talk) -> None:
    forum = await make_group(talk, kind="supergroup")
    chips = talk.world.add_topic(forum, "Chips", ADA)

    mistake = await talk.ask_one(ADA, "/tag chps", forum, thread_id=chips)
    assert mistake["message_thread_id"] == chips

    page = await talk.ask_one(ADA, "/latest", forum, thread_id=chips)
    card = await talk.open(ADA, page, "1", forum)
    assert card["message_thread_id"] == chips


async def test_a_very_old_button_in_a_forum_names_no_topic_and_changes_nothing(
    talk: Talk,
) -> None:
    forum = await make_group(talk, kind="supergroup")
    settings = await talk.ask_one(ADA, "/settings", forum)
    talk.world.press(ADA, settings["message_id"], find_button(settings, "🔔"), forum)
    query = talk.world.updates.pending[-1]["callback_query"]
    query["message"] = {
        "chat": settings["chat"],
        "message_id": settings["message_id"],
        "date": 0,
    }

    await talk.pump()

    assert talk.toast() == "This button is out of date. Please ask again."
    assert not (await remembered(talk, forum)).is_subscribed


async def test_two_topics_have_digests_of_their_own_hour_language_tags_and_floor(
    talk: Talk,
) -> None:
    forum = await make_group(talk, kind="supergroup")
    chips, policy = (talk.world.add_topic(forum, name, ADA) for name in ("Chips", "Recht"))
    for topic, typed in (
        (chips, ("/language 中文", "/follow chips", "/subscribe 9:00")),
        (policy, ("/language Deutsch", "/follow policy", "/subscribe 10:00")),
    ):
        for said in typed:
            await talk.ask(ADA, said, forum, thread_id=topic)
    floor = await talk.ask_one(ADA, "/settings", forum, thread_id=policy)
    floor = await talk.press(ADA, floor, "📏", forum)
    await talk.press_data(ADA, floor, encode(SetFloor(60)), forum)

    digests = {}
    for topic in (chips, policy):
        (digest, *_) = await digest_of(talk, forum, topic)
        assert digest["message_thread_id"] == topic
        digests[topic] = digest["text"]

    assert digests[chips].startswith("您的简报")
    assert digests[policy].startswith("Dein Überblick")
    one, other = [await remembered(talk, forum, topic) for topic in (chips, policy)]
    assert (one.preferences.min_score, other.preferences.min_score) == (DEFAULT_FLOOR, 60)
    assert one.schedule.times != other.schedule.times
    assert one.preferences.rules != other.preferences.rules
    assert not (await remembered(talk, forum)).is_subscribed
