"""Requests to the Bot API over aiohttp, for the messenger and for python-telegram-bot alike."""

import json
from collections.abc import Mapping
from functools import cache
from math import ceil
from typing import Any

import aiohttp
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.errors import NotSentError, ThrottledError, UnconfirmedError

from .gateway import Gateway
from .session import OwnsSession

CONNECT_SECONDS = 10.0
KEEP_ALIVE_SECONDS = 30.0
READ_SECONDS = 20.0
_NOT_WRITTEN = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_SHOWN = ("send", "edit", "copy", "forward")
_SILENT = frozenset({"sendChatAction"})


class AiohttpApi(OwnsSession):
    """The BotApi port over keep-alive connections."""

    def __init__(self, base_url: str, token: str) -> None:
        """Speak as the bot of `token` to `base_url` (https://api.telegram.org or one's own)."""
        session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE_SECONDS),
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        super().__init__(session)
        self._prefix = f"{base_url.rstrip('/')}/bot{token}/"

    async def post(
        self,
        method: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        timeout: float = READ_SECONDS,  # noqa: ASYNC109 - the port's own parameter
    ) -> tuple[int, bytes]:
        """Send a body; see the port for what each error means."""
        try:
            async with self._session.post(
                self._prefix + method,
                data=aiohttp.BytesPayload(body, content_type=content_type),
                timeout=_deadline(timeout),
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except _NOT_WRITTEN as error:
            raise NotSentError(0, _reason(method, error)) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnconfirmedError(0, _reason(method, error)) from error


@cache
def _deadline(seconds: float) -> aiohttp.ClientTimeout:
    """Return one deadline for the whole exchange; a timer for its reads would cost one more."""
    return aiohttp.ClientTimeout(total=seconds, connect=CONNECT_SECONDS)


def _reason(method: str, error: Exception) -> str:
    """Name the method and the kind of error; its text would show the token in the address."""
    return f"{method}: {type(error).__name__}"


class ApiRequest(BaseRequest):
    """python-telegram-bot's requests, by way of the gateway."""

    def __init__(self, gateway: Gateway) -> None:
        super().__init__()
        self._gateway = gateway

    @property
    def read_timeout(self) -> float:
        """Return the default read timeout in seconds."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Do nothing: the gateway is opened by whoever made it."""

    async def shutdown(self) -> None:
        """Do nothing: the gateway is closed by whoever made it."""

    async def do_request(  # noqa: PLR0917 - the base class calls it so
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        """Send one request; only calls of Bot API methods are supported, no file downloads."""
        del write_timeout, connect_timeout, pool_timeout  # one deadline covers the whole exchange
        if method != "POST":
            raise NetworkError("files are never downloaded")
        name = url.rpartition("/")[2]
        content_type, body = await _encode(request_data)
        patience = float(read_timeout) if isinstance(read_timeout, int | float) else READ_SECONDS
        try:
            return await self._gateway.post(
                name,
                body,
                chat_id=_shown_in(name, request_data),
                content_type=content_type,
                patience=patience,
            )
        except ThrottledError as error:
            raise RetryAfter(ceil(error.retry_after)) from error
        except UnconfirmedError as error:
            raise TimedOut(error.reason) from error
        except NotSentError as error:
            raise NetworkError(error.reason) from error


async def _encode(data: RequestData | None) -> tuple[str, bytes]:
    """Return content type and body: JSON, or a multipart form where files go along."""
    if data is None:
        return "application/json", b"{}"
    if not data.contains_files:
        return "application/json", json.dumps(data.parameters, ensure_ascii=False).encode()
    return await encode_form(data.json_parameters, data.multipart_data)


async def encode_form(
    fields: Mapping[str, Any], files: Mapping[str, tuple[str, Any, str]]
) -> tuple[str, bytes]:
    """Return content type and body of a multipart form.

    `files` hold a name, the content and its type; what is no text in `fields` goes as JSON (Bot
    API, making requests).
    """
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for name, (filename, content, content_type) in files.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    payload = form()
    return payload.headers["Content-Type"], await payload.as_bytes()


def _shown_in(method: str, data: RequestData | None) -> int:
    """Return the chat where `method` shows something, 0 for none."""
    chat_id = data.parameters.get("chat_id", 0) if data else 0
    is_shown = method.startswith(_SHOWN) and method not in _SILENT
    return chat_id if is_shown and isinstance(chat_id, int) else 0
