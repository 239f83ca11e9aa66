"""What operators press, and what they see: the values of `/admin`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .audience import ChatId
from .broadcast import BroadcastId
from .news import Source, SourceId, StoryId
from .outgoing import ParcelKind, ParcelState

SOURCES_A_PAGE = 8


class AdminScreen(StrEnum):
    """A screen that needs nothing but its name."""

    HOME = "h"
    QUEUE = "q"
    STORIES = "s"
    FIGURES = "f"


class SourceVerb(StrEnum):
    """What to do with one source before it is shown."""

    SHOW = "s"
    TEST = "t"
    PAUSE = "p"
    RESUME = "r"


class SourceState(StrEnum):
    """How a source fares; those that want a look come first."""

    FAILING = "failing"
    PAUSED = "paused"
    OFF = "off"
    """It left the list, or is gone for good."""
    NEW = "new"
    """Never read so far."""
    OK = "ok"


@dataclass(frozen=True, slots=True)
class ShowAdmin:
    """Show an operators' screen."""

    screen: AdminScreen


@dataclass(frozen=True, slots=True)
class ShowSources:
    """Show one page of the sources, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class ManageSource:
    """Do something with a source and show how it fares."""

    source_id: SourceId
    verb: SourceVerb


@dataclass(frozen=True, slots=True)
class ManageStory:
    """Show what operators may do with a story."""

    story_id: StoryId


@dataclass(frozen=True, slots=True)
class TellReaders:
    """Tell those who had a story that it was corrected."""

    story_id: StoryId


@dataclass(frozen=True, slots=True)
class RestoreStory:
    """Undo a retraction."""

    story_id: StoryId


@dataclass(frozen=True, slots=True)
class SendBroadcast:
    """Let a draft go to everybody."""

    broadcast_id: BroadcastId


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How much there is of what."""

    languages: dict[str, int]
    """Subscribed chats by language, most first."""
    stories_day: int
    """Stories that began in the last 24 hours."""
    stories_week: int
    articles_day: int
    """Articles published in the last 24 hours."""
    articles_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulParcel:
    """A message that may have arrived (unconfirmed), or that Telegram refused (parked)."""

    chat_id: ChatId
    thread_id: int
    kind: ParcelKind
    slot: datetime
    part: int
    state: ParcelState
    since: datetime
    error: str


def source_state(source: Source) -> SourceState:
    """Return how a source fares."""
    if source.is_paused:
        return SourceState.PAUSED
    if not source.is_active:
        return SourceState.OFF
    if source.failures:
        return SourceState.FAILING
    return SourceState.NEW if source.succeeded_at is None else SourceState.OK


def by_health(sources: list[Source]) -> list[Source]:
    """Return sources with those first that want a look, the longest failing before others."""
    order = list(SourceState)
    return sorted(sources, key=lambda one: (order.index(source_state(one)), -one.failures))
