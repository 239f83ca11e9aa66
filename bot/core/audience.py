"""The people: who gets what, when, and in which language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from .news import StoryId

SubscriberId = NewType("SubscriberId", int)
ChatId = NewType("ChatId", int)
PastId = NewType("PastId", int)
"""Names all a subscriber was shown or muted; equal pasts share one."""

EVERY_DAY = 0b1111111
DEFAULT_TIME = 8 * 60
DEFAULT_SIZE = 8
DEFAULT_FLOOR = 40
DEFAULT_ALERT_THRESHOLD = 80
DEFAULT_ALERTS_A_DAY = 3


class ChatKind(StrEnum):
    """What a subscriber is (Bot API, Chat.type)."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"

    @property
    def is_group(self) -> bool:
        """Tell whether several people speak there, of whom the bot hears commands only."""
        return self in {ChatKind.GROUP, ChatKind.SUPERGROUP}


class ChatState(StrEnum):
    """Whether a chat can be written to."""

    ACTIVE = "active"
    CLOSED = "closed"
    """Blocked, deleted or kicked; the settings are kept for a return."""


class RuleKind(StrEnum):
    """What a follow or a mute is about."""

    TAG = "tag"
    WORD = "word"
    PUBLISHER = "publisher"


class Effect(StrEnum):
    """What a rule does to a digest."""

    FOLLOW = "follow"
    MUTE = "mute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One follow or mute; `value` is a tag key, a casefolded word or a publisher's name."""

    kind: RuleKind
    value: str
    effect: Effect


class Axis(StrEnum):
    """What a floor is on."""

    TOTAL = "total"
    HOT = "hot"
    QUALITY = "quality"
    IMPACT = "impact"


class CardPart(StrEnum):
    """What a reader may leave out of story cards and lists."""

    SUMMARY = "summary"
    ANALYSIS = "analysis"
    TAGS = "tags"
    SOURCES = "sources"
    PREVIEW = "preview"


class LeaningKind(StrEnum):
    """What a reader was seen to like or dislike."""

    TAG = "tag"
    PUBLISHER = "publisher"
    EVENT = "event"
    """The kind of story: the tag in its facts that says what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """What "more like this" and "less like this" taught; see `bot.core.taste`."""

    kind: LeaningKind
    value: str
    points: int
    """More than 0: liked; less: disliked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a digest holds; equal preferences share one stored row and one rendering."""

    language: str
    second_language: str = ""
    """Stands beside the first in cards and lists; empty for one language."""
    min_score: int = DEFAULT_FLOOR
    """The floor on `Scores.total`, 0-100."""
    min_hot: int = 0
    min_quality: int = 0
    min_impact: int = 0
    size: int = DEFAULT_SIZE
    """Stories in a digest, 1-20."""
    hidden: frozenset[CardPart] = frozenset()
    """What cards and lists leave out."""
    is_rich: bool = False
    """Digests unfold in place; not every client can show that."""
    rules: frozenset[Rule] = frozenset()
    leanings: frozenset[Leaning] = frozenset()

    @property
    def floors(self) -> dict[Axis, int]:
        """Return the floor on each axis, 0 where there is none."""
        return {
            Axis.TOTAL: self.min_score,
            Axis.HOT: self.min_hot,
            Axis.QUALITY: self.min_quality,
            Axis.IMPACT: self.min_impact,
        }

    @property
    def only_floor(self) -> int:
        """Return the floor on the total, 0 where there is none or another axis has one, too."""
        return 0 if self.min_hot or self.min_quality or self.min_impact else self.min_score

    def with_floors(self, floors: Mapping[Axis, int]) -> "Preferences":
        """Return the same with other floors; an axis that is not named keeps its own."""
        wanted = self.floors | dict(floors)
        return replace(
            self,
            min_score=wanted[Axis.TOTAL],
            min_hot=wanted[Axis.HOT],
            min_quality=wanted[Axis.QUALITY],
            min_impact=wanted[Axis.IMPACT],
        )

    def values(self, kind: RuleKind, effect: Effect) -> frozenset[str]:
        """Return the values of all rules of one kind and effect."""
        return frozenset(
            rule.value for rule in self.rules if rule.kind is kind and rule.effect is effect
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Hours of every day in which nothing rings; `start` and `end` differ.

    A digest whose time falls into them comes at their end.
    """

    start: int
    """Minutes after local midnight; the hours may last past midnight."""
    end: int
    """The first minute that is not quiet any more."""
    lets_breaking: bool = False
    """Breaking alerts come all the same."""

    def contain(self, minutes: int) -> bool:
        """Tell whether a minute of the day is quiet."""
        if self.start < self.end:
            return self.start <= minutes < self.end
        return minutes >= self.start or minutes < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When digests come, in the subscriber's own clock."""

    timezone: str
    """An IANA name."""
    times: tuple[int, ...] = (DEFAULT_TIME,)
    """Minutes after local midnight, ascending, distinct, never empty."""
    weekdays: int = EVERY_DAY
    """Bit 0 is Monday; at least one is set."""
    quiet: QuietHours | None = None
    paused_until: datetime | None = None
    """Nothing comes before; a moment that has passed means nothing."""
    is_silent: bool = False
    """Digests arrive without a sound (Bot API, disable_notification)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """The last digest somebody had before their schedule changed."""

    slot: datetime
    """The moment, as `Subscriber.last_digest_at` said it then."""
    local: datetime
    """The date and time it was set for, as their clock said it then; without a zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When the weekly review comes, in the subscriber's own clock."""

    weekday: int
    """0 is Monday."""
    minutes: int
    """After local midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Whether stories too big to wait for the digest come at once."""

    is_on: bool = False
    threshold: int = DEFAULT_ALERT_THRESHOLD
    """The least `Scores.total` of a story that breaks in, 0-100."""
    most_a_day: int = DEFAULT_ALERTS_A_DAY
    """On one local day, at least 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A chat (or one topic of a forum) with its preferences."""

    id: SubscriberId
    chat_id: ChatId
    thread_id: int = 0
    """The forum topic, 0 for the chat itself."""
    kind: ChatKind = ChatKind.PRIVATE
    state: ChatState = ChatState.ACTIVE
    preferences: Preferences
    schedule: Schedule
    alerts: Alerts = Alerts()
    review: Review | None = None
    """None where no weekly review is wanted."""
    next_review_at: datetime | None = None
    next_digest_at: datetime | None = None
    """The next slot; None where no digest is wanted."""
    last_digest_at: datetime | None = None
    had: Had | None = None
    """None where the schedule never changed after a digest."""
    created_at: datetime

    @property
    def is_subscribed(self) -> bool:
        """Tell whether digests are on."""
        return self.next_digest_at is not None


class FeedbackKind(StrEnum):
    """What a reader said about a story with a button."""

    MORE = "more"
    LESS = "less"
    MUTE = "mute"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DueKind:
    """All that planning looks at in subscribers whose slot has come.

    One object stands for all who are alike in this, so it is compared as an object.
    """

    slot: datetime
    """The `next_digest_at` that has come due."""
    preferences: Preferences
    schedule: Schedule
    past: PastId | None = None
    shown: frozenset[StoryId] = frozenset()
    """What they must not be sent again, as `past` holds it."""
    once: frozenset[tuple[StoryId, datetime]] = frozenset()
    """Of these, what they were shown a single time, and when."""
    muted: frozenset[StoryId] = frozenset()
    had_slot: bool = False
    """They were planned for this slot or a later one before; they only move on."""


class DueGroup(NamedTuple):
    """Some subscribers of one kind."""

    ids: Sequence[SubscriberId]
    kind: DueKind
