"""Groups and channels on the page: made there, shown there, and only to those who are in them."""

from contextlib import aclosing
from typing import Any

import httpx
import pytest

from bot.simulator.webchat import WebChat
from bot.simulator.world import World

from .clients import Bot
from .pages import ADA, DIGEST_AT, EVE, LIN, Clock, post, state_of


@pytest.mark.usefixtures("people")
async def test_a_new_group_has_the_bot_as_by_a_link(page: httpx.AsyncClient, world: World) -> None:
    values = {"user": ADA, "kind": "group", "title": " Readers ", "payload": "t_chips"}
    group = (await post(page, "chats/new", **values))["id"]

    joined, added, started = await Bot(world).ok("getUpdates")

    assert joined["my_chat_member"]["chat"] == {"id": group, "type": "group", "title": "Readers"}
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert added["message"]["new_chat_members"][0]["is_bot"]
    assert started["message"]["text"] == "/start@tidings_bot t_chips"
    assert started["message"]["from"]["id"] == ADA


@pytest.mark.usefixtures("people")
async def test_a_new_channel_has_the_bot_as_an_administrator(
    page: httpx.AsyncClient, world: World
) -> None:
    channel = (await post(page, "chats/new", user=ADA, kind="channel", title="Daily"))["id"]

    (joined,) = await Bot(world).ok("getUpdates")

    assert joined["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    state = await state_of(page, ADA, channel)
    assert (state["chat"]["type"], state["chat"]["status"]) == ("channel", "creator")
    assert [(chat["type"], chat.get("title")) for chat in state["chats"]] == [
        ("private", None),
        ("channel", "Daily"),
    ]


async def test_a_group_is_talked_in_and_its_buttons_work(
    page: httpx.AsyncClient, people: World
) -> None:
    bot = Bot(people)
    group = people.create_group("G", ADA, members=(LIN,)).id
    people.add_bot_to_group(group, ADA)
    await post(page, "say", user=LIN, chat=group, text="/latest")
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "d"}]]}
    sent = await bot.ok("sendMessage", chat_id=group, text="News", reply_markup=markup)
    pressed = await post(
        page, "press", user=LIN, chat=group, message_id=sent["message_id"], data="d"
    )

    *_, said, query = await bot.ok("getUpdates")

    assert (said["message"]["chat"]["id"], said["message"]["from"]["id"]) == (group, LIN)
    assert query["callback_query"]["id"] == pressed["id"]
    assert query["callback_query"]["message"]["chat"]["id"] == group
    state = await state_of(page, ADA, group)
    assert [message.get("text") for message in state["messages"]] == [None, "/latest", "News"]
    assert [(member["id"], member["status"]) for member in state["chat"]["members"]] == [
        (ADA, "creator"),
        (LIN, "member"),
        (people.bot.id, "member"),
    ]
    assert (await state_of(page, ADA, ADA))["messages"] == []


async def test_an_inline_result_is_taken_in_the_chat_it_was_asked_in(
    page: httpx.AsyncClient, people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.simulator.webchat._INLINE_SECONDS", 0.001)
    bot = Bot(people)
    group = people.create_group("G", ADA).id
    await page.post("/sim/inline", json={"user": ADA, "chat": group, "query": "x"})
    (update,) = await bot.ok("getUpdates")
    content = {"message_text": "m"}
    article = {"type": "article", "id": "1", "title": "t", "input_message_content": content}
    await bot.ok(
        "answerInlineQuery", inline_query_id=update["inline_query"]["id"], results=[article]
    )

    await post(page, "choose", user=ADA, chat=group, result_id="1")

    assert update["inline_query"]["chat_type"] == "group"
    assert [message["text"] for message in people.messages(group)] == ["m"]


async def test_somebody_is_brought_into_a_group_once_and_everybody_is_told(
    page: httpx.AsyncClient, people: World
) -> None:
    group = people.create_group("G", ADA).id
    people.add_bot_to_group(group, ADA)
    for _ in range(2):
        await post(page, "chats/add", user=ADA, chat=group, person=LIN)

    state = await state_of(page, LIN, group)

    assert state["chat"]["status"] == "member"
    told = [message["new_chat_members"][0]["first_name"] for message in state["messages"]]
    assert told == ["Tidings", "Lin"]
    heard = [update.get("message") for update in await Bot(people).ok("getUpdates")]
    assert heard[-1] == state["messages"][-1]


async def test_the_clock_skips_to_the_digest_of_the_chat_that_is_shown(
    page: httpx.AsyncClient, people: World, clock: Clock
) -> None:
    group = people.create_group("G", ADA).id
    clock.subscribers.add(group)

    assert (await state_of(page, ADA, ADA))["next_event"] is None
    assert (await state_of(page, ADA, group))["next_event"] == DIGEST_AT
    await post(page, "clock/skip", user=ADA, chat=group, next_event=DIGEST_AT)

    assert clock.now() == DIGEST_AT
    chat = WebChat(people, clock)
    async with aclosing(chat._stream(people.person(ADA), people.chats[ADA], 0)) as stream:  # noqa: SLF001 - an endless response cannot be read over ASGITransport
        await anext(stream)
        assert '"next_event": null' in await anext(stream)


async def test_what_is_new_elsewhere_is_counted_until_it_is_shown(
    page: httpx.AsyncClient, people: World, clock: Clock
) -> None:
    bot = Bot(people)
    group = people.create_group("G", ADA, members=(LIN,)).id
    people.add_bot_to_group(group, ADA)
    await state_of(page, ADA, group)
    await state_of(page, ADA, ADA)
    people.say(ADA, "mine", group)
    sent = await bot.ok("sendMessage", chat_id=group, text="one")
    await bot.ok("editMessageText", chat_id=group, message_id=sent["message_id"], text="two")
    people.say(ADA, "hi")
    chat = WebChat(people, clock)
    chat.chats.see(people.person(ADA), people.chats[group])
    people.say(LIN, "three", group)
    async with aclosing(chat._stream(people.person(ADA), people.chats[ADA], 0)) as stream:  # noqa: SLF001 - as above
        chunks = [await anext(stream) for _ in range(5)]
    rows = (await state_of(page, ADA, ADA))["chats"]

    heard = [chunk.split("\n")[1].removeprefix("event: ") for chunk in chunks]
    assert heard == ["", "chats", "chats", "message", "chats"]
    assert [row["unread"] for row in rows] == [0, 2]
    assert (await state_of(page, ADA, group))["chats"][1]["unread"] == 0
    assert chat.chats.rows(people.person(ADA))[1]["unread"] == 1


FORGED = [
    ("say", {"text": "/settings"}),
    ("press", {"message_id": 1, "data": "x"}),
    ("inline", {"query": "x"}),
    ("choose", {"result_id": "1"}),
    ("clock/skip", {"next_event": DIGEST_AT}),
    ("chats/add", {"person": EVE}),
    ("chats/status", {"person": EVE, "status": "administrator"}),
    ("chats/topic", {"name": "x"}),
    ("chats/topic/status", {"topic": 1, "is_closed": True}),
    ("chats/link", {"payload": "x"}),
]


@pytest.mark.parametrize("chat", [-1, -2, ADA, -404])
@pytest.mark.parametrize(("path", "values"), FORGED)
async def test_nobody_acts_in_a_chat_they_are_not_in(
    page: httpx.AsyncClient, people: World, path: str, values: Any, chat: int
) -> None:
    people.create_group("Hers", ADA, chat_id=-1)
    people.create_group("Left", ADA, kind="channel", chat_id=-2)
    people.set_member(-2, EVE, "left", by=ADA)

    answer = await page.post(f"/sim/{path}", json={"user": EVE, "chat": chat, **values})

    assert (answer.status_code, answer.json()) == (403, {"error": f"Eve is in no chat {chat}"})
    assert await Bot(people).ok("getUpdates") == []


@pytest.mark.parametrize("path", ["state", "events"])
async def test_nobody_reads_a_chat_they_are_not_in(
    page: httpx.AsyncClient, people: World, path: str
) -> None:
    people.create_group("Hers", ADA, chat_id=-1, members=(LIN,))

    for chat, status in ((-1, 403), (ADA, 403), (-404, 403), ("x", 400), ("9" * 5000, 400)):
        answer = await page.get(f"/sim/{path}", params={"user": EVE, "chat": chat})
        assert (answer.status_code, list(answer.json())) == (status, ["error"])


async def test_a_reader_of_a_channel_cannot_write_in_it(
    page: httpx.AsyncClient, people: World
) -> None:
    people.create_group("C", ADA, kind="channel", chat_id=-1, members=(LIN,))
    await post(page, "say", user=ADA, chat=-1, text="Welcome")

    answer = await page.post("/sim/say", json={"user": LIN, "chat": -1, "text": "x"})

    assert (answer.status_code, list(answer.json())) == (403, ["error"])
    (post_of_ada,) = (await state_of(page, LIN, -1))["messages"]
    assert (post_of_ada["text"], post_of_ada["sender_chat"]["id"]) == ("Welcome", -1)


@pytest.mark.parametrize(
    ("path", "values", "status"),
    [
        ("chats/new", {"user": ADA, "kind": "group", "title": " "}, 400),
        ("chats/new", {"user": ADA, "kind": "private", "title": "x"}, 400),
        ("chats/new", {"user": 99, "kind": "group", "title": "x"}, 409),
        ("chats/add", {"user": ADA, "chat": ADA, "person": LIN}, 409),
        ("chats/add", {"user": ADA, "chat": -1, "person": LIN}, 409),
        ("chats/add", {"user": ADA, "chat": -2, "person": 99}, 409),
        ("chats/status", {"user": LIN, "chat": -2, "person": LIN, "status": "administrator"}, 403),
        ("chats/status", {"user": ADA, "chat": -2, "person": EVE, "status": "member"}, 409),
        ("chats/status", {"user": ADA, "chat": -2, "person": ADA, "status": "member"}, 409),
        ("chats/status", {"user": ADA, "chat": -2, "person": LIN, "status": "creator"}, 400),
        ("chats/status", {"user": ADA, "chat": -1, "person": 1, "status": "member"}, 409),
        ("chats/topic", {"user": LIN, "chat": -2, "name": "x"}, 403),
        ("chats/topic", {"user": ADA, "chat": -2, "name": " "}, 400),
        ("chats/topic", {"user": ADA, "chat": -1, "name": "x"}, 409),
        ("chats/topic/status", {"user": LIN, "chat": -2, "topic": 1, "is_closed": True}, 403),
        ("chats/topic/status", {"user": ADA, "chat": -2, "topic": 1, "is_closed": True}, 404),
        ("chats/topic/status", {"user": ADA, "chat": -2, "topic": 1, "is_closed": 1}, 400),
        ("chats/link", {"user": LIN, "chat": -2}, 403),
        ("say", {"user": ADA, "chat": -2, "topic": 5, "text": "x"}, 404),
    ],
)
async def test_chats_are_made_and_joined_only_as_they_can_be(
    page: httpx.AsyncClient, people: World, path: str, values: Any, status: int
) -> None:
    people.create_group("C", ADA, kind="channel", chat_id=-1)
    people.create_group("G", ADA, chat_id=-2, members=(LIN,))

    answer = await page.post(f"/sim/{path}", json=values)

    assert (answer.status_code, list(answer.json())) == (status, ["error"])


async def test_a_link_brings_the_bot_into_a_group_once_with_its_payload(
    page: httpx.AsyncClient, people: World
) -> None:
    people.create_group("G", ADA, chat_id=-2)
    for _ in range(2):
        answer = await post(page, "chats/link", user=ADA, chat=-2, payload="s_3")
        assert answer == {"id": -2}

    joined, added, *started = await Bot(people).ok("getUpdates")

    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert added["message"]["new_chat_members"][0]["is_bot"]
    assert [one["message"]["text"] for one in started] == ["/start@tidings_bot s_3"] * 2


async def test_a_link_makes_the_bot_an_administrator_of_a_channel(
    page: httpx.AsyncClient, people: World
) -> None:
    people.create_group("C", ADA, kind="channel", chat_id=-1)
    await post(page, "chats/link", user=ADA, chat=-1, payload="s_3")

    (joined,) = await Bot(people).ok("getUpdates")

    assert joined["my_chat_member"]["new_chat_member"]["status"] == "administrator"


async def test_a_topic_is_closed_to_all_but_administrators_and_opened_again(
    page: httpx.AsyncClient, people: World
) -> None:
    group = people.create_group("G", ADA, members=(LIN,)).id
    people.add_bot_to_group(group, ADA)
    opened = await post(page, "chats/topic", user=ADA, chat=group, name="Chips")
    forum = {"chat": opened["id"], "topic": opened["topic"]}

    for is_closed, status in ((True, 403), (True, 403), (False, 200)):
        await post(page, "chats/topic/status", user=ADA, **forum, is_closed=is_closed)
        (topic,) = (await state_of(page, LIN, opened["id"]))["chat"]["topics"]
        assert topic == {"id": opened["topic"], "name": "Chips", "is_closed": is_closed}
        said = await page.post("/sim/say", json={"user": LIN, **forum, "text": "x"})
        assert said.status_code == status
        await post(page, "say", user=ADA, **forum, text="of the owner")

    told = [u["message"] for u in await Bot(people).ok("getUpdates") if "message" in u]
    events = ("forum_topic_closed", "forum_topic_reopened")
    assert [event for message in told for event in events if event in message] == [*events]
