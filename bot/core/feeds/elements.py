"""The names that RSS, RDF and Atom give to things, brought to one vocabulary."""

import base64
import functools
import html
import re

from lxml import etree

from bot.core.feeds.documents import Element
from bot.core.urls import resolve

_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
# What a namespace's address holds, and the prefix its names get here. RSS has no namespace, and
# many feeds invent one for it: what has no prefix in the document counts as RSS.
_NAMESPACES = (
    ("purl.org/dc/", "dc:"),
    ("modules/content", "content:"),
    ("search.yahoo.com/mrss", "media:"),
    ("rssboard.org/media", "media:"),
    ("itunes", "itunes:"),
    ("/modules/slash", "x:"),
    ("wellformedweb", "x:"),
    ("purl.org/atom", ""),
    ("w3.org/2005/atom", ""),
    ("w3.org/1999/xhtml", "xhtml:"),
    ("modules/syndication", "x:"),
    ("feedburner", "x:"),
    ("georss", "x:"),
    ("purl.org/rss/1.0/modules", "x:"),
    ("purl.org/rss/1.0", ""),
    ("purl.org/net/rss", ""),
    ("netscape.com", ""),
    ("userland.com", ""),
    ("harvard.edu", ""),
    ("22-rdf-syntax-ns", ""),
)
_KNOWN_PREFIXES = frozenset({"dc", "dcterms", "content", "media", "itunes", "xhtml"})
_CORE_PREFIXES = frozenset({"rss", "atom", "rdf", "a10", ""})
_MARKUP_TYPES = frozenset({"xhtml", "application/xhtml+xml"})
_NAMESPACE = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')
_LOCAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*$")
_TEXT_TYPES = frozenset({"text", "text/plain"})


@functools.lru_cache(maxsize=4096)
def _short_name(tag: str, written: str | None) -> str:
    if tag.startswith("{"):
        namespace, _, local = tag[1:].partition("}")
        namespace = namespace.lower()
        other = "" if written is None or written.lower() in _CORE_PREFIXES else "x:"
        prefix = next((short for part, short in _NAMESPACES if part in namespace), other)
        return prefix + local.lower()
    # An undeclared prefix stays in the name.
    prefix, _, local = tag.lower().rpartition(":")
    if prefix in _CORE_PREFIXES:
        return local
    return (
        f"{'dc' if prefix == 'dcterms' else prefix if prefix in _KNOWN_PREFIXES else 'x'}:{local}"
    )


def name(element: Element) -> str:
    """Return an element's lower-case name, with `dc:` and the like where it belongs there.

    An unresolved entity is a node without a name.
    """
    tag = element.tag
    return _short_name(tag, element.prefix) if isinstance(tag, str) else ""


def attribute(element: Element, key: str) -> str:
    """Return an attribute's value, stripped; empty where there is none."""
    value: str = element.get(key) or ""
    return value.strip()


def about(element: Element) -> str:
    """Return `rdf:about`, the identity of an RSS 1.0 item."""
    return attribute(element, _RDF_ABOUT)


def language(element: Element) -> str:
    """Return `xml:lang`."""
    return attribute(element, f"{_XML}lang")


def base(element: Element, outer: str) -> str:
    """Return the base address inside `element` (`xml:base`, relative to the outer one)."""
    own = element.get(f"{_XML}base")
    return (resolve(outer, own) or outer) if own else outer


def link(element: Element, outer: str) -> str:
    """Return where a link leads as it stands, or in full where it has a base of its own."""
    href, inner = attribute(element, "href"), base(element, outer)
    return resolve(inner, href) if href and inner != outer else href


def text(element: Element) -> str:
    """Return the words directly in an element, or in all of it where it holds elements."""
    if len(element):
        return "".join(element.itertext())
    return _unwrapped(element.text or "")


def markup(element: Element) -> str:
    """Return what an element holds as HTML.

    Atom says what it is (`type`); elsewhere text is escaped HTML, and elements are meant as such.
    """
    kind = attribute(element, "type").lower()
    if len(element) or kind in _MARKUP_TYPES:
        parts = [html.escape(element.text or "", quote=False)]
        parts += [_serialise(child) for child in element]
        return "".join(parts)
    content = _unwrapped(element.text or "")
    if _is_binary(kind) or attribute(element, "mode") == "base64":
        return _base64(content)
    return html.escape(content, quote=False) if kind in _TEXT_TYPES else content


def _unwrapped(content: str) -> str:
    """Take off the marks of a CDATA section that somebody escaped."""
    if "<![CDATA[" not in content:
        return content
    return content.replace("<![CDATA[", "").replace("]]>", "")


def _is_binary(kind: str) -> bool:
    """Tell whether Atom has such content in base64 (RFC 4287, section 4.1.3.3)."""
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("+xml", "/xml"))


def _base64(content: str) -> str:
    """Return the text that stands there in base64; as it stands where it is none."""
    try:
        return base64.b64decode(content, validate=False).decode()
    except ValueError:
        return content


def _serialise(element: Element) -> str:
    """Return an element with its tail as HTML, prefixes dropped."""
    for part in element.iter("*"):
        local = _LOCAL_NAME.search(part.tag)
        part.tag = local[0] if local else "span"
    return _NAMESPACE.sub("", etree.tostring(element, encoding="unicode", method="html"))
