"""Who is what in a group, and the topics that divide it."""

import httpx

from bot.simulator.world import World

from .clients import Bot
from .pages import ADA, DIGEST_AT, EVE, LIN, Clock, post, state_of


async def test_the_bot_is_removed_and_added_again_and_the_group_is_told(
    page: httpx.AsyncClient, people: World
) -> None:
    group = people.create_group("G", ADA).id
    people.add_bot_to_group(group, ADA)
    for status in ("kicked", "member", "administrator"):
        await post(page, "chats/status", user=ADA, chat=group, person=people.bot.id, status=status)

    state = await state_of(page, ADA, group)

    added, removed, added_again = state["messages"]
    assert added["new_chat_members"] == added_again["new_chat_members"] == [people.bot.json()]
    assert removed["left_chat_member"] == people.bot.json()
    heard = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in await Bot(people).ok("getUpdates")
        if "my_chat_member" in update
    ]
    assert heard == ["member", "kicked", "member", "administrator"]


async def test_a_member_is_promoted_and_demoted_and_removed(
    page: httpx.AsyncClient, people: World
) -> None:
    group = people.create_group("G", ADA, members=(LIN, EVE)).id
    people.add_bot_to_group(group, ADA)
    await post(page, "chats/status", user=ADA, chat=group, person=LIN, status="administrator")
    await post(page, "chats/status", user=LIN, chat=group, person=EVE, status="kicked")

    assert (await state_of(page, LIN, group))["chat"]["status"] == "administrator"
    assert not people.chats[group].has(EVE)
    assert (await Bot(people).ok("getUpdates"))[-1]["message"]["left_chat_member"]["id"] == EVE
    await post(page, "chats/status", user=ADA, chat=group, person=LIN, status="member")
    assert people.chats[group].status(LIN) == "member"


async def test_a_group_becomes_a_forum_with_its_first_topic_and_is_talked_in_by_topic(
    page: httpx.AsyncClient, people: World, clock: Clock
) -> None:
    bot = Bot(people)
    group = people.create_group("G", ADA).id
    people.add_bot_to_group(group, ADA)
    first = await post(page, "chats/topic", user=ADA, chat=group, name=" Chips ")
    second = await post(page, "chats/topic", user=ADA, chat=first["id"], name="Law")
    forum, topic = second["id"], second["topic"]
    clock.subscribers.add(topic)
    said = await post(page, "say", user=ADA, chat=forum, topic=topic, text="/latest")
    await bot.ok("sendMessage", chat_id=forum, text="News", message_thread_id=topic)

    answer = await page.get("/sim/state", params={"user": ADA, "chat": forum, "topic": topic})
    state = answer.json()

    assert first["id"] == forum != group
    topics = [
        {"id": thread_id, "name": name, "is_closed": False}
        for thread_id, name in ((first["topic"], "Chips"), (topic, "Law"))
    ]
    assert (state["chat"]["is_forum"], state["chat"]["topics"]) == (True, topics)
    assert [row["topics"] for row in state["chats"]] == [[], topics]
    assert [message.get("message_thread_id") for message in state["messages"][-3:]] == [topic] * 3
    asked = (await bot.ok("getUpdates"))[-1]["message"]
    assert (asked["message_id"], asked["is_topic_message"]) == (said["message_id"], True)
    assert state["next_event"] == DIGEST_AT
    assert (await state_of(page, ADA, forum))["next_event"] is None
