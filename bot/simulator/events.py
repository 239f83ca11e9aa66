"""What a person's screen shows, as a stream (Server-Sent Events of the web chat)."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from .params import Json

_KEPT = 500


class Event(NamedTuple):
    """One change on a screen."""

    id: int
    name: str
    data: Json
    chat_id: int = 0
    """The chat it happened in, 0 for what concerns all of them."""


@dataclass(slots=True)
class _Screen:
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=_KEPT))
    changed: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Screens:
    """The screens that somebody looks at; nothing is kept for all others."""

    last_id: int = 0
    _screens: dict[int, _Screen] = field(default_factory=dict[int, _Screen])

    def open(self, user_id: int) -> int:
        """Start to keep a person's events; return the id of the last one anywhere."""
        self._screens.setdefault(user_id, _Screen())
        return self.last_id

    def show(self, user_id: int, name: str, data: Json, chat_id: int = 0) -> None:
        """Add an event to one screen."""
        screen = self._screens.get(user_id)
        if screen is None:
            return
        self.last_id += 1
        screen.events.append(Event(self.last_id, name, data, chat_id))
        screen.changed.set()

    def show_all(self, name: str, data: Json) -> None:
        """Add an event to every screen."""
        for user_id in self._screens:
            self.show(user_id, name, data)

    def after(self, user_id: int, event_id: int) -> list[Event]:
        """Return what came after an event."""
        screen = self._screens.get(user_id)
        return [event for event in screen.events if event.id > event_id] if screen else []

    async def wait(self, user_id: int, event_id: int) -> list[Event]:
        """Return what came after an event, waiting for the first."""
        self.open(user_id)
        screen = self._screens[user_id]
        while not (events := self.after(user_id, event_id)):
            screen.changed.clear()
            await screen.changed.wait()
        return events
