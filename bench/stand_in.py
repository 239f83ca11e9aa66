"""A stand-in for Telegram that fails as it likes, and knows what nobody else can."""

import asyncio
import json
import math
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOVED = -1_000_000_000_000
KINDS = ("429", "500", "502", "cut before", "cut after", "hang", "403", "moved")
IN_DOUBT = frozenset({"500", "502", "cut before", "cut after", "hang"})
SHARE = 0.1
JUST_NOW = 5.0
"""Seconds in which an answer is recorded, even where eight programs share two cores."""


@dataclass
class StandIn:
    """Takes messages, and fails one in ten in some way of `kinds`."""

    dice: random.Random
    kinds: tuple[str, ...] = KINDS
    taken: Counter[int] = field(default_factory=Counter[int])
    in_doubt: set[int] = field(default_factory=set[int])
    refused: set[int] = field(default_factory=set[int])
    faults: Counter[str] = field(default_factory=Counter[str])
    held: set[int] = field(default_factory=set[int])
    """Whose request was here when its sender was killed."""
    just_answered: set[int] = field(default_factory=set[int])
    """Whose answer had left right before that; only its reader knew whether it was read."""
    _answered_at: dict[int, float] = field(default_factory=dict[int, float])

    def has_something_in_hand(self) -> bool:
        """Tell whether a request waits for an answer that it will get."""
        return any(
            at == math.inf and person not in self.in_doubt
            for person, at in self._answered_at.items()
        )

    def note_kill(self) -> None:
        """Note for whom it matters that the senders are killed right now."""
        now = asyncio.get_running_loop().time()
        for person, answered_at in self._answered_at.items():
            if answered_at == math.inf:
                self.held.add(person)
            elif answered_at > now - JUST_NOW:
                self.just_answered.add(person)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                )
                chat_id = json.loads(await reader.readexactly(length))["chat_id"]
                person = chat_id if chat_id > 0 else MOVED - chat_id
                self._answered_at[person] = math.inf
                goes_on = await self._answer(person, chat_id, writer)
                self._answered_at[person] = asyncio.get_running_loop().time()
                if not goes_on:
                    return
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            return  # it went, or the bench is over while it waits for an answer
        finally:
            writer.close()

    async def _answer(self, person: int, chat_id: int, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; tell whether the connection goes on."""
        await asyncio.sleep(self.dice.uniform(0.02, 0.08))
        fault = self.dice.choice(self.kinds) if self.dice.random() < SHARE else ""
        if fault == "moved" and chat_id < 0:
            fault = ""
        self.faults[fault or "none"] += 1
        if fault in {"", "cut after"}:
            self.taken[person] += 1
        if fault in IN_DOUBT:
            self.in_doubt.add(person)
        if fault == "403":
            self.refused.add(person)
        if fault == "hang":
            await asyncio.sleep(60)
        if fault in {"hang", "cut before", "cut after"}:
            writer.transport.abort()
            return False
        status, body = _ANSWERS[fault](person)
        writer.write(
            b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            % (status, len(body), body)
        )
        await writer.drain()
        return True


def _refusal(status: int, text: str, **parameters: int) -> tuple[int, bytes]:
    answer = {"ok": False, "error_code": status, "description": text, "parameters": parameters}
    return status, json.dumps(answer).encode()


_ANSWERS: dict[str, Any] = {
    "": lambda _: (200, b'{"ok":true,"result":{"message_id":7,"date":1}}'),
    "429": lambda _: _refusal(429, "Too Many Requests: retry after 1", retry_after=1),
    "500": lambda _: _refusal(500, "Internal Server Error"),
    "502": lambda _: (502, b"<html><body>502 Bad Gateway</body></html>"),
    "403": lambda _: _refusal(403, "Forbidden: bot was blocked by the user"),
    "moved": lambda person: _refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=MOVED - person,
    ),
}
