"""Rich HTML as a tree of elements, with nothing in it that Telegram does not know (Bot API).

Telegram publishes which tags and character references it takes; that everything else makes the
whole text invalid is the strict reading of it.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TypeAlias

from .errors import BadRequestError

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "mark": "marked",
    "sub": "subscript",
    "sup": "superscript",
    "tg-spoiler": "spoiler",
}
HEADINGS = {f"h{size}": size for size in range(1, 7)}
INLINE = frozenset(STYLES) | {"a", "br"}
_BLOCKS = frozenset(HEADINGS) | {
    "p",
    "pre",
    "footer",
    "hr",
    "ul",
    "ol",
    "blockquote",
    "aside",
    "details",
}
_PARTS = {"li": {"ul", "ol"}, "summary": {"details"}, "cite": {"blockquote", "aside"}}
"""Tags that stand only in certain others."""
_DECLARATION = re.compile("<[!?]")
"""A comment begins so too."""
_VOID = frozenset({"br", "hr"})
_MOST_OPEN = 64
"""Elements within each other; far more than a message may have."""
_NAMED = frozenset(
    {
        *("lt", "gt", "amp", "quot", "apos", "nbsp"),
        *("hellip", "mdash", "ndash", "lsquo", "rsquo", "ldquo", "rdquo"),
    }
)


@dataclass(slots=True)
class Element:
    """One element; a text is a child of its own."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    children: "list[Node]" = field(default_factory=list["Node"])

    @property
    def is_inline(self) -> bool:
        """Tell whether it stands in a line of text."""
        return self.tag in INLINE


Node: TypeAlias = Element | str


def invalid() -> BadRequestError:
    """Return the refusal of a text that is not Rich HTML."""
    return BadRequestError("RICH_MESSAGE_HTML_INVALID")


def parse_rich(html: str) -> list[Node]:
    """Return the nodes of a text; raises BadRequestError where it is not Rich HTML."""
    if _DECLARATION.search(html):
        raise invalid()
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if len(parser.open) > 1:
        raise invalid()
    return parser.open[0].children


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1]
        if len(self.open) > _MOST_OPEN:
            raise BadRequestError("RICH_MESSAGE_DEPTH_INVALID")
        is_known = tag in INLINE or tag in _BLOCKS or parent.tag in _PARTS.get(tag, ())
        if not is_known or (parent.is_inline and tag not in INLINE):
            raise invalid()
        element = Element(tag, {name: value or "" for name, value in attrs})
        parent.children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.open[-1].tag != tag:
            raise invalid()
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise invalid()  # a tag that never ends
        self.open[-1].children.append(data)

    def handle_entityref(self, name: str) -> None:
        if name not in _NAMED:
            raise invalid()
        self.open[-1].children.append(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.open[-1].children.append(unescape(f"&#{name};"))
