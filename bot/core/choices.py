"""What the buttons of the finer settings do; the welcome's are in `bot.core.actions`."""

from dataclasses import dataclass
from typing import TypeAlias

from .audience import CardPart, Effect, RuleKind
from .select import Why


@dataclass(frozen=True, slots=True)
class SetSecondLanguage:
    """Choose a language to stand beside the first; empty for none."""

    language: str


@dataclass(frozen=True, slots=True)
class TogglePart:
    """Show a part of cards and lists, or leave it out."""

    part: CardPart


@dataclass(frozen=True, slots=True)
class SetRich:
    """Have digests unfold in place, or come as before."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """Send no digests for some days; 0 ends a pause."""

    days: int


@dataclass(frozen=True, slots=True)
class SetQuiet:
    """Choose the quiet hours, in minutes after midnight; none where both are the same."""

    begin: int
    end: int
    lets_breaking: bool = False


@dataclass(frozen=True, slots=True)
class SetSilent:
    """Let digests arrive with or without a sound."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class SetReview:
    """Choose when the weekly review comes, which turns it on."""

    weekday: int
    """0 is Monday."""
    minutes: int
    """After local midnight."""


@dataclass(frozen=True, slots=True)
class EndReview:
    """Send no weekly review any more."""


@dataclass(frozen=True, slots=True)
class ShowTrends:
    """Show the chart of the tags."""


@dataclass(frozen=True, slots=True)
class SetAlerts:
    """Choose the least score of breaking news, and how many may come in a day; 0 for none."""

    threshold: int
    most_a_day: int


@dataclass(frozen=True, slots=True)
class DropRule:
    """Follow or mute something no more; `mark` is its `rule_mark`, words may be too long."""

    kind: RuleKind
    effect: Effect
    mark: int


@dataclass(frozen=True, slots=True)
class ForgetTaste:
    """Drop what more and less like this taught."""


@dataclass(frozen=True, slots=True)
class UnmuteStories:
    """Let muted stories come again."""


@dataclass(frozen=True, slots=True)
class ShowPreview:
    """Show the next digest and what stays out of it."""


@dataclass(frozen=True, slots=True)
class ShowHidden:
    """Show one page of the stories that stay out of the next digest for one reason."""

    why: Why
    page: int = 0


@dataclass(frozen=True, slots=True)
class AskLocation:
    """Ask for the place a person is at, to know their time zone."""


@dataclass(frozen=True, slots=True)
class AskChannel:
    """Ask which channel to set up."""


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Delete all that is kept about a person."""


Choice: TypeAlias = (
    SetSecondLanguage
    | TogglePart
    | SetRich
    | Pause
    | SetQuiet
    | SetSilent
    | SetReview
    | EndReview
    | ShowTrends
    | SetAlerts
    | DropRule
    | ForgetTaste
    | UnmuteStories
    | ShowPreview
    | ShowHidden
    | AskLocation
    | AskChannel
    | ForgetMe
)
