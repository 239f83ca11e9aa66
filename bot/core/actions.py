"""What a button does, as typed values; `bot.core.callbacks` writes them into callback data."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from .admin import (
    ManageSource,
    ManageStory,
    RestoreStory,
    SendBroadcast,
    ShowAdmin,
    ShowSources,
    TellReaders,
)
from .audience import Axis, Effect, FeedbackKind
from .choices import Choice
from .news import StoryId

MAX_LIST = 20
"""Stories on one page of a list."""
MAX_SIZE = 20
"""Stories in a digest."""


class ListKind(StrEnum):
    """Which list a page belongs to."""

    LATEST = "l"
    TOP = "p"
    TAG = "t"
    SEARCH = "s"
    SAVED = "v"


class Screen(StrEnum):
    """A screen of buttons that edits itself."""

    SETTINGS = "s"
    LANGUAGE = "l"
    TIME = "t"
    TIMEZONE = "z"
    SIZE = "n"
    FLOOR = "f"
    PARTS = "c"
    MUTED = "m"
    MUTING = "d"
    """Asks what more shall be muted."""
    TASTE = "y"
    ALERTS = "b"
    QUIET = "q"
    PAUSE = "p"
    CHATS = "g"
    REVIEW = "w"


class Flow(StrEnum):
    """Where a screen was opened from, so that an answer leads on or back."""

    SETTINGS = "s"
    START = "w"
    """The welcome: language, then time and zone, then topics."""


class TagOrigin(StrEnum):
    """Where a follow or mute button stands, and so what to show after it is pressed."""

    FOLLOWING = "f"
    """The page of all tags, where a tap follows."""
    MUTING = "m"
    """The page of all tags, where a tap mutes."""
    TOPICS = "s"
    """The topics screen of the settings."""
    START = "w"
    """The topics screen of the welcome."""
    LIST = "l"
    """A list of stories; only the pressed button changes."""


@dataclass(frozen=True, slots=True)
class OpenStory:
    """Show a story's card."""

    story_id: StoryId


@dataclass(frozen=True, slots=True)
class ToggleDetails:
    """Show a card with or without the reasons for its scores and its sources."""

    story_id: StoryId
    is_open: bool
    """What is wanted after the press."""


@dataclass(frozen=True, slots=True)
class ShareStory:
    """Show the ways to share a story."""

    story_id: StoryId


@dataclass(frozen=True, slots=True)
class SaveStory:
    """Set or remove a bookmark."""

    story_id: StoryId
    is_on: bool
    """What is wanted after the press."""


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """Ask for more or less like a story, or no more of it, or take that back."""

    story_id: StoryId
    kind: FeedbackKind
    is_on: bool = True
    """What is wanted after the press."""


@dataclass(frozen=True, slots=True)
class Keyset:
    """Where a page of a list by time starts: after this story."""

    at: datetime
    story_id: StoryId


@dataclass(frozen=True, slots=True)
class ShowList:
    """Show one page of a list; `start` None is its beginning, a number is an offset."""

    kind: ListKind
    size: int
    start: Keyset | int | None = None
    subject: str = ""
    """The tag's key, the words searched for, or the period of the top list."""


@dataclass(frozen=True, slots=True)
class ShowTags:
    """Show one page of all tags, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class MarkTags:
    """Show one page of all tags, where a tap follows one or mutes it, or undoes that."""

    effect: Effect
    page: int


@dataclass(frozen=True, slots=True)
class SetTag:
    """Follow a tag, mute it, or (None) neither."""

    tag: str
    effect: Effect | None
    origin: TagOrigin
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowScreen:
    """Show a screen of settings."""

    screen: Screen
    flow: Flow = Flow.SETTINGS


@dataclass(frozen=True, slots=True)
class ShowTopics:
    """Show one page of the topics to choose from, counted from 0."""

    flow: Flow
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Choose an interface language."""

    language: str
    flow: Flow = Flow.SETTINGS


@dataclass(frozen=True, slots=True)
class SetTime:
    """Choose the minute after local midnight at which digests come.

    In the settings it is added to the other times, or taken from them.
    """

    minutes: int
    flow: Flow = Flow.SETTINGS


@dataclass(frozen=True, slots=True)
class SetTimezone:
    """Choose a time zone by its IANA name."""

    timezone: str
    flow: Flow = Flow.SETTINGS


@dataclass(frozen=True, slots=True)
class SetSize:
    """Choose how many stories a digest has."""

    size: int


@dataclass(frozen=True, slots=True)
class SetFloor:
    """Choose the least score a story needs on an axis."""

    floor: int
    axis: Axis = Axis.TOTAL


@dataclass(frozen=True, slots=True)
class ToggleWeekday:
    """Turn digests on or off on a weekday; 0 is Monday."""

    weekday: int


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Turn digests on, with the schedule as it is."""


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Turn digests off."""


@dataclass(frozen=True, slots=True)
class Close:
    """Remove the message with its buttons."""


Action: TypeAlias = (
    OpenStory
    | ToggleDetails
    | ShareStory
    | SaveStory
    | GiveFeedback
    | ShowList
    | ShowTags
    | MarkTags
    | SetTag
    | ShowScreen
    | ShowTopics
    | SetLanguage
    | SetTime
    | SetTimezone
    | SetSize
    | SetFloor
    | ToggleWeekday
    | Subscribe
    | Unsubscribe
    | Close
    | Choice
    | ShowAdmin
    | ShowSources
    | ManageSource
    | ManageStory
    | TellReaders
    | RestoreStory
    | SendBroadcast
)
