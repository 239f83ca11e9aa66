"""Messages out, and Telegram's answers to them.

A message with a rich form is offered in it first. A refusal means that it was not sent, so the
same message goes out in HTML then; where it may have arrived, it never does.
"""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from bot.core.outgoing import (
    Fields,
    File,
    Keyboard,
    Message,
    Parcel,
    caption_fields,
    keyboard_fields,
    message_fields,
    plain_fields,
    rich_fields,
)
from bot.core.posts import post_fields
from bot.errors import NotSentError, RejectedError, ThrottledError, UnconfirmedError
from bot.ports import Clock

from .gateway import Gateway, read_answer, whole
from .ratelimit import PATIENCE
from .refusals import is_unknown_method, refusal
from .telegram_http import encode_form

log = logging.getLogger(__name__)

TRIES = 3
_RETRY_SECONDS = 0.5

_UNCHANGED = "message is not modified"
_UNDELETABLE = ("message to delete not found", "message can't be deleted")
_EXPIRED = ("query is too old", "query id is invalid", "query_id_invalid")
_OK = 200
_SENT = re.compile(rb'\{"ok":true,"result":\{"message_id":(\d{1,18})[,}]')
"""How Telegram's server begins the answer to a message it took; the rest is of no use to us."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_RICH = '"rich_message"'
"""Begins the rich form; within a text, JSON puts a backslash before each of the quotes."""


class TelegramMessenger:
    """The Messenger port over the gateway."""

    def __init__(self, gateway: Gateway, clock: Clock, *, pays: bool = False) -> None:
        """`pays`: parcels above Telegram's free rate are paid for in Stars."""
        self._gateway = gateway
        self._clock = clock
        self._pays = pays
        self._knows_rich = True

    async def send(self, chat_id: int, message: Message, *, thread_id: int = 0) -> int:
        """Send to a person who asked; return Telegram's message id."""
        to = _addressed(chat_id, thread_id, {})
        return _message_id(await self._offer(message, "sendRichMessage", "sendMessage", to))

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
        method, at = "editMessageText", {"chat_id": chat_id, "message_id": message_id}
        with _same_is_done():
            await self._offer(message, method, method, at)

    async def edit_keyboard(self, chat_id: int, message_id: int, keyboard: Keyboard) -> None:
        """Replace the buttons of a message; the same ones again are no error."""
        fields = keyboard_fields(keyboard) | {"chat_id": chat_id, "message_id": message_id}
        with _same_is_done():
            await self._answer("editMessageReplyMarkup", fields, chat_id)

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Remove a message; one that is gone or too old to remove is no error."""
        fields = {"chat_id": chat_id, "message_id": message_id}
        try:
            await self._answer("deleteMessage", fields, chat_id)
        except RejectedError as error:
            if not any(text in error.reason.casefold() for text in _UNDELETABLE):
                raise

    async def answer_callback(
        self, query_id: str, text: str = "", *, alert: bool = False, url: str = ""
    ) -> None:
        """Answer a pressed button; an expired query is no error."""
        fields: Fields = {"callback_query_id": query_id}
        if text:
            fields |= {"text": text, "show_alert": alert}
        if url:
            fields["url"] = url
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
        message = _as_post(parcel.message) if parcel.is_post else parcel.message
        rich, plain = _forms(message) if _RICH in message else ("", message)
        if rich and self._knows_rich:
            try:
                return await self._post_parcel("sendRichMessage", parcel, rich, before)
            except RejectedError as error:
                self._note_refusal(error)
                before = None  # it has been marked as on its way
        return await self._post_parcel("sendMessage", parcel, plain, before)

    async def _post_parcel(
        self,
        method: str,
        parcel: Parcel,
        message: str,
        before: Callable[[], Awaitable[None]] | None,
    ) -> int:
        try:
            status, answer = await self._gateway.post_parcel(
                "editMessageText" if parcel.replaces else method,
                _parcel_body(parcel, message, pays=self._pays),
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
            if parcel.replaces and _is_unchanged(error):
                return parcel.replaces
            raise

    async def _offer(self, message: Message, rich: str, plain: str, to: Fields) -> object:
        """Post a message by the method of its rich form, or by that of HTML where it must be."""
        fields, chat_id = message_fields(message), int(to["chat_id"])
        if message.rich and self._knows_rich:
            try:
                return await self._answer(rich, to | rich_fields(fields), chat_id)
            except RejectedError as error:
                if _is_unchanged(error):
                    raise
                self._note_refusal(error)
        return await self._answer(plain, to | plain_fields(fields), chat_id)

    def _note_refusal(self, error: RejectedError) -> None:
        """Remember for as long as this runs that a server is too old for rich messages."""
        if is_unknown_method(error.reason):
            self._knows_rich = False
        log.warning("rich message refused", extra={"facts": {"error": error.reason}})

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
                if not tries or error.retry_after > PATIENCE:
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


@contextmanager
def _same_is_done() -> Iterator[None]:
    """Take an edit to what is there already as done."""
    try:
        yield
    except RejectedError as error:
        if not _is_unchanged(error):
            raise


def _is_unchanged(error: RejectedError) -> bool:
    return _UNCHANGED in error.reason.casefold()


@lru_cache(maxsize=100)  # many parcels share one
def _as_post(message: str) -> str:
    """Return a parcel's message as the readers of a channel get it."""
    return _JSON.encode(post_fields(json.loads(message)))


@lru_cache(maxsize=100)  # many parcels share one
def _forms(message: str) -> tuple[str, str]:
    """Return the rich form of a parcel's message, and the plain one."""
    fields = json.loads(message)
    return _JSON.encode(rich_fields(fields)), _JSON.encode(plain_fields(fields))


def _parcel_body(parcel: Parcel, message: str, *, pays: bool) -> bytes:
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
    return _encode(own)[:-1] + b"," + message[1:].encode()


def _encode(fields: Fields) -> bytes:
    return _JSON.encode(fields).encode()


def _result(chat_id: int, status: int, body: bytes) -> object:
    answer = read_answer(body)
    if status != _OK:
        raise refusal(chat_id, status, answer)
    if answer.get("ok") is True:
        return answer.get("result")
    # Something between us and Telegram took the number of its refusal away, or answered itself.
    raise refusal(chat_id, whole(answer.get("error_code")), answer)


def _message_id(result: object) -> int:
    """Return the id of what was sent all the same where the answer leaves it out (0)."""
    return whole(result.get("message_id")) if isinstance(result, dict) else 0
