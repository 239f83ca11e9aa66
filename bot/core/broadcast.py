"""What operators say to everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from .text import one_line

BroadcastId = NewType("BroadcastId", int)

MAX_BROADCAST = 1500
"""Characters in one language: what is shown before it is sent holds several."""
DRAFT_AGE = timedelta(hours=24)
"""What was shown before that is sent no more."""
_MAX_NAME = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """Words for all chats, on their way once somebody said so."""

    id: BroadcastId
    said_at: datetime
    """When it was written; it tells its parcels from all others."""
    texts: Mapping[str, str]
    """By language; under the empty one what all others get."""

    def in_language(self, language: str) -> str:
        """Return what is said to those who speak a language."""
        return self.texts.get(language, self.texts[""])


def read_broadcast(typed: str, find: Callable[[str], str | None]) -> dict[str, str]:
    """Return what is to be said, by language, as an operator typed it.

    A line that begins with a language and a colon (`de: Hallo`) begins the words for it; what
    stands before is for all others. Without such words the first language's are.

    Args:
        typed: lines; blank ones part paragraphs.
        find: returns the language that a name means, None where it means none.
    """
    parts: dict[str, list[str]] = {"": []}
    language = ""
    for raw in typed.splitlines():
        line = one_line(raw)
        name, colon, rest = line.replace("：", ":", 1).partition(":")
        named = find(name) if colon and len(name) <= _MAX_NAME else None
        if named is not None:
            language, line = named, rest.strip()
        parts.setdefault(language, []).append(line)
    texts = {key: _paragraphs(lines) for key, lines in parts.items()}
    found = {key: words for key, words in texts.items() if words}
    if found:
        found.setdefault("", next(iter(found.values())))
    return found


def _paragraphs(lines: list[str]) -> str:
    """Join lines, with at most one blank one between two."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
