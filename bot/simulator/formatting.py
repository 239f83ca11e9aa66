"""From a bot's text to what everybody sees: cleaned, trimmed, entities mended and found.

Follows tdlib (MessageEntity.cpp, fix_formatted_text): some entities may be cut in pieces
(bold...), some may not overlap others (links, code), quotations hold everything else, and
nothing is inside code.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .detection import find_entities
from .entity import Entity, utf16_length
from .errors import BadRequestError
from .markup import MarkupError, parse_html

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_ENTITY_LIMIT = 100
_BYTE_LIMIT = 35_000

_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_CODES = frozenset({"pre", "code"})
_SPLITTABLE = {"bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94}
_PRIORITIES = _SPLITTABLE | {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "custom_emoji": 99,
}
# Control characters and separators become spaces or vanish (clean_input_string).
_TO_SPACE = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_VANISHING = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text and its entities, ready for a message."""

    text: str
    entities: list[Entity] = field(default_factory=list)

    def fields(self, name: str = "text") -> dict[str, Any]:
        """Return the message fields: `text` and `entities`, or `caption` and its own."""
        fields: dict[str, Any] = {name: self.text} if self.text else {}
        if self.entities:
            key = "entities" if name == "text" else "caption_entities"
            fields[key] = [entity.json() for entity in self.entities]
        return fields


def _sorted(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(
        (entity for entity in entities if entity.length > 0),
        key=lambda e: (e.offset, -e.length, _PRIORITIES.get(e.type, 50)),
    )


def _clashes(outer: Entity, inner: Entity) -> bool:
    """Tell whether `inner`, which starts inside `outer`, may not be there as it is."""
    if inner.end > outer.end or inner.type == outer.type or outer.type in _CODES:
        return True
    if inner.type in _CODES:
        return outer.type not in _QUOTES
    if inner.type in _SPLITTABLE:
        return False
    return outer.type not in _SPLITTABLE and (outer.type not in _QUOTES or inner.type in _QUOTES)


def _is_well_formed(entities: list[Entity]) -> bool:
    stack: list[Entity] = []
    ends: dict[str, int] = {}
    for entity in entities:
        while stack and entity.offset >= stack[-1].end:
            stack.pop()
        if any(_clashes(outer, entity) for outer in stack):
            return False
        if entity.type in _SPLITTABLE:
            if ends.get(entity.type) == entity.offset:
                return False  # two neighbours become one
            ends[entity.type] = entity.end
        stack.append(entity)
    return True


def _without_overlaps(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    end = 0
    for entity in entities:
        if entity.offset >= end:
            kept.append(entity)
            end = entity.end
    return kept


def _inside_or_outside(entities: list[Entity], quotes: list[Entity]) -> list[Entity]:
    return [
        entity
        for entity in entities
        if all(
            entity.end <= quote.offset
            or quote.end <= entity.offset
            or (quote.offset <= entity.offset and entity.end <= quote.end)
            for quote in quotes
        )
    ]


def _merged(kind: str, entities: list[Entity]) -> list[tuple[int, int]]:
    """Return the ranges of one kind, those that touch as one."""
    ranges: list[tuple[int, int]] = []
    for entity in entities:
        if entity.type != kind:
            continue
        if ranges and entity.offset <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], entity.end))
        else:
            ranges.append((entity.offset, entity.end))
    return ranges


def _split(entities: list[Entity], fixed: list[Entity]) -> list[Entity]:
    """Merge what touches, cut where another entity begins or a fixed one ends, empty code."""
    codes = [entity for entity in fixed if entity.type in _CODES]
    ranges = {kind: _merged(kind, entities) for kind in _SPLITTABLE}
    borders = {border for entity in fixed for border in (entity.offset, entity.end)}
    borders |= {start for merged in ranges.values() for start, _ in merged}
    pieces = []
    for kind, merged in ranges.items():
        for start, end in merged:
            cuts = [start, *sorted(b for b in borders if start < b < end), end]
            pieces += [
                Entity(kind, left, right - left)
                for left, right in pairwise(cuts)
                if not any(code.offset <= left < code.end for code in codes)
            ]
    return pieces


def mend(entities: Iterable[Entity], found: Sequence[Entity] = ()) -> list[Entity]:
    """Return sorted entities that Telegram would keep; `found` ones give way to given ones."""
    ordered = _sorted([*entities])
    if _is_well_formed(ordered) and not found:
        return ordered
    quotes = _without_overlaps([e for e in ordered if e.type in _QUOTES])
    continuous = _without_overlaps(
        [e for e in ordered if e.type not in _QUOTES and e.type not in _SPLITTABLE]
    )
    taken = list(continuous)
    continuous += [
        e for e in found if not any(e.offset < t.end and t.offset < e.end for t in taken)
    ]
    fixed = _sorted([*_inside_or_outside(_sorted(continuous), quotes), *quotes])
    soft = [e for e in ordered if e.type in _SPLITTABLE]
    whole = _sorted([*fixed, *soft])
    if _is_well_formed(whole):
        return whole
    return _sorted([*fixed, *_split(soft, fixed)])


def _clean(text: str, entities: list[Entity]) -> str:
    """Drop what Telegram drops; the entities move along."""
    text = _TO_SPACE.sub(" ", text)
    gone = [utf16_length(text[: match.start()]) for match in _VANISHING.finditer(text)]
    for entity in entities:
        before = sum(at < entity.offset for at in gone)
        within = sum(entity.offset <= at < entity.end for at in gone)
        entity.offset -= before
        entity.length -= within
    return _VANISHING.sub("", text)


def _trim(text: str, entities: list[Entity]) -> str:
    """Cut spaces at both ends, on the left only up to the first entity."""
    text = text.rstrip(" \n")
    end = utf16_length(text)
    entities[:] = [entity for entity in entities if entity.offset < end and entity.length > 0]
    for entity in entities:
        entity.length = min(entity.length, end - entity.offset)
    first = min((entity.offset for entity in entities), default=end)
    spaces = min(first, len(text) - len(text.lstrip(" \n")))
    for entity in entities:
        entity.offset -= spaces
    return text[spaces:]


def _limited(entities: list[Entity]) -> list[Entity]:
    """Keep the first 100 given entities: Telegram ignores the rest without a word."""
    fixed = [e for e in entities if e.type not in _SPLITTABLE]
    soft = [e for e in entities if e.type in _SPLITTABLE]
    return _sorted([*fixed, *soft][:_ENTITY_LIMIT])


def format_text(text: str, entities: list[Entity]) -> FormattedText:
    """Clean, trim and complete a text; empty where nothing is left."""
    for entity in entities:
        if not 0 <= entity.offset <= 1_000_000:  # noqa: PLR2004 - tdlib's own bound
            raise BadRequestError(f"receive an entity with incorrect offset {entity.offset}")
    size = utf16_length(text)
    kept = [Entity(e.type, e.offset, e.length, dict(e.extra)) for e in mend(entities)]
    for entity in kept:
        if entity.offset >= size:
            raise BadRequestError(
                f"entity begins after the end of the text at UTF-16 offset {entity.offset}"
            )
        if entity.end > size:
            raise BadRequestError(
                f"entity beginning at UTF-16 offset {entity.offset} "
                f"ends after the end of the text at UTF-16 offset {entity.end}"
            )
    text = _trim(_clean(text, kept), kept)
    text = text.encode()[:_BYTE_LIMIT].decode("utf-8", "ignore")
    size = utf16_length(text)
    kept = _limited(mend(e for e in kept if e.end <= size))
    return FormattedText(text, mend(kept, find_entities(text)))


def read_markup(text: str, parse_mode: str, entities: list[Entity]) -> FormattedText:
    """Format a bot's text by its parse mode.

    Only HTML is simulated; Markdown is answered like an unknown parse mode.
    """
    mode = parse_mode.lower()
    if mode == "html":
        try:
            text, entities = parse_html(text)
        except MarkupError as error:
            raise BadRequestError(f"can't parse entities: {error}") from error
    elif mode not in {"", "none"}:
        raise BadRequestError("unsupported parse_mode")
    return format_text(text, entities)
