"""From text to an XML tree, within limits: no DTD, no external entity, no bomb, no depth.

libxml2's own limits stay on (256 levels, 10 MB in one text), and a document type is cut out before
it is ever read, so that no entity can be declared.
"""

import html.entities
import re
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

_START = re.compile(
    r"<(?:[A-Za-z_][\w.-]{0,30}:)?(?:rss|rdf|feed|channel)(?=[\s>])", re.IGNORECASE
)
_ROOT = re.compile(r"<[^\s<>]{1,60}[^<>]{0,8000}>")
_NAMESPACE = re.compile(r"""\bxmlns(?::[\w.-]{1,30})?\s?=\s?(?:"[^"<>]*"|'[^'<>]*')""")
_ITEM = re.compile(r"<((?:[A-Za-z_][\w.-]{0,30}:)?(?:item|entry))(?=[\s>])", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_HEAD = 16_384
# Characters that XML 1.0 does not have (section 2.2), and halves of surrogate pairs.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOSE_AMPERSAND = re.compile(
    r"&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)?"
)


def clean_xml(text: str) -> str:
    """Cut off what stands before the root element and what XML cannot hold; empty without root."""
    start = _START.search(text, 0, _HEAD)
    if start is None:
        doctype = _DOCTYPE.search(text, 0, _HEAD)
        start = _START.search(text, doctype.end()) if doctype else None
    return _ILLEGAL.sub("", text[start.start() :]) if start else ""


def repair_references(text: str) -> str:
    """Escape the ampersands that begin no reference, CDATA sections left alone.

    HTML's named entities become their characters: feeds use them without declaring them.
    """
    first, *sections = text.split("<![CDATA[")
    pieces = [_LOOSE_AMPERSAND.sub(_character, first)]
    for section in sections:
        data, closing, rest = section.partition("]]>")
        pieces += ["<![CDATA[", data, closing, _LOOSE_AMPERSAND.sub(_character, rest)]
    return "".join(pieces)


def _character(match: re.Match[str]) -> str:
    name = match[1] or ""
    return html.entities.html5.get(name) or f"&amp;{name}"


def parse_tree(text: str) -> tuple[Element | None, bool]:
    """Build the tree as far as it goes; tell also whether the text was well-formed.

    Undeclared namespace prefixes do no harm and count as well-formed.
    """
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, False
    is_sound = all(error.domain_name == "NAMESPACE" for error in parser.error_log)
    return root, is_sound and root is not None


def mend(text: str, limit: int) -> Element:
    """Build the tree of a broken document entry by entry, so that one cannot spoil the next.

    Every entry, at most `limit`, is parsed by itself as far as it goes, with the namespaces of the
    document.
    """
    items = [match for match, _ in zip(_ITEM.finditer(text), range(limit + 1), strict=False)]
    head = text[: items[0].start()] if items else text
    root, _ = parse_tree(head)
    if root is None:
        root = etree.Element("rss")
    outer = _ROOT.match(text)
    opening = " ".join(["<rss", *_NAMESPACE.findall(outer[0] if outer else "")]) + ">"
    for item, following in zip(items[:limit], [*items[1:], None], strict=False):
        piece = text[item.start() : following.start() if following else len(text)]
        close = piece.rfind(f"</{item[1]}")
        piece = piece[:close] if close > 0 else piece
        tree, _ = parse_tree(f"{opening}{piece}</{item[1]}>")
        if tree is not None and len(tree):
            root.append(tree[0])
    return root
