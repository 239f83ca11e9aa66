"""The bot comes into a group, comes back, and comes along: it speaks once, and says what is."""

import pytest

from bot.core.audience import ChatId

from .people import ADA, LIN, meet, meet_ada, remembered
from .talk import Talk, labels
from .test_groups import make_group

WELCOME = "Welcome to Tidings"
FLOOD = 40


async def test_a_group_the_bot_returns_to_hears_that_its_digest_goes_on(talk: Talk) -> None:
    group = await make_group(talk)
    await talk.ask(ADA, "/subscribe 9:15", group)
    talk.world.kick_bot(group, ADA)
    talk.world.add_bot_to_group(group, ADA)

    *_, said = await talk.heard(group)

    assert said["text"].startswith("Your digest comes every day at 09:15")
    assert "🔕 Unsubscribe" in labels(said)


@pytest.mark.parametrize("comes_first", ["join", "move"])
async def test_a_group_that_becomes_a_supergroup_is_not_welcomed_again(
    talk: Talk, comes_first: str
) -> None:
    group = await make_group(talk)
    await talk.ask(ADA, "/subscribe 9:15", group)
    new = talk.world.migrate(group, ADA).id
    if comes_first == "move":
        pending = talk.world.updates.pending
        *_, joined = (update for update in pending if "my_chat_member" in update)
        pending.remove(joined)
        pending.append(joined)

    assert await talk.heard(new) == []

    assert (await remembered(talk, new)).schedule.times == (555,)
    assert await talk.services.store.audience.get(ChatId(group)) is None


async def test_a_move_of_which_only_the_new_group_heard_takes_the_settings_along(
    talk: Talk,
) -> None:
    group = await make_group(talk)
    await talk.ask(ADA, "/subscribe 9:15", group)
    new = talk.world.migrate(group, ADA).id
    pending = talk.world.updates.pending
    pending.remove(next(u for u in pending if "migrate_to_chat_id" in u.get("message", {})))

    assert await talk.heard(new) == []

    assert (await remembered(talk, new)).is_subscribed


@pytest.mark.parametrize("payload", ["true", "s_3", "t_chips"])
async def test_who_adds_the_bot_by_a_link_is_welcomed_once(talk: Talk, payload: str) -> None:
    meet_ada(talk)
    group = talk.world.create_group("AI readers", ADA).id
    talk.world.add_bot_to_group(group, ADA)
    talk.world.say(ADA, f"/start@tidings_bot {payload}", group)

    welcome, *shown = [message["text"] for message in await talk.heard(group)]

    assert welcome.startswith(WELCOME)
    assert ["🔥" in text for text in shown] == ([] if payload == "true" else [True])
    (again,) = await talk.ask(ADA, "/start", group)
    assert again["text"].startswith(WELCOME), "who asks is answered"


@pytest.mark.parametrize(
    ("language", "start"),
    [("en", "🔔 Start the digest"), ("zh-Hans", "🔔 开启简报"), ("de", "🔔 Überblick starten")],
)
@pytest.mark.parametrize("link", ["s_3", "t_chips"])
async def test_a_link_in_a_group_leads_to_the_groups_own_digest(
    talk: Talk, language: str, start: str, link: str
) -> None:
    meet(talk, language)
    talk.world.add_user(LIN, "Lin", "es")
    group = talk.world.create_group("AI readers", ADA, members=(LIN,)).id
    talk.world.add_bot_to_group(group, ADA)
    await talk.pump()
    await talk.ask(ADA, "/start", group)

    shown, offer = await talk.ask(ADA, f"/start {link}", group)
    assert "🔥" in shown["text"]
    assert labels(offer)[0] == start
    (only_shown,) = await talk.ask(LIN, f"/start {link}", group)
    assert only_shown["text"] == shown["text"]

    await talk.ask(ADA, "/subscribe", group)
    (once_more,) = await talk.ask(ADA, f"/start {link}", group)
    assert once_more["text"] == shown["text"], "who has a digest is offered none"


async def test_a_flood_of_many_slows_their_group_and_no_other(talk: Talk) -> None:
    group = await make_group(talk)
    other = talk.world.create_group("Others", ADA, members=(LIN,)).id
    talk.world.add_bot_to_group(other, ADA)
    await talk.ask(ADA, "/language Deutsch", group)
    crowd = [talk.world.add_user(100 + n, f"Member {n}", "fr").id for n in range(FLOOD)]
    for member in crowd:
        talk.world.chats[group].members[member] = "member"
        talk.world.say(member, "/about", group)
    talk.world.say(crowd[0], "/about")
    talk.world.say(LIN, "/about", other)

    answers = [m["text"] for m in await talk.heard(group) if m["text"] != "/about"]

    assert len(answers) < FLOOD / 2 + 3
    assert answers[-1].startswith("Das war viel auf einmal."), "in the group's language"
    assert [text.startswith("Das war viel") for text in answers].count(True) == 1
    assert talk.last(other)["text"].startswith("About Tidings")
    assert talk.last(crowd[0])["text"].startswith("À propos de Tidings")


async def test_what_other_bots_are_asked_is_not_answered_counted_or_kept(talk: Talk) -> None:
    meet_ada(talk)
    group = talk.world.create_group("AI readers", ADA).id
    talk.world.add_bot_to_group(group, ADA)
    await talk.pump()
    await talk.services.store.audience.move(ChatId(group), ChatId(-999))  # as if never met
    for _ in range(FLOOD):
        talk.world.say(ADA, "/roll 6", group)

    assert [m["text"] for m in await talk.heard(group) if m["text"] != "/roll 6"] == []

    assert await talk.services.store.audience.get(ChatId(group)) is None
    assert (await talk.ask_one(ADA, "/about", group))["text"].startswith("About Tidings")


async def test_anonymous_administrators_of_other_groups_share_nothing(talk: Talk) -> None:
    anonymous = talk.world.add_user(1087968824, "Group", "", username="GroupAnonymousBot")
    meet_ada(talk)
    groups = [talk.world.create_group(title, ADA, kind="supergroup").id for title in "AB"]
    for group in groups:
        talk.world.add_bot_to_group(group, ADA)
    await talk.pump()
    for group, times in zip(groups, (FLOOD, 1), strict=True):
        for _ in range(times):
            said = talk.world.say(anonymous.id, "/about", group)
            said["sender_chat"] = said["chat"]

    await talk.pump()

    assert talk.last(groups[1])["text"].startswith("About Tidings")
    assert talk.last(groups[0])["text"].startswith("That was a lot")
