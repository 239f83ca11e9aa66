"""Rich messages: from Rich HTML to the blocks that everybody sees (Bot API, RichMessage).

The names of the refusals are those of Telegram's servers, as bots have been answered.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from .detection import find_entities
from .errors import BadRequestError
from .links import LinkError, check_link
from .params import Json, Params, flag_of
from .rich_tree import HEADINGS, STYLES, Element, Node, invalid, parse_rich

MAX_LENGTH = 32_768
MAX_BLOCKS = 500
MAX_DEPTH = 16

RichText: TypeAlias = Any
"""A string, an object with a `type`, or a list of both (Bot API, RichText)."""

_SPACES = re.compile(r"[ \t\r\n\f]+")
_PLAIN = {"p": "paragraph", "footer": "footer", "pre": "pre"}
_FOUND = {
    "hashtag": ("hashtag", 1),
    "cashtag": ("cashtag", 1),
    "mention": ("username", 1),
    "bot_command": ("bot_command", 0),
    "email": ("email_address", 0),
    "url": ("url", 0),
}
"""What is detected in a text: the member that holds it, and how many signs that leaves out."""


def read_rich(params: Params) -> Json:
    """Return the member `rich_message` of a message; only HTML is simulated."""
    given = params.object("rich_message", "rich message")
    if "html" not in given or len(given.keys() & {"html", "markdown", "blocks"}) > 1:
        raise BadRequestError("can't parse InputRichMessage: HTML expected")
    blocks = _Reader(finds=not flag_of(given, "skip_entity_detection")).blocks(
        parse_rich(str(given["html"]))
    )
    if not blocks:
        raise invalid()
    _check(blocks)
    rtl = {"is_rtl": True} if flag_of(given, "is_rtl") else {}
    return {"rich_message": {"blocks": blocks, **rtl}}


class _Reader:
    def __init__(self, *, finds: bool) -> None:
        self._finds = finds

    def blocks(self, nodes: Sequence[Node]) -> list[Json]:
        """Return blocks; text that stands among them is a paragraph of its own."""
        found: list[Json] = []
        for is_block, group in groupby(nodes, key=_is_block):
            run = list(group)
            if is_block:
                found += [self._block(node) for node in run if isinstance(node, Element)]
            elif text := self.text(run):
                found.append({"type": "paragraph", "text": text})
        return found

    def _block(self, element: Element) -> Json:
        children = element.children
        match element.tag:
            case "p" | "footer" | "pre":
                return {"type": _PLAIN[element.tag], "text": self.text(children)}
            case "hr":
                return {"type": "divider"}
            case "ul" | "ol":
                return {"type": "list", "items": self._items(element)}
            case "blockquote" | "aside":
                return self._quotation(element)
            case "details":
                return self._details(element)
            case _:
                size = HEADINGS[element.tag]
                return {"type": "heading", "text": self.text(children), "size": size}

    def _items(self, element: Element) -> list[Json]:
        items = _elements(element.children)
        if any(item.tag != "li" for item in items):
            raise invalid()
        return [
            {
                "label": f"{number}." if element.tag == "ol" else "•",
                "blocks": self.blocks(item.children),
            }
            for number, item in enumerate(items, start=1)
        ]

    def _details(self, element: Element) -> Json:
        first, *body = element.children or [""]
        if not isinstance(first, Element) or first.tag != "summary":
            raise invalid()
        fields = {"summary": self.text(first.children), "blocks": self.blocks(body)}
        return {"type": "details", **fields} | (
            {"is_open": True} if "open" in element.attributes else {}
        )

    def _quotation(self, element: Element) -> Json:
        credits_ = [one for one in _elements(element.children) if one.tag == "cite"]
        told = [child for child in element.children if child not in credits_]
        credit = {"credit": self.text(credits_[0].children)} if credits_ else {}
        if element.tag == "aside":
            return {"type": "pullquote", "text": self.text(told), **credit}
        kind = "expandable_blockquote" if "expandable" in element.attributes else "blockquote"
        return {"type": kind, "blocks": self.blocks(told), **credit}

    def text(self, nodes: Sequence[Node]) -> RichText:
        """Return rich text without white space at its ends; empty where nothing is left."""
        pieces = list(self._pieces(nodes, finds=self._finds))
        if pieces and isinstance(pieces[0], str):
            pieces[0] = pieces[0].lstrip()
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip()
        kept = [piece for piece in pieces if piece != ""]
        return kept[0] if len(kept) == 1 else kept or ""

    def _pieces(self, nodes: Sequence[Node], *, finds: bool) -> Iterator[RichText]:
        for node in nodes:
            if isinstance(node, str):
                words = _SPACES.sub(" ", node)
                yield from _detected(words) if finds else [words]
            elif node.tag == "br":
                yield "\n"
            elif node.tag == "a":
                yield self._link(node)
            elif node.tag in STYLES:
                inside = list(self._pieces(node.children, finds=finds and node.tag != "code"))
                yield {"type": STYLES[node.tag], "text": inside}
            else:
                raise invalid()  # a block inside a line

    def _link(self, element: Element) -> Json:
        inside = list(self._pieces(element.children, finds=False))
        if "href" not in element.attributes:
            return {"type": "anchor", "name": element.attributes.get("name", "")}
        address = element.attributes["href"]
        if address.startswith("#"):
            return {"type": "anchor_link", "text": inside, "anchor_name": address[1:]}
        try:
            return {"type": "url", "text": inside, "url": check_link(address)}
        except LinkError:
            raise invalid() from None


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and not node.is_inline


def _elements(nodes: Sequence[Node]) -> list[Element]:
    return [node for node in nodes if isinstance(node, Element)]


def _detected(words: str) -> Iterator[RichText]:
    units = words.encode("utf-16-le", "surrogatepass")
    at = 0
    for entity in find_entities(words):
        yield units[at * 2 : entity.offset * 2].decode("utf-16-le", "surrogatepass")
        told = units[entity.offset * 2 : entity.end * 2].decode("utf-16-le", "surrogatepass")
        member, signs = _FOUND[entity.type]
        kind = "email_address" if entity.type == "email" else entity.type
        yield {"type": kind, "text": told, member: told[signs:]}
        at = entity.end
    yield units[at * 2 :].decode("utf-16-le", "surrogatepass")


def _check(blocks: Sequence[Json]) -> None:
    if sum(map(_count, blocks)) > MAX_BLOCKS:
        raise BadRequestError("RICH_MESSAGE_BLOCKS_TOO_MANY")
    if max(map(_depth, blocks)) > MAX_DEPTH:
        raise BadRequestError("RICH_MESSAGE_DEPTH_INVALID")
    if sum(map(_length, blocks)) > MAX_LENGTH:
        raise BadRequestError("RICH_MESSAGE_TEXT_TOO_LONG")


def _inside(block: Json) -> list[Json]:
    return [*block.get("blocks", ()), *block.get("items", ())]


def _texts(block: Json) -> list[RichText]:
    return [block[name] for name in ("text", "summary", "credit") if name in block]


def _count(block: Json) -> int:
    """Count a block or an item of a list, and all within it."""
    return 1 + sum(map(_count, _inside(block)))


def _depth(block: Json) -> int:
    deepest = [_depth(one) for one in _inside(block)] + [_text_depth(t) for t in _texts(block)]
    return 1 + max(deepest, default=0)


def _text_depth(text: RichText) -> int:
    if isinstance(text, list):
        return max(map(_text_depth, text), default=0)
    return 0 if isinstance(text, str) else 1 + _text_depth(text.get("text", ""))


def _length(block: Json) -> int:
    return sum(map(_length, _inside(block))) + sum(map(plain_length, _texts(block)))


def plain_length(text: RichText) -> int:
    """Return how many characters a rich text has."""
    if isinstance(text, list):
        return sum(map(plain_length, text))
    return len(text) if isinstance(text, str) else plain_length(text.get("text", ""))
