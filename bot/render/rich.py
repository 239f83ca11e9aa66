"""Rich messages: what Html says, in blocks and in parts that unfold (Bot API, Rich HTML style).

A `Rich` is made only by the functions here out of `Html`, which escapes whatever comes from
outside. No block holds a line break.
"""

from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal, TypeAlias

import regex

from .telegram_html import Html, shown_length, text

MAX_LENGTH = 32_768
"""Characters of a message; what is counted here, UTF-16 units, are never fewer."""
MAX_BLOCKS = 500
"""Blocks, items of lists and what they hold included."""

_BULLET = "• "
_BLOCK = regex.compile(r"<(?:h\d|p|ul|li|hr|details)[>/]")

_Kind: TypeAlias = Literal["heading", "item", "line", "gap"]


@dataclass(frozen=True, slots=True)
class Rich:
    """Blocks of a rich message; `+` puts others below them."""

    markup: str = ""

    def __add__(self, other: "Rich") -> "Rich":
        return Rich(self.markup + other.markup)

    @property
    def fits(self) -> bool:
        """Tell whether Telegram takes it as one message."""
        return shown_length(self.markup) <= MAX_LENGTH and self._blocks <= MAX_BLOCKS

    @property
    def _blocks(self) -> int:
        # An item of a list holds a paragraph, though no tag says so.
        return len(_BLOCK.findall(self.markup)) + self.markup.count("<li>")


RULE = Rich("<hr/>")


def blocks(whole: Html, *, level: int = 4, gap: str = "") -> Rich:
    """Turn lines into blocks, with headings of a level.

    A line in bold is a heading, those that begin with a bullet are a list, others a paragraph
    together. An empty line ends one; it becomes `gap`, white space that nobody sees.
    """
    made = ""
    for kind, lines in groupby(whole.split_lines(), key=_kind):
        match kind:
            case "heading":
                made += "".join(f"<h{level}>{_escaped(line)}</h{level}>" for line in lines)
            case "item":
                items = (line.cut(len(_BULLET), len(line.plain)).markup for line in lines)
                made += f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
            case "line":
                made += f"<p>{'<br>'.join(line.markup for line in lines)}</p>"
            case _:
                made += gap
    return Rich(made)


def details(summary: str, body: Rich) -> Rich:
    """Return what stands folded behind its summary; nothing where it is empty."""
    if not body.markup:
        return body
    return Rich(f"<details><summary>{_escaped(text(summary))}</summary>{body.markup}</details>")


def _kind(line: Html) -> _Kind:
    if not line.plain.strip():
        return "gap"
    if line.is_bold:
        return "heading"
    return "item" if line.plain.startswith(_BULLET) else "line"


def _escaped(line: Html) -> str:
    return escape(line.plain, quote=False)
