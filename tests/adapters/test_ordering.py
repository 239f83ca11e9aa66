"""A chat's updates are answered in order, and no chat waits for another."""

import asyncio

from telegram import Chat, InlineQuery, Message, Update, User

from bot.adapters.ordering import ChatOrder
from tests.fakes import NOON


def said(update_id: int, chat_id: int) -> Update:
    chat = Chat(chat_id, "private")
    return Update(update_id, message=Message(update_id, NOON, chat, text="hello"))


def asked(update_id: int, user_id: int) -> Update:
    user = User(user_id, "Ada", is_bot=False)
    return Update(update_id, inline_query=InlineQuery(str(update_id), user, "chips", ""))


async def answered_in(updates: list[object], slow: int) -> list[int]:
    """Return the positions of `updates` in the order they were answered; `slow` takes long."""
    order = ChatOrder()
    answered: list[int] = []

    async def answer(position: int) -> None:
        for _ in range(20 if position == slow else 1):
            await asyncio.sleep(0)
        answered.append(position)

    async with asyncio.TaskGroup() as group:
        for position, update in enumerate(updates):
            group.create_task(order.process_update(update, answer(position)))
    return answered


async def test_one_chat_is_answered_in_order() -> None:
    assert await answered_in([said(n, 7) for n in range(4)], slow=0) == [0, 1, 2, 3]


async def test_a_slow_answer_holds_up_its_own_chat_only() -> None:
    updates = [said(0, 7), said(1, 8), said(2, 7), said(3, 9)]

    assert await answered_in([*updates], slow=0) == [1, 3, 0, 2]


async def test_inline_queries_go_by_person() -> None:
    assert await answered_in([asked(0, 1), asked(1, 2), asked(2, 1)], slow=0) == [1, 0, 2]


async def test_what_is_no_update_is_handled_too() -> None:
    assert await answered_in([object(), object()], slow=1) == [0, 1]
