"""Telegram without a socket: the port's BotApi over the simulator's ASGI app."""

import asyncio
import json
from typing import Any

from starlette.types import ASGIApp, Message

from bot.errors import UnconfirmedError


class AsgiApi:
    """Implements `bot.ports.BotApi` by calling the app in this process.

    A connection that the simulator cuts, or an answer it never gives, raises UnconfirmedError at
    once: no test has to wait for a timeout.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._path = f"/bot{token}"

    async def post(
        self,
        method: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        timeout: float = 20.0,  # noqa: ASYNC109 - the port's own parameter
    ) -> tuple[int, bytes]:
        exchange = _Exchange(body)
        path = f"{self._path}/{method}"
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(b"content-type", content_type.encode())],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        try:
            async with asyncio.timeout(timeout):
                await self._app(scope, exchange.receive, exchange.send)
        except TimeoutError as error:
            raise UnconfirmedError(_chat_of(body, content_type), "no answer in time") from error
        if not exchange.is_whole:
            raise UnconfirmedError(_chat_of(body, content_type), "the connection was cut")
        return exchange.status, bytes(exchange.answer)


class _Exchange:
    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self.status = 0
        self.answer = bytearray()
        self.is_whole = False

    async def receive(self) -> Message:
        if self._body is None:
            # Whoever waits for the client to leave will never answer: leave now.
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.answer += message.get("body", b"")
            self.is_whole = not message.get("more_body", False)


def _chat_of(body: bytes, content_type: str) -> int:
    fields: Any = json.loads(body or b"{}") if content_type == "application/json" else {}
    chat_id = fields.get("chat_id")
    return chat_id if isinstance(chat_id, int) else 0
