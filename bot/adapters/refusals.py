"""What Telegram's refusals mean to us, by one table."""

from typing import Any

from bot.errors import (
    DeliveryError,
    MovedError,
    NotSentError,
    RejectedError,
    SilencedError,
    ThrottledError,
    TopicClosedError,
    UnconfirmedError,
    UnreachableError,
)

from .gateway import TOO_MANY_REQUESTS, parameter, retry_after

# Texts of Telegram's own server (tdlib/telegram-bot-api, Client.cpp), casefolded; the first that
# is contained in the description decides, and only then the status.
_CLOSED = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "channel_private",
    "channel_invalid",
    "user_is_blocked",
    "input_user_deactivated",
    "need administrator rights in the channel",
)
# A group may forbid its members to write for a while and tells no bot when it is over. What may
# be written but not with a picture or a file is refused as any message is. The server itself sends
# these with 400 (it turns a 403 with a name in capitals into one); proxies and forks do not all.
_SILENCED = (
    "chat_write_forbidden",
    "chat_send_plain_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "user_banned_in_channel",
    "have no rights to send a message",
    "not enough rights to send text messages",
)
_TOPIC_CLOSED = ("topic_closed", "topic_deleted", "message thread not found")
_MEANINGS: tuple[tuple[type[DeliveryError], tuple[str, ...]], ...] = (
    (UnreachableError, _CLOSED),
    (SilencedError, _SILENCED),
    (TopicClosedError, _TOPIC_CLOSED),
)
_UNKNOWN_METHOD = "method not found"
_OK = 200
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
    is_unauthorized = status in _UNAUTHORIZED and not is_unknown_method(reason)
    if is_unauthorized or status == _CONFLICT:
        # The token is wrong, not the message: nothing was sent, and an operator can mend it.
        return NotSentError(chat_id, reason)
    kinds = (kind for kind, texts in _MEANINGS if any(t in reason.casefold() for t in texts))
    unknown = UnreachableError if status == _FORBIDDEN else RejectedError
    return next(kinds, unknown)(chat_id, reason)


def is_unknown_method(reason: str) -> bool:
    """Tell whether a server refused because it is older than the method."""
    return _UNKNOWN_METHOD in reason.casefold()
