"""Messages out: Telegram's answers come in as our errors, by one table."""

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.core.outgoing import (
    Fields,
    File,
    Keyboard,
    Message,
    Parcel,
    caption_fields,
    keyboard_fields,
    message_fields,
)
from bot.errors import (
    DeliveryError,
    MovedError,
    NotSentError,
    RejectedError,
    ThrottledError,
    TopicClosedError,
    UnconfirmedError,
    UnreachableError,
)
from bot.ports import Clock

from .gateway import TOO_MANY_REQUESTS, Gateway, parameter, read_answer, retry_after
from .telegram_http import encode_form

TRIES = 3
LONGEST_WAIT = 10.0
"""Seconds; a person who would wait longer hears nothing of it, the handler's error does."""
_RETRY_SECONDS = 0.5

# Texts of Telegram's own server (tdlib/telegram-bot-api, Client.cpp), casefolded; the first that
# is contained in the description decides, after the status.
_CLOSED = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "channel_private",
    "chat_write_forbidden",
    "chat_restricted",
    "user_is_blocked",
    "input_user_deactivated",
    "have no rights to send a message",
    "not enough rights to send",
    "need administrator rights in the channel",
)
_TOPIC_CLOSED = ("topic_closed", "topic_deleted", "message thread not found")
_UNCHANGED = "message is not modified"
_UNDELETABLE = ("message to delete not found", "message can't be deleted")
_EXPIRED = ("query is too old", "query id is invalid", "query_id_invalid")
_OK = 200
_SENT = re.compile(rb'\{"ok":true,"result":\{"message_id":(\d+)[,}]')
"""How Telegram's server begins the answer to a message it took; the rest is of no use to us."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNAUTHORIZED = frozenset({401, 404})
_FORBIDDEN = 403
_CONFLICT = 409
_SERVER_ERROR = 500


def refusal(chat_id: int, status: int, answer: dict[str, Any]) -> DeliveryError:
    """Return the error that an answer other than "ok" means for `chat_id`."""
    reason = str(answer.get("description") or f"HTTP {status}")
    if status == TOO_MANY_REQUESTS:
        return ThrottledError(chat_id, retry_after(answer))
    if status >= _SERVER_ERROR or status < _OK or not answer:
        return UnconfirmedError(chat_id, reason)
    if moved_to := parameter(answer, "migrate_to_chat_id"):
        return MovedError(chat_id, moved_to)
    if status in _UNAUTHORIZED or status == _CONFLICT:
        # The token is wrong, not the message: nothing was sent, and an operator can mend it.
        return NotSentError(chat_id, reason)
    if status == _FORBIDDEN or any(text in reason.casefold() for text in _CLOSED):
        return UnreachableError(chat_id, reason)
    is_topic = any(text in reason.casefold() for text in _TOPIC_CLOSED)
    return (TopicClosedError if is_topic else RejectedError)(chat_id, reason)


class TelegramMessenger:
    """The Messenger port over the gateway."""

    def __init__(self, gateway: Gateway, clock: Clock, *, pays: bool = False) -> None:
        """`pays`: parcels above Telegram's free rate are paid for in Stars."""
        self._gateway = gateway
        self._clock = clock
        self._pays = pays

    async def send(self, chat_id: int, message: Message, *, thread_id: int = 0) -> int:
        """Send to a person who asked; return Telegram's message id."""
        fields = _addressed(chat_id, thread_id, message_fields(message))
        return _message_id(await self._answer("sendMessage", fields, chat_id))

    async def send_photo(
        self, chat_id: int, photo: bytes, caption: Message, *, thread_id: int = 0
    ) -> int:
        """Send a PNG with words below it; return Telegram's message id."""
        fields = caption_fields(caption)
        content_type, body = await encode_form(
            _addressed(chat_id, thread_id, fields), {"photo": ("chart.png", photo, "image/png")}
        )
        return _message_id(await self._post("sendPhoto", body, chat_id, content_type))

    async def send_file(
        self, chat_id: int, file: File, *, caption: str = "", thread_id: int = 0
    ) -> int:
        """Send a document to a person who asked, its caption in HTML; return the message id."""
        fields: Fields = {"caption": caption, "parse_mode": "HTML"}
        content_type, body = await encode_form(
            _addressed(chat_id, thread_id, fields),
            {"document": (file.name, file.content, file.media_type)},
        )
        return _message_id(await self._post("sendDocument", body, chat_id, content_type))

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        """Replace a message in place; the same content again is no error."""
        fields = message_fields(message) | {"chat_id": chat_id, "message_id": message_id}
        await self._edit("editMessageText", fields, chat_id)

    async def edit_keyboard(self, chat_id: int, message_id: int, keyboard: Keyboard) -> None:
        """Replace the buttons of a message; the same ones again are no error."""
        fields = keyboard_fields(keyboard) | {"chat_id": chat_id, "message_id": message_id}
        await self._edit("editMessageReplyMarkup", fields, chat_id)

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Remove a message; one that is gone or too old to remove is no error."""
        fields = {"chat_id": chat_id, "message_id": message_id}
        try:
            await self._answer("deleteMessage", fields, chat_id)
        except RejectedError as error:
            if not any(text in error.reason.casefold() for text in _UNDELETABLE):
                raise

    async def answer_callback(self, query_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a pressed button; an expired query is no error."""
        fields: Fields = {"callback_query_id": query_id}
        if text:
            fields |= {"text": text, "show_alert": alert}
        await self._answer_query("answerCallbackQuery", fields)

    async def answer_inline(
        self,
        query_id: str,
        results: Sequence[Fields],
        *,
        cache_seconds: int,
        next_offset: str = "",
        hint: str = "",
    ) -> None:
        """Answer an inline query; an expired query is no error."""
        fields: Fields = {
            "inline_query_id": query_id,
            "results": list(results),
            "cache_time": cache_seconds,
            "is_personal": True,
            "next_offset": next_offset,
        }
        if hint:
            fields["button"] = {"text": hint, "start_parameter": "search"}
        await self._answer_query("answerInlineQuery", fields)

    async def send_parcel(
        self, parcel: Parcel, *, before: Callable[[], Awaitable[None]] | None = None
    ) -> int:
        """Send a parcel of the outbox, once; or edit what it replaces; return the message id."""
        try:
            status, answer = await self._gateway.post_parcel(
                "editMessageText" if parcel.replaces else "sendMessage",
                _parcel_body(parcel, pays=self._pays),
                chat_id=parcel.chat_id,
                before=before,
            )
        except (NotSentError, UnconfirmedError) as error:
            raise type(error)(parcel.chat_id, error.reason) from error
        if status == _OK and (sent := _SENT.match(answer)):
            return int(sent[1])
        try:
            return _message_id(_result(parcel.chat_id, status, answer))
        except RejectedError as error:
            if parcel.replaces and _UNCHANGED in error.reason.casefold():
                return parcel.replaces
            raise

    async def _edit(self, method: str, fields: Fields, chat_id: int) -> None:
        try:
            await self._answer(method, fields, chat_id)
        except RejectedError as error:
            if _UNCHANGED not in error.reason.casefold():
                raise

    async def _answer_query(self, method: str, fields: Fields) -> None:
        try:
            await self._answer(method, fields, chat_id=0)
        except RejectedError as error:
            if not any(text in error.reason.casefold() for text in _EXPIRED):
                raise

    async def _answer(self, method: str, fields: Fields, chat_id: int) -> object:
        return await self._post(method, _encode(fields), chat_id, "application/json")

    async def _post(self, method: str, body: bytes, chat_id: int, content_type: str) -> object:
        """Send what a person waits for, again where it surely did not arrive."""
        tries = TRIES
        while True:
            tries -= 1
            try:
                answer = await self._gateway.post(
                    method, body, chat_id=chat_id, content_type=content_type
                )
                return _result(chat_id, *answer)
            except ThrottledError as error:
                if not tries or error.retry_after > LONGEST_WAIT:
                    raise
                await self._clock.sleep(error.retry_after)
            except NotSentError as error:
                if not tries:
                    raise NotSentError(chat_id, error.reason) from error
                await self._clock.sleep(_RETRY_SECONDS)


def _addressed(chat_id: int, thread_id: int, fields: Fields) -> Fields:
    to: Fields = {"chat_id": chat_id}
    if thread_id:
        to["message_thread_id"] = thread_id
    return to | fields


def _parcel_body(parcel: Parcel, *, pays: bool) -> bytes:
    """Put what is one chat's own before the message, which many share and nobody reads again."""
    own: Fields = {"chat_id": parcel.chat_id}
    if parcel.replaces:
        own["message_id"] = parcel.replaces
    else:
        if parcel.thread_id:
            own["message_thread_id"] = parcel.thread_id
        if parcel.is_silent:
            own["disable_notification"] = True
        if pays:
            own["allow_paid_broadcast"] = True
    return _encode(own)[:-1] + b"," + parcel.message[1:].encode()


def _encode(fields: Fields) -> bytes:
    return _JSON.encode(fields).encode()


def _result(chat_id: int, status: int, body: bytes) -> object:
    answer = read_answer(body)
    if status == _OK and answer.get("ok") is True:
        return answer.get("result")
    raise refusal(chat_id, status, answer)


def _message_id(result: object) -> int:
    return int(result["message_id"]) if isinstance(result, dict) else 0
