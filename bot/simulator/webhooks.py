"""Sending updates to the bot's webhook (Bot API, setWebhook)."""

import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from http.client import responses
from typing import TypeAlias

from aiohttp import ClientError, ClientSession

from .state import State

Deliver: TypeAlias = Callable[[str, Mapping[str, str], bytes], Awaitable[int]]
"""POSTs a body with headers to an address; returns the status, raises OSError without one."""

_LONGEST_WAIT = 60.0


class WebhookSender:
    """Posts one update after the other, each until the bot answers with 2xx."""

    def __init__(
        self, state: State, deliver: Deliver, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._state = state
        self._deliver = deliver
        self._sleep = sleep

    async def run(self) -> None:
        """Send whatever arrives, for ever; waits twice as long after each failure."""
        wait = 1.0
        while True:
            if await self.send_next():
                wait = 1.0
            else:
                await self._sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)

    async def send_next(self) -> bool:
        """Wait for an update and post it once; tell whether the bot took it."""
        queue = self._state.updates
        webhook = await queue.deliverable()
        update = queue.pending[0]
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
        try:
            status = await self._deliver(webhook.url, headers, json.dumps(update).encode())
        except OSError:
            webhook.failed(self._state.now(), "Connection refused")
            return False
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            phrase = responses.get(status, "")
            reason = f"Wrong response from the webhook: {status} {phrase}".rstrip()
            webhook.failed(self._state.now(), reason)
            return False
        queue.confirm(update["update_id"] + 1)
        return True


def http_deliver(session: ClientSession) -> Deliver:
    """Return a delivery over real HTTP."""

    async def deliver(url: str, headers: Mapping[str, str], body: bytes) -> int:
        try:
            async with session.post(url, data=body, headers=headers) as response:
                return response.status
        except ClientError as error:
            raise ConnectionError(str(error)) from error

    return deliver
