"""Groups: silent unless asked, read by all, changed by administrators."""

import pytest

from bot.core.audience import ChatId, ChatKind

from .people import ADA, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Talk, labels

ANONYMOUS = 1087968824
"""Who writes for anonymous administrators (Bot API, Message.from)."""
REFUSAL = "Only administrators of this group can change its digest."
READING = (
    *("/latest", "/top", "/tags", "/digest", "/tag chips", "/story 3", "/search chips"),
    *("/share 3", "/settings", "/follow", "/time", "/timezone", "/language"),
    "/latest@Tidings_Bot",
)
CHANGING = (
    *(
        "/subscribe",
        "/unsubscribe",
        "/pause 3",
        "/time 8:30",
        "/timezone Berlin",
        "/language English",
    ),
    *("/follow chips", "/mute chips"),
)


async def make_group(talk: Talk, *, kind: str = "group", is_administrator: bool = False) -> int:
    """Let Ada own a group with Lin and the bot in it; return its id."""
    meet_ada(talk)
    meet_lin(talk)
    group = talk.world.create_group(
        "AI readers", ADA, kind=kind, members=(LIN,), is_forum=kind == "supergroup"
    )
    talk.world.add_bot_to_group(group.id, ADA, is_administrator=is_administrator)
    await talk.pump()
    return group.id


async def test_the_bot_is_silent_where_nobody_asks_it(talk: Talk) -> None:
    group = await make_group(talk, is_administrator=True)

    for said in ("hello", "chips", "/nosuchcommand", "/latest@other_bot", "see /latest", "/"):
        assert await talk.ask(LIN, said, group) == [], said


@pytest.mark.parametrize("said", ["hello", "/latest@other_bot"])
async def test_what_is_not_said_to_the_bot_leaves_no_trace(talk: Talk, said: str) -> None:
    group = await make_group(talk, is_administrator=True)
    before = await remembered(talk, group)

    await talk.ask(LIN, said, group)

    assert await remembered(talk, group) == before


async def test_every_member_can_read(talk: Talk) -> None:
    group = await make_group(talk)

    for typed in READING:
        answers = await talk.ask(LIN, typed, group)
        assert answers, typed
        assert REFUSAL not in [answer["text"] for answer in answers], typed


async def test_every_member_can_press_what_only_reads(talk: Talk) -> None:
    group = await make_group(talk)
    page = await talk.ask_one(LIN, "/tag chips 2", group)

    page = await talk.press(LIN, page, "Older", group)
    card = await talk.open(LIN, page, "1", group)
    card = await talk.press(LIN, card, "🔍", group)
    await talk.open(LIN, card, "↗️", group)


async def test_a_member_cannot_change_the_groups_digest(talk: Talk) -> None:
    group = await make_group(talk)
    await talk.ask(ADA, "/tags", group)
    before = await remembered(talk, group)

    for typed in CHANGING:
        answer = await talk.ask_one(LIN, typed, group)
        assert answer["text"] == REFUSAL, typed  # the group speaks Ada's language
    for typed in ("/export", "/forget"):
        answer = await talk.ask_one(LIN, typed, group)
        assert answer["text"].endswith("About you, ask me in a private chat.")

    assert await remembered(talk, group) == before


async def test_a_member_cannot_press_what_changes_something(talk: Talk) -> None:
    group = await make_group(talk)
    settings = await talk.ask_one(LIN, "/settings", group)

    for label in labels(settings):
        if label == "👁 Preview":
            continue  # to look is everybody's
        assert await talk.press(LIN, settings, label, group) == settings
        assert talk.toast() == REFUSAL


async def test_an_administrator_sets_up_the_groups_digest(talk: Talk) -> None:
    group = await make_group(talk)

    welcome = await talk.ask_one(ADA, "/start", group)
    done = await talk.press(ADA, welcome, "Start the digest", group)

    assert done["text"].startswith("Your digest comes every day at 08:00")
    reader = await remembered(talk, group)
    assert reader.kind is ChatKind.GROUP
    assert reader.is_subscribed
    assert await talk.services.store.audience.get(ChatId(ADA)) is None


@pytest.mark.parametrize(
    ("language", "start", "said"),
    [
        ("en", "🔔 Start the digest", "Your digest comes every day at 08:00"),
        ("zh-Hans", "🔔 开启简报", "简报将在每天 08:00"),
    ],
)
async def test_one_tap_starts_the_digest_of_a_group(
    talk: Talk, language: str, start: str, said: str
) -> None:
    meet(talk, language)
    group = talk.world.create_group("AI readers", ADA)
    talk.world.add_bot_to_group(group.id, ADA)
    (hello,) = await talk.heard(group.id)

    done = await talk.press(ADA, hello, start, group.id)

    assert done["text"].startswith(said)
    assert talk.last(group.id)["text"].startswith(("Your digest · ", "您的简报 · "))
    assert (await remembered(talk, group.id)).is_subscribed


async def test_a_group_begins_with_the_language_and_zone_of_who_added_the_bot(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/timezone Tokyo")
    await talk.ask(ADA, "/language Deutsch")
    group = talk.world.create_group("AI readers", ADA)
    talk.world.add_bot_to_group(group.id, ADA)
    (hello,) = await talk.heard(group.id)

    assert "08:00 (Tokio)" in hello["text"]
    reader = await remembered(talk, group.id)
    assert (reader.preferences.language, reader.schedule.timezone) == ("de", "Asia/Tokyo")


async def test_a_member_cannot_start_the_digest(talk: Talk) -> None:
    group = await make_group(talk)
    hello = talk.last(group)

    assert await talk.press(LIN, hello, "🔔", group) == hello
    assert talk.toast() == REFUSAL


async def test_a_promotion_is_no_reason_to_speak(talk: Talk) -> None:
    group = await make_group(talk)
    talk.world.set_bot_status(group, ADA, "administrator")

    assert await talk.heard(group) == []


async def test_a_promoted_member_is_an_administrator(talk: Talk) -> None:
    group = await make_group(talk)
    talk.world.set_member(group, LIN, "administrator", by=ADA)

    answer = await talk.ask_one(LIN, "/subscribe 8:30", group)

    assert answer["text"].startswith("Your digest comes every day at 08:30")


async def test_an_anonymous_administrator_writes_in_the_groups_name(talk: Talk) -> None:
    group = await make_group(talk, kind="supergroup")
    talk.world.add_user(ANONYMOUS, "Group", "", username="GroupAnonymousBot")
    said = talk.world.say(ANONYMOUS, "/subscribe", group)
    said["sender_chat"] = said["chat"]

    (answer,) = await talk.heard(group)

    assert answer["text"].startswith("Your digest comes every day at 08:00")


async def test_who_writes_in_a_channels_name_is_a_plain_member(talk: Talk) -> None:
    group = await make_group(talk, kind="supergroup")
    channel = talk.world.create_group("News", LIN, kind="channel")
    said = talk.world.say(ADA, "/subscribe", group)
    said["sender_chat"] = channel.json()

    (answer,) = await talk.heard(group)

    assert answer["text"] == REFUSAL


@pytest.mark.parametrize(("who", "is_told"), [(ADA, True), (LIN, False)])
async def test_help_shows_what_a_person_can_do_there(
    talk: Talk, who: int, *, is_told: bool
) -> None:
    group = await make_group(talk)

    answer = await talk.ask_one(who, "/help", group)

    assert "/latest" in answer["text"]
    assert ("/subscribe" in answer["text"]) is is_told


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("en", "For another time send /time 8:30"),
        ("zh-Hans", "要选别的时间，请发送 /time 8:30"),
        ("fr", "Pour une autre heure, envoyez /time 8:30"),
    ],
)
async def test_another_time_is_set_in_a_group_as_its_screen_says(
    talk: Talk, language: str, hint: str
) -> None:
    meet(talk, language)
    group = talk.world.create_group("AI readers", ADA).id
    talk.world.add_bot_to_group(group, ADA)
    await talk.pump()

    screen = await talk.ask_one(ADA, "/time", group)

    assert screen["text"].endswith(f"\n{hint}")
    await talk.ask_one(ADA, "/time 8:30", group)
    assert (await remembered(talk, group)).schedule.times == (510,)


async def test_a_group_that_becomes_a_supergroup_keeps_its_settings(talk: Talk) -> None:
    group = await make_group(talk)
    await talk.ask(ADA, "/subscribe 9:15", group)
    before = await remembered(talk, group)

    new = talk.world.migrate(group, ADA)
    await talk.pump()

    after = await remembered(talk, new.id)
    assert after.schedule == before.schedule
    assert after.next_digest_at == before.next_digest_at
    assert await talk.services.store.audience.get(ChatId(group)) is None
    answer = await talk.ask_one(ADA, "/settings", new.id)
    assert "09:15" in answer["text"]
    assert "🔕 Unsubscribe" in labels(answer)


@pytest.mark.parametrize("typed", ["/latest", "/subscribe 8:00"])
async def test_a_group_that_moved_unheard_is_followed(talk: Talk, typed: str) -> None:
    talk.may_fail = True
    group = await make_group(talk)
    await talk.ask(ADA, "/subscribe 9:15", group)
    talk.world.say(ADA, typed, group)
    said = talk.world.updates.pending[-1]
    new = talk.world.migrate(group, ADA)
    talk.world.updates.pending.clear()
    talk.world.updates.pending.append(said)

    await talk.pump()

    assert (await remembered(talk, new.id)).is_subscribed
