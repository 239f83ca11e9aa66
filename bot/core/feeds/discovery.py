"""The feed that a web page offers, for people who give the address of the page."""

import html
import re

from bot.core.urls import resolve

_LINK = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{2,12})\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))")
_BASE = re.compile(r"<base\b[^<>]{0,200}?\bhref\s*=\s*[\"']?([^\s\"'<>]+)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""One that never ends hides all that follows (https://html.spec.whatwg.org/#comment-state)."""
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,500}?\bhref\s*=\s*[\"']?"
    r"([^\s\"'<>]{0,300}?(?:/(?:feed|rss|atom)/?|/(?:feed|rss|atom|index)\.(?:xml|rss|atom)))[\"'\s>]",
    re.IGNORECASE,
)
_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
_HEAD = 1 << 18


def discover_feed(markup: str, url: str) -> str:
    """Return the address of the feed that the page at `url` names first, empty where none.

    https://www.rssboard.org/rss-autodiscovery. Feeds of comments are passed over. A page that
    names none so may have a link that looks like one.
    """
    head = _COMMENT.sub("", markup[:_HEAD])
    base = _BASE.search(head)
    outer = resolve(url, html.unescape(base[1])) if base else ""
    for link in _LINK.finditer(head):
        attributes = {
            match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer(link[1])
        }
        is_feed = (
            "alternate" in attributes.get("rel", "").lower().split()
            and attributes.get("type", "").lower().partition(";")[0].strip() in _FEED_TYPES
            and "comment" not in (attributes.get("title", "") + attributes.get("href", "")).lower()
        )
        if is_feed and (found := resolve(outer or url, attributes.get("href", ""))):
            return found
    anchor = _ANCHOR.search(head)
    return resolve(outer or url, html.unescape(anchor[1])) if anchor else ""
