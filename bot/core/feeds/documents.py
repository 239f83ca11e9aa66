"""From text to an XML tree, within limits: no DTD, no external entity, no bomb, no depth.

libxml2's own limits stay on (256 levels, 10 MB in one text), and it never sees a document type.
Of the entities declared there, those that stand for a few plain characters are put in by us.
"""

import html.entities
import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

_START = re.compile(
    r"<(?:[A-Za-z_][\w.-]{0,30}:)?(?:rss|rdf|feed|channel)(?=[\s/>])", re.IGNORECASE
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})([^<>]{0,8000})>")
_ATTRIBUTE = re.compile(r"""[\w.-]{1,60}(?::[\w.-]{1,60})?\s?=\s?(?:"[^"<>]*"|'[^'<>]*')""")
_ITEM = re.compile(r"<((?:[A-Za-z_][\w.-]{0,30}:)?(?:item|entry))(?=[\s>])", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:[A-Za-z_][\w.-]{0,30}:)?(?:item|entry)\s{0,9}>", re.IGNORECASE)
_FIELD = re.compile(r"<([A-Za-z_][\w.:-]{0,60})(?:\s[^<>]{0,8000})?>")
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_HEAD = 16_384
# Characters that XML 1.0 does not have (section 2.2), halves of surrogate pairs, and control
# characters that are what Windows-1252 has in their place (HTML standard, 13.2.5.80).
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ufffe\uffff\ud800-\udfff]")
_ODD_REFERENCE = re.compile("&#(?:1[2-5][0-9]|[xX][89][0-9a-fA-F]);")
_DECLARED = re.compile(
    r"""<!ENTITY\s{1,9}([A-Za-z][\w.-]{0,30})\s{1,9}(?:"([^"&%<]{0,60})"|'([^'&%<]{0,60})')\s{0,9}>"""
)
_MOST_DECLARED = 100
_MOST_FIELDS = 50
"""Fields of one entry after which it is mended no further."""
_LOOSE_AMPERSAND = re.compile(
    r"&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)([A-Za-z][\w.-]{0,30};)?"
)

# After a first mistake libxml2 leaves these out, while numbers stay.
_NAMED = re.compile("&(?:amp|lt|gt|quot|apos);")


def clean_xml(text: str) -> str:
    """Cut off what stands before the root element and what XML cannot hold; empty without root."""
    start = _START.search(text, 0, _HEAD)
    if start is None:
        doctype = _DOCTYPE.search(text, 0, _HEAD)
        start = _START.search(text, doctype.end()) if doctype else None
    if start is None:
        return ""
    document = _ODD.sub(_meant, text[start.start() :])
    return _ODD_REFERENCE.sub(lambda match: html.unescape(match[0]), document)


def close_after_entries(document: str) -> str:
    """Return a document that is only a beginning up to its last whole entry; empty without one.

    It is closed there, so that nothing of it needs mending.
    """
    outer = _ROOT.match(document)
    end = max((match.end() for match in _ITEM_END.finditer(document)), default=0)
    if outer is None or not end:
        return ""
    is_open = "<channel" in document[:end] and "</channel" not in document[:end]
    return f"{document[:end]}{'</channel>' if is_open else ''}</{outer[1]}>"


def _meant(match: re.Match[str]) -> str:
    number = ord(match[0])
    return html.unescape(f"&#{number};") if 0x80 <= number <= 0x9F else ""  # noqa: PLR2004 - C1


def declared_entities(text: str) -> dict[str, str]:
    """Return the entities that the document type at the head declares as short plain text.

    A value that holds a reference is left out: nothing can grow by being put in.
    """
    declared = islice(_DECLARED.finditer(text, 0, _HEAD), _MOST_DECLARED)
    return {f"{match[1]};": match[2] or match[3] or "" for match in declared}


def repair_references(text: str, declared: Mapping[str, str]) -> str:
    """Escape the ampersands that begin no reference, CDATA sections left alone.

    The document's own entities and HTML's become what they stand for: feeds use HTML's without
    declaring them.
    """

    def character(match: re.Match[str]) -> str:
        name = match[1] or ""
        known = declared.get(name) or html.entities.html5.get(name)
        return known or f"&amp;{name}"

    first, *sections = text.split("<![CDATA[")
    pieces = [_LOOSE_AMPERSAND.sub(character, first)]
    for section in sections:
        data, closing, rest = section.partition("]]>")
        pieces += ["<![CDATA[", data, closing, _LOOSE_AMPERSAND.sub(character, rest)]
    return "".join(pieces)


def parse_tree(text: str) -> tuple[Element, bool]:
    """Build the tree as far as it goes, and tell whether the text was well-formed.

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
        root = None
    if root is None:
        return etree.Element("rss"), False
    return root, all(error.domain_name == "NAMESPACE" for error in parser.error_log)


def mend(text: str, limit: int) -> Element:
    """Build the tree of a broken document entry by entry, so that one cannot spoil the next.

    Every entry, at most `limit`, is parsed by itself as far as it goes, within a copy of the
    root's tag that is whole: its namespaces are needed. What is broken inside one of its fields
    is taken for HTML that somebody forgot to escape.
    """
    text = _NAMED.sub(lambda match: f"&#{ord(html.unescape(match[0]))};", text)
    outer = _ROOT.match(text)
    opening, closing, start = "<rss>", "</rss>", 0
    if outer:
        opening = f"<{' '.join([outer[1], *_ATTRIBUTE.findall(outer[2])])}>"
        closing, start = f"</{outer[1]}>", outer.end()

    def parse(piece: str) -> tuple[Element, bool]:
        return parse_tree(f"{opening}{piece}{closing}")

    items = [match for match, _ in zip(_ITEM.finditer(text), range(limit + 1), strict=False)]
    root, _ = parse_tree(opening + text[start : items[0].start() if items else len(text)])
    for item, following in zip(items[:limit], [*items[1:], None], strict=False):
        piece = text[item.start() : following.start() if following else len(text)]
        close = piece.rfind(f"</{item[1]}")
        piece = piece[:close] if close > 0 else piece
        is_cut = piece.rfind("<![CDATA[") > piece.rfind("]]>")
        piece = f"{piece}{']]>' if is_cut else ''}</{item[1]}>"
        tree, is_sound = parse(piece)
        if not is_sound:
            tree, _ = parse(_escape_broken(piece, parse))
        root.extend(child for child in tree if len(child))
    return root


def _escape_broken(piece: str, parse: Callable[[str], tuple[Element, bool]]) -> str:
    """Escape the tags inside each field of an entry that is not well-formed by itself."""
    at = piece.find(">") + 1
    parts = [piece[:at]]
    for _ in range(_MOST_FIELDS):
        field = _FIELD.search(piece, at)
        if field is None:
            break
        end = max(piece.find(f"</{field[1]}", field.end()), field.end())
        inside = piece[field.end() : end]
        if "<" in inside and not parse(f"<x>{inside}</x>")[1]:
            inside = inside.replace("<", "&#60;").replace("]]>", "]]&#62;")
        parts += [piece[at : field.end()], inside]
        at = end
    return "".join([*parts, piece[at:]])
