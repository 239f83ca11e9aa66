"""RSS 0.9x, RSS 1.0 (RDF), RSS 2.0 and Atom, as one walk over a tree."""

from collections.abc import Iterator

from bot.core.feeds import elements
from bot.core.feeds.documents import Element
from bot.core.feeds.fields import RawEntry, finish, line, newest
from bot.core.news import Feed
from bot.core.urls import is_web_url, resolve

_ITEMS = frozenset({"item", "entry"})
_FORMATS = {"rss": "rss", "rdf": "rdf", "feed": "atom", "channel": "rss"}
_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
_NOT_THE_PAGE = frozenset(
    {"enclosure", "replies", "edit", "license", "next", "prev", "first", "last", "hub"}
)

_TITLES = ("title", "dc:title", "media:title")
_AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author", "dc:contributor")
_PUBLISHED = ("pubdate", "published", "issued", "dc:date", "dc:issued", "dc:created", "created")
_UPDATED = ("updated", "modified", "dc:modified", "lastbuilddate")
_SUMMARIES = ("description", "summary", "dc:description", "itunes:summary", "media:description")
_CONTENTS = ("content:encoded", "content", "xhtml:body", "body", "fullitem", "xhtml:div")
_CATEGORIES = ("category", "dc:subject", "media:category")
_KEYWORDS = ("itunes:keywords", "media:keywords")
_IMAGES = ("media:thumbnail", "media:content", "itunes:image", "enclosure")


def read_tree(root: Element, *, url: str, limit: int) -> Feed:
    """Read at most `limit` entries of a feed's tree."""
    channel = next((child for child in root if elements.name(child) == "channel"), root)
    outer = elements.base(channel, elements.base(root, url))
    about = _group(channel)
    home = next(filter(None, (resolve(outer, link) for link in _page_links(about, outer))), "")
    origin = home or next(
        filter(None, (resolve("", link) for link in _other_links(about, outer))), ""
    )
    language = next(iter(_texts(about, "language", "dc:language")), "").strip()
    language = language or elements.language(channel) or elements.language(root)
    language = language.replace("_", "-")
    kind = _format(root)
    # An Atom entry without an author has the feed's (RFC 4287, section 4.2.1).
    everybody = _authors(about) if kind.startswith("atom") else []
    items = newest([*_items(root)], limit, _dates)
    raws = [_read_item(item, outer or origin, everybody) for item in items]
    return Feed(
        format=kind,
        title=next(filter(None, map(line, _markups(about, *_TITLES))), ""),
        home=home,
        language=language,
        entries=finish(raws, language=language),
    )


def _items(root: Element) -> Iterator[Element]:
    """Yield the entries in document order, wherever loose markup has put them."""
    return (element for element in root.iter() if elements.name(element) in _ITEMS)


def _format(root: Element) -> str:
    kind = _FORMATS.get(elements.name(root), "rss")
    version = elements.attribute(root, "version")
    if kind == "atom":
        version = version or "1.0"
    return f"{kind} {line(version)}".strip()


def _dates(item: Element) -> list[str]:
    return _texts(_group(item), *_PUBLISHED, *_UPDATED)


def _read_item(item: Element, outer: str, everybody: list[str]) -> RawEntry:
    fields = _group(item)
    base = elements.base(item, outer)
    about = elements.about(item)
    guid, is_opaque = about, False
    for element in _all(fields, "guid", "id"):
        guid = elements.text(element).strip()
        is_opaque = elements.attribute(element, "isPermaLink").lower() == "false"
        break
    files = [elements.attribute(file, "url") for file in fields.get("enclosure", ())]
    return RawEntry(
        base=base,
        guid=guid,
        links=[
            *_page_links(fields, base),
            *([guid] if is_web_url(guid) and not is_opaque else []),
            about,
            *_other_links(fields, base),
            *files,
        ],
        titles=_markups(fields, *_TITLES),
        authors=_authors(fields) or everybody,
        published=_texts(fields, *_PUBLISHED),
        updated=_texts(fields, *_UPDATED),
        summaries=_markups(fields, *_SUMMARIES),
        contents=_markups(fields, *_CONTENTS),
        categories=_categories(fields),
        images=_images(fields),
    )


Fields = dict[str, list[Element]]


def _group(parent: Element) -> Fields:
    """Group the children of an element by name, those of a media group among them."""
    fields: Fields = {}
    for child in parent:
        kind = elements.name(child)
        if kind == "media:group":
            for part in child:
                fields.setdefault(elements.name(part), []).append(part)
        else:
            fields.setdefault(kind, []).append(child)
    return fields


def _all(fields: Fields, *kinds: str) -> Iterator[Element]:
    return (element for kind in kinds for element in fields.get(kind, ()))


def _texts(fields: Fields, *kinds: str) -> list[str]:
    return [elements.text(element) for element in _all(fields, *kinds)]


def _markups(fields: Fields, *kinds: str) -> list[str]:
    return [elements.markup(element) for element in _all(fields, *kinds)]


def _page_links(fields: Fields, outer: str) -> list[str]:
    """Return the links to the page itself: RSS's text, Atom's alternates (HTML before others)."""
    plain_links: list[str] = []
    pages: list[str] = []
    others: list[str] = []
    for link in fields.get("link", ()):
        href = elements.link(link, outer)
        if not href:
            plain_links.append(elements.text(link))
        elif elements.attribute(link, "rel").lower() in {"", "alternate"}:
            is_page = elements.attribute(link, "type").lower() in _PAGE_TYPES
            (pages if is_page else others).append(href)
    return plain_links + pages + others


def _other_links(fields: Fields, outer: str) -> list[str]:
    """Return Atom's remaining links that may serve in place of one to the page."""
    return [
        elements.link(link, outer)
        for link in fields.get("link", ())
        if elements.attribute(link, "rel").lower() not in _NOT_THE_PAGE
    ]


def _authors(fields: Fields) -> list[str]:
    """Return who wrote, in the words of one vocabulary.

    One that names people is better than one that has only an address for mail.
    """
    addresses: list[str] = []
    for kind in _AUTHORS:
        names = [words for words in map(_author, fields.get(kind, ())) if words.strip()]
        if any("@" not in words or " " in words.strip() for words in names):
            return names
        addresses = addresses or names
    return addresses


def _author(element: Element) -> str:
    parts = {elements.name(part): elements.text(part) for part in element}
    return parts.get("name") or parts.get("email") or "" if parts else element.text or ""


def _categories(fields: Fields) -> list[str]:
    named = [
        elements.attribute(element, "label")
        or elements.attribute(element, "term")
        or elements.text(element)
        for element in _all(fields, *_CATEGORIES)
    ]
    listed = [word for words in _texts(fields, *_KEYWORDS) for word in words.split(",")]
    return named + listed


def _images(fields: Fields) -> list[str]:
    images: list[str] = []
    for kind in _IMAGES:
        for element in fields.get(kind, ()):
            is_image = (
                kind in {"media:thumbnail", "itunes:image"}
                or elements.attribute(element, "medium") == "image"
                or elements.attribute(element, "type").startswith("image/")
            )
            if is_image:
                images.append(
                    elements.attribute(element, "url") or elements.attribute(element, "href")
                )
    return images
