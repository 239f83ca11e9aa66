"""Updates in order for each chat, at once across chats."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakSet, WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 256


class ChatOrder(BaseUpdateProcessor):
    """Lets an update wait until the earlier ones of its chat have been answered.

    python-telegram-bot's own processors either handle everything one by one, so that one slow
    answer holds up everybody, or nothing in order.
    """

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._running: WeakSet[asyncio.Task[Any]] = WeakSet()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await `coroutine` when it is the turn of its chat; locks are fair."""
        if task := asyncio.current_task():
            self._running.add(task)
        lock = self._locks.setdefault(_key(update), asyncio.Lock())
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """End the answers that are still under way; whoever stops has waited for them."""
        left = [task for task in self._running if not task.done()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _key(update: object) -> int:
    """Return the chat, or the person where there is none (inline queries)."""
    if not isinstance(update, Update):
        return 0
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
