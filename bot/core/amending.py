"""What an operator's word about a story does to messages that told it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import regex

from .actions import OpenStory
from .audience import FeedbackKind, PastId, Preferences, SubscriberId
from .callbacks import decode
from .news import StoryId
from .outgoing import Fields

SETTLING = timedelta(seconds=40)
"""What was claimed before a message was changed is sent, or given up, by then."""
LATEST_NOTICE = timedelta(hours=24)
"""Who is not to be disturbed for longer hears of it from the changed message alone."""


class Word(StrEnum):
    """What an operator said about a story."""

    CORRECTION = "correction"
    RETRACTION = "retraction"
    RESTORATION = "restoration"
    """It was retracted, and stands after all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """An operator's word that has not reached all messages yet."""

    story_id: StoryId
    known_as: frozenset[StoryId]
    """Its number, and those of stories merged into it: messages may hold any of them."""
    word: Word
    at: datetime
    is_told: bool
    """Whether those who had the story are told, and not only shown it changed."""
    changed_at: datetime | None
    """When all shared messages had been put into new words; None before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A message of a digest or an alert that holds a story, as all who had it share it."""

    digest_id: PastId
    part: int
    fields: Fields
    preferences: Preferences
    """Those it was rendered for."""
    is_alert: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReader:
    """Somebody who opened a story."""

    id: SubscriberId
    message_id: int
    """The card they have last been sent, 0 where nobody knows."""
    preferences: Preferences
    is_saved: bool
    said: frozenset[FeedbackKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a word has come."""

    word: Word
    at: datetime
    is_told: bool
    is_done: bool
    """Whether all edits and notices have been queued."""
    changed: int
    """Messages that show it now."""
    waiting: int
    """Messages still to be edited."""
    failed: int
    """Messages that could not be edited: deleted, or no longer to be changed."""
    told: int
    to_tell: int

    @property
    def facts(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "word": str(self.word),
            "at": self.at.isoformat(timespec="seconds"),
            "done": self.is_done,
            "changed": self.changed,
            "waiting": self.waiting,
            "failed": self.failed,
            "told": self.told,
            "to tell": self.to_tell,
        }


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message tells a story: as one of its stories, or as an update to an older one."""

    number: int
    is_update: bool


def find_place(fields: Fields, ids: Collection[StoryId]) -> Place | None:
    """Return where a message of a digest holds one of some stories, as its buttons tell."""
    for row in fields.get("reply_markup", {}).get("inline_keyboard", ()):
        for button in row:
            action = decode(button.get("callback_data", ""))
            if isinstance(action, OpenStory) and action.story_id in ids:
                label = button["text"]
                number = regex.search(r"\d+", label)
                if number is not None:
                    return Place(int(number[0]), is_update=number[0] != label)
    return None
