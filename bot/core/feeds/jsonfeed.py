"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import html
import json
import re
from typing import Any

from bot.core.feeds.fields import FeedReadError, RawEntry, finish, line, newest
from bot.core.news import Feed
from bot.core.urls import is_web_url, resolve

_DECODER = json.JSONDecoder()
_ITEMS = re.compile(r"\"items\"\s*:\s*\[")
_ITEM = re.compile(r"\s*(?:,\s*)?(?=\{)")


def read_json(text: str, *, url: str, limit: int) -> Feed:
    """Read at most `limit` entries; wrong types count as missing.

    Raises:
        FeedReadError: it is no JSON, or JSON of another kind.
    """
    document = _document(text)
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise FeedReadError("this is JSON, but not a JSON Feed")
    version = _text(document.get("version")).rpartition("/")[2]
    language = _text(document.get("language")).strip()
    home = resolve(url, _text(document.get("home_page_url")))
    everybody = _authors(document)
    entries = [item for item in items if isinstance(item, dict)]
    raws = [
        _read_item(item, url or home, everybody)
        for item in newest(entries, limit, lambda item: [_text(item.get("date_published"))])
    ]
    return Feed(
        format=line(f"json {version}"),
        title=line(_text(document.get("title"))),
        home=home,
        language=language,
        entries=finish(raws, language=language),
    )


def _document(text: str) -> Any:
    """Return what a JSON text holds; of one that breaks off, what comes before."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        opening = _ITEMS.search(text)
        items = _whole_items(text, opening.end()) if opening else []
        if opening is None or not items:
            raise FeedReadError(f"the JSON is broken: {str(error)[:100]}") from error
    try:
        about = json.loads(f"{text[: opening.end()]}]}}")
    except (ValueError, RecursionError):
        about = {}
    return {**about, "items": items}


def _whole_items(text: str, at: int) -> list[Any]:
    """Return the items from there up to the first one that is not whole."""
    items: list[Any] = []
    try:
        while item := _ITEM.match(text, at):
            value, at = _DECODER.raw_decode(text, item.end())
            items.append(value)
    except (ValueError, RecursionError):
        return items
    return items


def _read_item(item: dict[str, Any], base: str, everybody: list[str]) -> RawEntry:
    guid = _text(item.get("id"))
    words = _text(item.get("content_text"))
    return RawEntry(
        base=base,
        guid=guid,
        links=[
            _text(item.get("url")),
            *([guid] if is_web_url(guid) else []),
            _text(item.get("external_url")),
        ],
        titles=[_text(item.get("title"))],
        authors=_authors(item) or everybody,
        published=[_text(item.get("date_published"))],
        updated=[_text(item.get("date_modified"))],
        summaries=[_text(item.get("summary"))],
        contents=[_text(item.get("content_html")), html.escape(words, quote=False)],
        categories=[_text(tag) for tag in _list(item.get("tags"))],
        images=[_text(item.get("image")), _text(item.get("banner_image"))],
    )


def _authors(holder: dict[str, Any]) -> list[str]:
    people = [*_list(holder.get("authors")), holder.get("author")]
    names = (_text(person.get("name")) for person in people if isinstance(person, dict))
    return [name for name in names if name]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """Return a string without half characters, or a number as one: some feeds number items."""
    if isinstance(value, str):
        return value.encode(errors="ignore").decode()
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else ""
