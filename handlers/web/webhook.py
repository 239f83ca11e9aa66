"""Updates that Telegram posts to us (Bot API, setWebhook)."""

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, no secret
LONGEST_UPDATE = 1_000_000
"""Bytes; Telegram's own are far shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where updates arrive and who takes them."""

    path: str
    secret: str
    receive: Callable[[dict[str, Any]], Awaitable[None]]


def webhook_route(webhook: Webhook) -> Route:
    """Return the route that takes updates."""

    async def take(request: Request) -> Response:
        """Hand on an update; anything that does not know the secret is refused."""
        secret = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(secret.encode(), webhook.secret.encode()):
            return Response(status_code=403)
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST_UPDATE:
                return Response(status_code=413)
        try:
            update = json.loads(body)
        except ValueError:
            update = None
        if not isinstance(update, dict):
            return Response(status_code=400)
        await webhook.receive(update)
        return Response(status_code=200)

    return Route(webhook.path, take, methods=["POST"])
