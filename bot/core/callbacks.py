"""Callback data: an action in at most 64 bytes (Bot API, InlineKeyboardButton).

It comes back from the client, so anybody can forge it. `decode` accepts exactly the strings that
`encode` makes and nothing else: a verb, then fields separated by colons, numbers in base 36 to
save room. A search too long for a button has no next page; ask `fits` before offering one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from zlib import crc32

from .actions import (
    MAX_LIST,
    MAX_SIZE,
    Action,
    Close,
    Flow,
    GiveFeedback,
    Keyset,
    ListKind,
    MarkTags,
    OpenStory,
    SaveStory,
    Screen,
    SetFloor,
    SetLanguage,
    SetSize,
    SetTag,
    SetTime,
    SetTimezone,
    ShareStory,
    ShowList,
    ShowScreen,
    ShowTags,
    ShowTopics,
    Subscribe,
    TagOrigin,
    ToggleDetails,
    ToggleWeekday,
    Unsubscribe,
)
from .admin import (
    AdminScreen,
    ManageSource,
    ManageStory,
    RestoreStory,
    SendBroadcast,
    ShowAdmin,
    ShowSources,
    SourceVerb,
    TellReaders,
)
from .audience import Axis, CardPart, ChatId, Effect, FeedbackKind, Rule, RuleKind
from .choices import (
    AskChannel,
    AskLocation,
    DropRule,
    EndReview,
    ForgetMe,
    ForgetTaste,
    Pause,
    SetAlerts,
    SetQuiet,
    SetReview,
    SetRich,
    SetSecondLanguage,
    SetSilent,
    ShowHidden,
    ShowPreview,
    ShowTrends,
    TogglePart,
    UnmuteStories,
)
from .news import StoryId
from .select import Why

MAX_BYTES = 64

MAX_PAUSE = 365
"""Days."""
MAX_ALERTS = 20

_AIM = re.compile("@([1-9a-z][0-9a-z]{0,11});")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MAX_ID = 2**63 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_MICROSECONDS = 8_000 * 366 * 86_400_000_000  # keeps any forged moment inside datetime's range


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field of an action is written; free text is always the last field."""

    name: str
    write: Callable[[Any], str]
    read: Callable[[str], object]


def encode(action: Action) -> str:
    """Return the callback data of `action`; ValueError where it does not fit 64 bytes."""
    data = _write(action)
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"{action!r} does not fit callback data")
    return data


def fits(action: Action) -> bool:
    """Tell whether a button can carry `action`."""
    return len(_write(action).encode()) <= MAX_BYTES


def decode(data: str) -> Action | None:
    """Return the action that `data` carries; None for anything that `encode` does not make."""
    verb, _, rest = data.partition(":")
    if verb not in _KINDS:
        return None
    kind, fields = _KINDS[verb]
    parts = rest.split(":", len(fields) - 1) if fields else []
    if len(parts) != len(fields):
        return None
    try:
        values = {field.name: field.read(part) for field, part in zip(fields, parts, strict=True)}
        action: Action = kind(**values)
        return action if encode(action) == data else None
    except ValueError:
        return None


def rule_mark(rule: Rule) -> int:
    """Return a number that tells a reader's rules apart; a word may be too long for a button."""
    return crc32(f"{rule.effect}:{rule.kind}:{rule.value}".encode())


def aim(data: str, chat_id: ChatId) -> str:
    """Return callback data whose action is meant for another chat; empty where it does not fit.

    So a channel, where nobody can press in peace, is set up from a private chat.
    """
    aimed = f"@{_to_base36(-chat_id)};{data}"
    return aimed if len(aimed.encode()) <= MAX_BYTES else ""


def read_aim(data: str) -> tuple[ChatId | None, str]:
    """Part callback data into the chat it is meant for, None for its own, and the action's."""
    match = _AIM.match(data)
    return (ChatId(-int(match[1], 36)), data[match.end() :]) if match else (None, data)


def _write(action: Action) -> str:
    verb, fields = _VERBS[type(action)]
    return ":".join((verb, *(field.write(getattr(action, field.name)) for field in fields)))


def _to_base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number} is negative")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def _from_base36(text: str, most: int = _MAX_ID) -> int:
    number = int(text, 36)
    if not 0 <= number <= most:
        raise ValueError(f"{text!r} is out of range")
    return number


def _number(name: str, most: int = _MAX_ID) -> _Field:
    return _Field(name, _to_base36, lambda text: _from_base36(text, most))


def _text(name: str) -> _Field:
    return _Field(name, str, str)


def _flag(name: str) -> _Field:
    return _Field(name, lambda value: "1" if value else "0", lambda text: text == "1")


def _choice(name: str, choices: type[StrEnum]) -> _Field:
    return _Field(name, lambda choice: str(choice.value), choices)


def _minute(name: str) -> _Field:
    return _number(name, 24 * 60 - 1)


def _write_start(start: Keyset | int | None) -> str:
    if start is None:
        return ""
    if isinstance(start, int):
        return _to_base36(start)
    microseconds = (start.at - _EPOCH) // timedelta(microseconds=1)
    return f"{_to_base36(microseconds)}.{_to_base36(start.story_id)}"


def _read_start(text: str) -> Keyset | int | None:
    first, dot, story_id = text.partition(".")
    if not first:
        return None
    if not dot:
        return _from_base36(first)
    at = _EPOCH + timedelta(microseconds=_from_base36(first, _MAX_MICROSECONDS))
    return Keyset(at, StoryId(_from_base36(story_id)))


_STORY = _number("story_id")
_FLOW = _choice("flow", Flow)
_EFFECT = _Field(
    "effect", lambda effect: effect or "", lambda text: Effect(text) if text else None
)

_KINDS: dict[str, tuple[Callable[..., Action], tuple[_Field, ...]]] = {
    "o": (OpenStory, (_STORY,)),
    "d": (ToggleDetails, (_STORY, _flag("is_open"))),
    "h": (ShareStory, (_STORY,)),
    "b": (SaveStory, (_STORY, _flag("is_on"))),
    "f": (GiveFeedback, (_STORY, _choice("kind", FeedbackKind), _flag("is_on"))),
    "l": (
        ShowList,
        (
            _choice("kind", ListKind),
            _number("size", MAX_LIST),
            _Field("start", _write_start, _read_start),
            _text("subject"),
        ),
    ),
    "g": (ShowTags, (_number("page"),)),
    "gm": (MarkTags, (_choice("effect", Effect), _number("page"))),
    "r": (SetTag, (_EFFECT, _choice("origin", TagOrigin), _number("page"), _text("tag"))),
    "s": (ShowScreen, (_choice("screen", Screen), _FLOW)),
    "sp": (ShowTopics, (_FLOW, _number("page"))),
    "sl": (SetLanguage, (_FLOW, _text("language"))),
    "st": (SetTime, (_FLOW, _minute("minutes"))),
    "sz": (SetTimezone, (_FLOW, _text("timezone"))),
    "sn": (SetSize, (_number("size", MAX_SIZE),)),
    "sf": (SetFloor, (_choice("axis", Axis), _number("floor", 100))),
    "sd": (ToggleWeekday, (_number("weekday", 6),)),
    "on": (Subscribe, ()),
    "off": (Unsubscribe, ()),
    "x": (Close, ()),
    "s2": (SetSecondLanguage, (_text("language"),)),
    "su": (SetRich, (_flag("is_on"),)),
    "sc": (TogglePart, (_choice("part", CardPart),)),
    "p": (Pause, (_number("days", MAX_PAUSE),)),
    "sq": (SetQuiet, (_minute("begin"), _minute("end"), _flag("lets_breaking"))),
    "ss": (SetSilent, (_flag("is_on"),)),
    "sb": (SetAlerts, (_number("threshold", 100), _number("most_a_day", MAX_ALERTS))),
    "sw": (SetReview, (_number("weekday", 6), _minute("minutes"))),
    "wx": (EndReview, ()),
    "tr": (ShowTrends, ()),
    "sr": (DropRule, (_choice("kind", RuleKind), _choice("effect", Effect), _number("mark"))),
    "sy": (ForgetTaste, ()),
    "um": (UnmuteStories, ()),
    "v": (ShowPreview, ()),
    "vh": (ShowHidden, (_choice("why", Why), _number("page"))),
    "al": (AskLocation, ()),
    "ac": (AskChannel, ()),
    "fm": (ForgetMe, ()),
    "a": (ShowAdmin, (_choice("screen", AdminScreen),)),
    "as": (ShowSources, (_number("page"),)),
    "ao": (ManageSource, (_choice("verb", SourceVerb), _number("source_id"))),
    "at": (ManageStory, (_STORY,)),
    "an": (TellReaders, (_STORY,)),
    "au": (RestoreStory, (_STORY,)),
    "ab": (SendBroadcast, (_number("broadcast_id"),)),
}
_VERBS = {kind: (verb, fields) for verb, (kind, fields) in _KINDS.items()}
