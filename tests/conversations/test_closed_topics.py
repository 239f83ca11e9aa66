"""Forum topics that close, and what becomes of their digests."""

import pytest

from bot.core.audience import ChatId, ChatState
from jobs.deliver import Courier
from jobs.digest import plan_digests

from .people import ADA, meet_ada, remembered
from .talk import Talk


async def make_forum(talk: Talk) -> tuple[int, int, int]:
    """Let Ada subscribe two topics of a forum; return its id and theirs."""
    meet_ada(talk)
    forum = talk.world.create_group("AI readers", ADA, kind="supergroup", is_forum=True).id
    talk.world.add_bot_to_group(forum, ADA)
    chips, policy = (talk.world.add_topic(forum, name, ADA) for name in ("Chips", "Policy"))
    for topic in (chips, policy):
        await talk.ask(ADA, "/subscribe 9:00", forum, thread_id=topic)
    return forum, chips, policy


async def arrivals(talk: Talk, forum: int) -> set[int]:
    """Let the digests that are due arrive; return the topics of the forum that got one."""
    before = len(talk.world.messages(forum))
    await plan_digests(talk.services)
    courier = Courier(talk.services, "courier", per_second=30)
    while await courier.deliver():
        pass
    return {message["message_thread_id"] for message in talk.world.messages(forum)[before:]}


async def next_morning(talk: Talk, forum: int, topic: int) -> set[int]:
    """Wait for a topic's next digest; return the topics that got one then."""
    next_at = (await remembered(talk, forum, topic)).next_digest_at
    assert next_at is not None
    talk.clock.moment = next_at
    return await arrivals(talk, forum)


async def test_a_closed_topic_rests_until_it_is_open_again(talk: Talk) -> None:
    forum, chips, policy = await make_forum(talk)
    before = await remembered(talk, forum, chips)

    talk.world.close_topic(forum, chips, ADA)
    assert await talk.heard(forum) == [], "nobody is told by force"
    assert await next_morning(talk, forum, policy) == {policy}

    talk.world.reopen_topic(forum, chips, ADA)
    assert await talk.heard(forum) == []
    again = await remembered(talk, forum, chips)
    assert (again.preferences, again.schedule) == (before.preferences, before.schedule)
    assert await arrivals(talk, forum) == {chips}, "today's digest, a little late"
    assert await next_morning(talk, forum, policy) == {chips, policy}


@pytest.mark.parametrize("is_deleted", [False, True])
async def test_a_topic_that_closed_unheard_is_noticed_by_the_answer(
    talk: Talk, *, is_deleted: bool
) -> None:
    forum, chips, policy = await make_forum(talk)
    talk.may_fail = True  # Telegram refuses the digest
    if is_deleted:
        del talk.world.chats[forum].topics[chips]
    else:
        talk.world.chats[forum].closed_topics.add(chips)

    assert await next_morning(talk, forum, policy) == {policy}

    assert (await remembered(talk, forum, chips)).state is ChatState.CLOSED
    assert (await remembered(talk, forum, policy)).state is ChatState.ACTIVE
    depths = await talk.services.store.outbox.depths()
    assert not any(depths.values()), "nothing is left parked"


async def test_who_asks_in_a_closed_topic_closes_nothing_but_the_topic(talk: Talk) -> None:
    forum, chips, policy = await make_forum(talk)
    talk.may_fail = True  # Telegram refuses the answer
    talk.world.chats[forum].closed_topics.add(chips)

    assert await talk.ask(ADA, "/latest", forum, thread_id=chips) == []

    assert (await remembered(talk, forum, chips)).state is ChatState.CLOSED
    assert (await remembered(talk, forum, policy)).state is ChatState.ACTIVE


async def test_who_speaks_in_one_closed_topic_wakes_no_other(talk: Talk) -> None:
    forum, chips, policy = await make_forum(talk)
    talk.may_fail = True  # Telegram refuses the answer
    for topic in (chips, policy):
        talk.world.close_topic(forum, topic, ADA)
    await talk.heard(forum)

    await talk.ask(ADA, "/latest", forum, thread_id=chips)

    assert (await remembered(talk, forum, policy)).state is ChatState.CLOSED


async def test_who_speaks_in_a_forum_that_was_left_wakes_all_its_topics(talk: Talk) -> None:
    forum, chips, policy = await make_forum(talk)
    await talk.services.store.audience.set_state(ChatId(forum), ChatState.CLOSED, talk.clock.now())

    await talk.ask(ADA, "/latest", forum, thread_id=chips)

    for topic in (0, chips, policy):
        assert (await remembered(talk, forum, topic)).state is ChatState.ACTIVE
