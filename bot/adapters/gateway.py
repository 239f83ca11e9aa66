"""The one way out to Telegram: the gate, then the request, then what a 429 asks for."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from bot.ports import BotApi

from .ratelimit import Gate

TOO_MANY_REQUESTS = 429
_RETRY_AFTER = 5
"""Seconds to wait where a 429 does not say."""
_LONGEST_RETRY = 86_400
"""Seconds; after a day it does no harm to ask again, whatever an answer says."""
_LARGEST = 1 << 63
"""Larger than any number of Telegram's, and than what a database takes."""


class Gateway:
    """Lets requests through the gate; everything that leaves for Telegram passes here."""

    def __init__(self, api: BotApi, gate: Gate) -> None:
        self._api = api
        self._gate = gate

    async def post(
        self,
        method: str,
        body: bytes,
        *,
        chat_id: int = 0,
        content_type: str = "application/json",
        patience: float = 20.0,
    ) -> tuple[int, bytes]:
        """Send what a person waits for; `chat_id` is 0 where nothing is shown in a chat.

        `patience` is how many seconds to wait for the answer.
        """
        if chat_id and method.startswith("edit"):
            await self._gate.admit_edit(chat_id)
        elif chat_id:
            await self._gate.admit_answer(chat_id)
        answer = await self._api.post(method, body, content_type=content_type, timeout=patience)
        self._heed(answer, chat_id)
        return answer

    async def post_parcel(
        self,
        method: str,
        body: bytes,
        *,
        chat_id: int,
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> tuple[int, bytes]:
        """Send what nobody waits for; `before` is awaited right before the request is written."""
        await self._gate.admit_parcel(chat_id)
        if before is not None:
            await before()
        answer = await self._api.post(method, body)
        self._heed(answer, chat_id)
        return answer

    def _heed(self, answer: tuple[int, bytes], chat_id: int) -> None:
        status, body = answer
        if status == TOO_MANY_REQUESTS:
            self._gate.close(retry_after(read_answer(body)), chat_id)


def read_answer(body: bytes) -> dict[str, Any]:
    """Return the JSON object of an answer, an empty one where it is anything else."""
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def whole(value: object) -> int:
    """Return a number of an answer, 0 for anything else."""
    return value if isinstance(value, int) and abs(value) < _LARGEST else 0


def parameter(answer: dict[str, Any], name: str) -> int:
    """Return a number of the answer's `parameters` (Bot API, ResponseParameters), 0 for none."""
    parameters = answer.get("parameters")
    return whole(parameters.get(name)) if isinstance(parameters, dict) else 0


def retry_after(answer: dict[str, Any]) -> float:
    """Return the seconds a 429 asks to wait, a day at most."""
    seconds = parameter(answer, "retry_after")
    return min(seconds, _LONGEST_RETRY) if seconds > 0 else _RETRY_AFTER
