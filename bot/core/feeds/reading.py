"""One door for every format."""

import re

from bot.core.feeds.decoding import decode
from bot.core.feeds.documents import (
    clean_xml,
    close_after_entries,
    declared_entities,
    mend,
    parse_tree,
    repair_references,
)
from bot.core.feeds.fields import FeedReadError
from bot.core.feeds.jsonfeed import read_json
from bot.core.feeds.xml import read_tree
from bot.core.news import Feed

_SURROUNDING = " \t\r\n\v\f\0\ufeff\u200b"
_OTHERS = (
    (re.compile(r"<(?:urlset|sitemapindex)\b"), "this is a sitemap, not a feed"),
    (re.compile(r"<opml\b", re.IGNORECASE), "this is a list of feeds (OPML), not a feed"),
    (
        re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE),
        "this is a web page, not a feed",
    ),
)
_HEAD = 1000


def parse_feed(
    body: bytes,
    *,
    content_type: str = "",
    url: str = "",
    limit: int = 1000,
    is_cut: bool = False,
) -> Feed:
    """Read a feed of any format and encoding.

    A broken document gives what can be read of it, entry by entry.

    Args:
        body: as received, decompressed.
        content_type: the HTTP header's value, for its charset.
        url: where it came from; relative links start there.
        limit: of more entries than this the newest are read, if they are in order.
        is_cut: the body is only the beginning, so what it ends in is no whole entry.

    Raises:
        FeedReadError: this is no feed; nothing else is ever raised.
    """
    text = decode(body, content_type).lstrip(_SURROUNDING)
    if not text:
        raise FeedReadError("the feed is empty")
    if text[0] in "{[":
        return read_json(text, url=url, limit=limit)
    document = clean_xml(text)
    if not document:
        raise FeedReadError(_what_else(text, "this is neither RSS, Atom nor JSON Feed"))
    if is_cut:
        document = close_after_entries(document)
        if not document:
            raise FeedReadError("it is too long, and not even its first entry ends in time")
    root, is_sound = parse_tree(document)
    if not is_sound:
        document = repair_references(document, declared_entities(text))
        root, is_sound = parse_tree(document)
    if not is_sound:
        root = mend(document, limit)
    feed = read_tree(root, url=url, limit=limit)
    if not is_sound and not (feed.entries or feed.title or feed.home or feed.language):
        raise FeedReadError(_what_else(text, "the XML is broken and holds no entries"))
    return feed


def _what_else(text: str, otherwise: str) -> str:
    return next((what for mark, what in _OTHERS if mark.search(text, 0, _HEAD)), otherwise)
