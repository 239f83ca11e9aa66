"""Telegram's HTML as a value that cannot be malformed, and its division into messages.

An `Html` is made only by the functions here, which escape and clean whatever comes from outside;
tags are closed by construction, in every part of a divided text too (Bot API, Formatting options).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from typing import Literal, NamedTuple, TypeAlias

import regex

from bot.core.text import utf16_length
from bot.core.text.measures import GRAPHEME
from bot.core.text.sentences import sentence_spans
from bot.core.urls import is_web_url

MAX_LENGTH = 4096
"""UTF-16 units in one message, after entities are parsed."""
MAX_ENTITIES = 100
"""More entities than this are dropped by Telegram, so a message is divided before."""

Tag: TypeAlias = Literal["b", "i", "code", "a", "blockquote", "blockquote expandable"]

_GAP = "\n\n"

# Controls, halves of surrogate pairs, and the marks that reverse the text around them.
_UNWANTED = regex.compile(r"[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}")


class _Run(NamedTuple):  # an answer is made of hundreds
    """Words of one format; formats do not nest."""

    words: str
    tag: Tag | None = None
    url: str = ""

    @property
    def markup(self) -> str:
        if self.tag is None:
            return escape(self.words, quote=False)
        href = f' href="{escape(self.url)}"' if self.url else ""
        name = self.tag.partition(" ")[0]
        return f"<{self.tag}{href}>{escape(self.words, quote=False)}</{name}>"


@dataclass(frozen=True, slots=True)
class Html:
    """Formatted text; `+` joins two."""

    runs: tuple[_Run, ...] = ()

    def __add__(self, other: "Html") -> "Html":
        return Html(self.runs + other.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    @property
    def markup(self) -> str:
        """The HTML source, for `parse_mode=HTML`."""
        return "".join(run.markup for run in self.runs)

    @property
    def plain(self) -> str:
        """The text as Telegram shows it."""
        return "".join(run.words for run in self.runs)

    @property
    def length(self) -> int:
        """UTF-16 units after parsing, which is what Telegram limits."""
        return utf16_length(self.plain)

    @property
    def entities(self) -> int:
        """How many formatting entities Telegram will count."""
        return sum(1 for run in self.runs if run.tag)

    @property
    def is_bold(self) -> bool:
        """Tell whether it is words in bold and nothing else."""
        return bool(self.runs) and all(run.tag == "b" for run in self.runs)

    def split_lines(self) -> list["Html"]:
        """Return what stands on each line; an empty line is empty."""
        found: list[list[_Run]] = [[]]
        for run in self.runs:
            for at, words in enumerate(run.words.split("\n")):
                if at:
                    found.append([])
                if words:
                    found[-1].append(run._replace(words=words))
        return [Html(tuple(runs)) for runs in found]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield where each entity begins and ends in `plain`."""
        at = 0
        for run in self.runs:
            if run.tag:
                yield at, at + len(run.words)
            at += len(run.words)

    def cut(self, start: int, end: int) -> "Html":
        """Return the characters of `plain` from `start` to `end`, with their formats."""
        kept = []
        at = 0
        for run in self.runs:
            words = run.words[max(start - at, 0) : max(end - at, 0)]
            if words:
                kept.append(run._replace(words=words))
            at += len(run.words)
        return Html(tuple(kept))


NOTHING = Html()


def text(words: str) -> Html:
    """Return words as they are, without control characters and tricks of direction."""
    return _run(words)


def bold(words: str) -> Html:
    """Return words in bold."""
    return _run(words, "b")


def italic(words: str) -> Html:
    """Return words in italics."""
    return _run(words, "i")


def code(words: str) -> Html:
    """Return words that a tap copies."""
    return _run(words, "code")


def link(url: str, words: str) -> Html:
    """Return words that lead to a web page; words alone where the address is not one."""
    address = _UNWANTED.sub("", url, concurrent=False)
    return _run(words, "a", address) if is_web_url(address) else _run(words)


def quotation(words: str, *, expandable: bool) -> Html:
    """Return words as a quotation, folded to three lines where it is expandable."""
    return _run(words, "blockquote expandable" if expandable else "blockquote")


def join(separator: str, pieces: Sequence[Html]) -> Html:
    """Join the pieces that are not empty."""
    between = _between(separator)
    runs: list[_Run] = []
    for piece in pieces:
        if piece:
            runs += between.runs if runs else ()
            runs += piece.runs
    return Html(tuple(runs))


@cache
def _between(separator: str) -> Html:
    return text(separator)


def lines(*pieces: Html) -> Html:
    """Put the pieces that are not empty below each other."""
    return join("\n", pieces)


def clip(whole: Html, limit: int) -> Html:
    """Return the beginning that fits `limit` UTF-16 units, cut where it hurts least."""
    return next(_divide(whole, limit), NOTHING)


def split_message(whole: Html, limit: int = MAX_LENGTH) -> tuple[Html, ...]:
    """Divide into messages, between sentences where there are any; only white space is lost.

    `limit` is at least 2, the size of one character outside the basic plane.
    """
    return tuple(_divide(whole, limit))


@dataclass(frozen=True, slots=True)
class Part:
    """One message of several blocks."""

    html: Html
    blocks: tuple[int, ...]
    """Which blocks begin in it, counted from 0."""


def pack(blocks: Sequence[Html], limit: int = MAX_LENGTH) -> tuple[Part, ...]:
    """Put blocks, a blank line apart, into as few messages as keep each block whole.

    A block that is too long for a message of its own is divided.
    """
    messages: list[list[tuple[Html, tuple[int, ...]]]] = []
    length = entities = 0
    for number, block in enumerate(blocks):
        for piece_number, piece in enumerate(_divide(block, limit)):
            begins = (number,) if piece_number == 0 else ()
            length += len(_GAP) + piece.length
            entities += piece.entities
            if messages and length <= limit and entities <= MAX_ENTITIES:
                messages[-1].append((piece, begins))
            else:
                messages.append([(piece, begins)])
                length, entities = piece.length, piece.entities
    return tuple(
        Part(
            join(_GAP, [piece for piece, _ in pieces]),
            tuple(number for _, begins in pieces for number in begins),
        )
        for pieces in messages
    )


def shown_length(markup: str) -> int:
    """Return the UTF-16 units that markup made here has after parsing."""
    return utf16_length(unescape(regex.sub("<[^>]*>", "", markup)))


def _run(words: str, tag: Tag | None = None, url: str = "") -> Html:
    # So short that handing the interpreter to another thread meanwhile would take longer.
    clean = words if words.isprintable() else _UNWANTED.sub("", words, concurrent=False)
    return Html((_Run(clean, tag, url),)) if clean else NOTHING


def _fits(whole: Html, limit: int) -> bool:
    plain = whole.plain
    # A character takes two units at most.
    is_short = 2 * len(plain) <= limit or utf16_length(plain) <= limit
    return is_short and whole.entities <= MAX_ENTITIES


def _divide(whole: Html, limit: int) -> Iterator[Html]:
    plain = whole.plain
    at = len(plain) - len(plain.lstrip())
    end = len(plain.rstrip())
    if not at and end == len(plain) and _fits(whole, limit):
        if whole:
            yield whole
        return
    spans = list(whole.spans())
    while at < end:
        room = _room(plain, at, limit)
        ahead = [start for start, stop in spans if stop > at]
        if len(ahead) > MAX_ENTITIES:
            room = min(room, ahead[MAX_ENTITIES])
        stop = end if room >= end else _break(plain, at, room)
        rest = plain[stop:end]
        yield whole.cut(at, at + len(plain[at:stop].rstrip()))
        at = stop + len(rest) - len(rest.lstrip())


def _room(plain: str, at: int, limit: int) -> int:
    """Return where the longest piece that fits ends, at least one character on."""
    end = min(at + limit, len(plain))
    while end > at + 1 and (excess := utf16_length(plain[at:end]) - limit) > 0:
        end = max(end - (excess + 1) // 2, at + 1)
    return end


def _break(plain: str, at: int, room: int) -> int:
    """Find the best place to divide between `at` and `room`, both exclusive and inclusive."""
    piece = plain[at:room]
    paragraph = piece.rfind("\n\n")
    if paragraph * 2 > len(piece):
        return at + paragraph
    sentence = max(
        (end for _, end in sentence_spans(plain[at : room + 1]) if end < len(piece)), default=0
    )
    if sentence:
        return at + sentence
    space = plain.rfind(" ", at + 1, room + 1)
    if space > 0:
        return space
    graphemes = [match.end() for match in GRAPHEME.finditer(plain, at, room + 1)]
    return max((end for end in graphemes if end <= room), default=room)
