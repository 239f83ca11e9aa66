"""What leaves for Telegram: messages with buttons, and parcels in the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, NewType, TypeAlias

from .audience import ChatId, DueGroup, PastId, SubscriberId
from .news import StoryId
from .wishes import WishButton, wish_fields

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One Telegram message: HTML that fits 4096 UTF-16 units after parsing, and its buttons."""

    html: str
    rich: str = ""
    """The same as a rich message (Bot API, Rich HTML style), where it has that form too."""
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


def message_fields(message: Message) -> Fields:
    """Return what sendMessage and editMessageText need of `message`, without a chat.

    Where it has a rich form, `rich_message` stands beside the text; a request takes one of both.
    """
    fields: Fields = {"text": message.html, "parse_mode": "HTML"}
    if message.rich:
        fields["rich_message"] = {"html": message.rich}
    if message.preview_url:
        fields["link_preview_options"] = {"url": message.preview_url, "prefer_small_media": True}
    else:
        fields["link_preview_options"] = {"is_disabled": True}
    if message.wish is not None:
        return fields | wish_fields(message.wish)
    if message.ends_wish:
        return fields | {"reply_markup": {"remove_keyboard": True}}
    return fields | keyboard_fields(message.keyboard)


def plain_fields(fields: Fields) -> Fields:
    """Return what `message_fields` gave, without the rich form."""
    return {name: value for name, value in fields.items() if name != "rich_message"}


def rich_fields(fields: Fields) -> Fields:
    """Return what sendRichMessage takes of what `message_fields` gave; nothing where it is plain.

    In a request of editMessageText it makes a message rich, or keeps it so.
    """
    kept = ("rich_message", "reply_markup") if "rich_message" in fields else ()
    return {name: fields[name] for name in kept if name in fields}


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
    """The chat is gone or may not be written to; nothing to do."""


class Closing(StrEnum):
    """What is closed to us together with a parcel."""

    NOTHING = "nothing"
    TOPIC = "topic"
    CHAT = "chat"
    """With all its topics."""


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
    is_post: bool = False
    """It stands in a channel, before all its readers."""


class Recipients(NamedTuple):
    """Subscribers with one slot and past, and the slot that follows it."""

    ids: Sequence[SubscriberId]
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
    """A weekly review for due subscribers with equal preferences and past."""

    step: Step
    recipients: Sequence[Recipients]


class Kin(NamedTuple):
    """The numbers by which subscribers who are planned alike are known where they are stored."""

    preference: int
    schedule: int
    past: PastId | None
    alone: SubscriberId | None
    """Whoever is alike with nobody: they muted a story, are paused, or had their slot before."""


class Stretch(NamedTuple):
    """Subscribers who wait for one slot and are neighbours by their ids."""

    after: int
    """The number before the first id."""
    until: int
    """The last id."""


class Portion(NamedTuple):
    """Those of a stretch who were read."""

    stretch: Stretch
    groups: Sequence[DueGroup]
    """Each kin has a group, with the first of them for all."""
    kin: Mapping[SubscriberId, Kin]
    """By the first of them."""
    people: Mapping[SubscriberId, int]
    """How many there are of each kin, by the first of them."""


class Move(NamedTuple):
    """What becomes of the kin whose slot has come."""

    kin: Kin
    step: PastId | None
    """The stored step that they get; None for nothing, where they only move on."""
    next_digest_at: datetime


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
    closes: Closing = Closing.NOTHING
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
