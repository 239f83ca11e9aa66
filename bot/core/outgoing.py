"""What leaves for Telegram: messages with buttons, and parcels in the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, NewType, TypeAlias

from .audience import ChatId, PastId, SubscriberId
from .news import StoryId

ParcelId = NewType("ParcelId", int)

Fields: TypeAlias = dict[str, Any]
"""Parameters of a Bot API method, JSON-ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An inline button (Bot API, InlineKeyboardButton); exactly one action is set."""

    text: str
    data: str = ""
    """Callback data, at most 64 bytes of UTF-8."""
    url: str = ""
    copy: str = ""
    """Text to copy, at most 256 characters."""


Keyboard: TypeAlias = tuple[tuple[Button, ...], ...]


class Wish(StrEnum):
    """What a button in the place of a person's keyboard asks them for."""

    LOCATION = "location"
    CHANNEL = "channel"
    """A channel of theirs, in which the bot gets the right to post."""


@dataclass(frozen=True, slots=True)
class WishButton:
    """A button in the place of the keyboard, in private chats only (Bot API, KeyboardButton)."""

    text: str
    wish: Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One Telegram message: HTML that fits 4096 UTF-16 units after parsing, and its buttons."""

    html: str
    keyboard: Keyboard = ()
    preview_url: str = ""
    """The link to preview; empty means no preview."""
    wish: WishButton | None = None
    """Stands where an inline keyboard cannot; a message has one or the other."""
    ends_wish: bool = False
    """Takes a wish's button away again."""


def _button_fields(button: Button) -> Fields:
    fields: Fields = {"text": button.text}
    if button.data:
        fields["callback_data"] = button.data
    elif button.url:
        fields["url"] = button.url
    else:
        fields["copy_text"] = {"text": button.copy}
    return fields


def keyboard_fields(keyboard: Keyboard) -> Fields:
    """Return the parameter that puts `keyboard` under a message; none where it is empty."""
    if not keyboard:
        return {}
    rows = [[_button_fields(button) for button in row] for row in keyboard]
    return {"reply_markup": {"inline_keyboard": rows}}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A document to send, at most 50 MB (Bot API, sendDocument)."""

    name: str
    content: bytes
    media_type: str


CHANNEL_REQUEST = 1
"""The request_id of a Wish.CHANNEL; a button of another number is none of ours."""


def _wish_fields(wish: WishButton) -> Fields:
    button: Fields = {"text": wish.text}
    if wish.wish is Wish.LOCATION:
        button["request_location"] = True
    else:
        # Whoever picks a channel can give the bot its rights in the same step.
        rights = dict.fromkeys(_NO_RIGHTS, False) | {"can_post_messages": True}
        button["request_chat"] = {
            "request_id": CHANNEL_REQUEST,
            "chat_is_channel": True,
            "user_administrator_rights": rights | {"can_promote_members": True},
            "bot_administrator_rights": rights,
        }
    return {
        "reply_markup": {
            "keyboard": [[button]],
            "resize_keyboard": True,
            "one_time_keyboard": True,
        }
    }


_NO_RIGHTS = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
"""Required members of ChatAdministratorRights."""


def message_fields(message: Message) -> Fields:
    """Return what sendMessage and editMessageText need of `message`, without a chat."""
    fields: Fields = {"text": message.html, "parse_mode": "HTML"}
    if message.preview_url:
        fields["link_preview_options"] = {"url": message.preview_url, "prefer_small_media": True}
    else:
        fields["link_preview_options"] = {"is_disabled": True}
    if message.wish is not None:
        return fields | _wish_fields(message.wish)
    if message.ends_wish:
        return fields | {"reply_markup": {"remove_keyboard": True}}
    return fields | keyboard_fields(message.keyboard)


def caption_fields(message: Message) -> Fields:
    """Return what sendPhoto needs of `message` for its caption, without a chat."""
    return {"caption": message.html, "parse_mode": "HTML"} | keyboard_fields(message.keyboard)


class ParcelState(StrEnum):
    """Where a parcel stands; see docs/adr for the protocol."""

    QUEUED = "queued"
    LEASED = "leased"
    """Claimed by one sender; nothing has been written to the network."""
    SENDING = "sending"
    """Committed before the request is written: from here on it may have arrived."""
    SENT = "sent"
    UNCONFIRMED = "unconfirmed"
    """It may have arrived; never sent again."""
    PARKED = "parked"
    """Telegram will never take it; an operator must look."""
    CLOSED = "closed"
    """The chat is gone; nothing to do."""


class ParcelKind(StrEnum):
    """What a parcel is part of; the earlier kind leaves first, also in the order of the words."""

    ALERT = "alert"
    DIGEST = "digest"
    EDIT = "edit"
    """A card that somebody opened, in new words."""
    NOTICE = "notice"
    """A word from the operators, about a story or about anything; it makes no sound."""
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message to one chat, claimed from the outbox."""

    id: ParcelId
    kind: ParcelKind
    subscriber_id: SubscriberId
    chat_id: ChatId
    thread_id: int
    is_silent: bool
    """It arrives without a sound."""
    slot: datetime
    part: int
    attempts: int
    """Tries so far, this one included."""
    owner: str
    """Names the claim that leased it; no two claims have the same."""
    message: str
    """The JSON of `message_fields`, without a chat; many parcels share it."""
    replaces: int = 0
    """Telegram's id of the message that this one edits, 0 for a new one."""


class Recipients(NamedTuple):
    """Subscribers with one slot and past, and the slot that follows it."""

    ids: tuple[SubscriberId, ...]
    past: PastId | None
    slot: datetime
    next_digest_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is shown at once: it becomes the newest step of the past of those who get it."""

    past: PastId | None
    """What they were shown before; theirs may be others that hold the same."""
    story_ids: tuple[StoryId, ...]
    messages: tuple[Fields, ...] = ()
    """Its parts, as `message_fields` gives them; none where nothing is sent."""
    known_ids: tuple[StoryId, ...] = ()
    """What the messages hold besides, though it was shown before."""
    reader: SubscriberId | None = None
    """One of those a digest or a review was rendered for; none where it is neither."""


class PlannedDigest(NamedTuple):
    """A digest for due subscribers with equal preferences and past."""

    step: Step | PastId
    """What they get, or its name where it is stored already."""
    recipients: tuple[Recipients, ...]


class Planned(NamedTuple):
    """What became of planned digests."""

    recipients: int
    """The subscribers for whom one was queued."""
    steps: tuple[PastId, ...]
    """The names of what they get, in the order of the digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelResult:
    """What became of a claimed parcel."""

    parcel_id: ParcelId
    owner: str
    """The claim that leased the parcel."""
    state: ParcelState
    """QUEUED (again, at `retry_at`), SENT, UNCONFIRMED, PARKED or CLOSED."""
    telegram_message_id: int = 0
    retry_at: datetime | None = None
    is_topic_only: bool = False
    """What is CLOSED is the forum topic, not the chat."""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOfDelivery:
    """How delivery went in one hour."""

    start: datetime
    sent: int
    retried: int
    """Of those sent, how many needed more than one try."""
    parked: int
    unconfirmed: int
    late_p50: timedelta
    """From the slot to when Telegram took it, the median."""
    late_p99: timedelta


QueueDepths: TypeAlias = Mapping[ParcelState, int]
