"""Article pages: the text without what surrounds it, and what the page says about itself."""

import html
import re
from datetime import UTC, datetime
from typing import Any

import regex
from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG, Document, use_config

from bot.core.boilerplate import (
    asks_payment,
    asks_something_else,
    is_missing,
    is_prompt,
    says_paid,
)
from bot.core.byline import all_signed, as_printed, credited
from bot.core.dateline import printed_day
from bot.core.feeds import decode
from bot.core.language import detect_language
from bot.core.news import Page
from bot.core.text import one_line
from bot.core.urls import resolve

_ENOUGH = 600
"""Characters below which the quick extraction is not trusted and the thorough one is asked."""
_DATES = {"original_date": True, "extensive_search": False}
"""The extensive search takes years in footers and in addresses of pictures for dates."""
_SHORT_NEWS = use_config()
_SHORT_NEWS.set("DEFAULT", "MIN_EXTRACTED_SIZE", "40")
"""Chinese says in 40 characters what others need 150 for; below that menus count as text."""
_EAST_ASIAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]{4}")
_SHORTEST_NAME = 4
_LONGEST_NAME = 200
_HEAD = 1 << 18

_LINK = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_CANONICAL = re.compile(r"\brel\s*=\s*[\"']?canonical\b", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE)
_META = re.compile(r"<meta\b([^<>]{1,4000})>", re.IGNORECASE)
_OG_URL = re.compile(r"\bproperty\s*=\s*[\"']?og:url\b", re.IGNORECASE)
_CONTENT = re.compile(
    r"\bcontent\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_LANGUAGE = re.compile(r"<html\b[^<>]{0,500}?\blang\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_TITLE_SEPARATOR = re.compile(r"\s+[|·»–—-]\s+|\s*[|_]\s*")


def extract_page(
    body: bytes, *, content_type: str = "", url: str = "", is_cut: bool = False
) -> Page | None:
    """Read an article page; None where it holds no text.

    Headings and paragraphs are kept, separated by blank lines; comments, menus, prompts to
    subscribe and links to other articles are not. A page that ends at a wall (payment,
    registration, cookies, a check for robots) or says that it is not free is marked; what asks for
    cookies or scripts is no text.

    Args:
        body: as received, decompressed; the caller limits its size and the time this may take.
        content_type: the HTTP header's value, for its charset.
        url: where it came from; relative links start there.
        is_cut: the body is only the beginning, so the paragraph that the text ends in is left out.
    """
    markup = decode(body, content_type)
    found = _extract(markup, url)
    if found is None:
        return None
    document, raw = found
    is_request = asks_something_else(raw)
    text = "" if is_request else _paragraphs(raw)
    if is_cut:
        text = text.rpartition("\n\n")[0]
    has_wall = is_request or asks_payment(raw)
    if is_missing(raw) or not (text or has_wall):
        return None
    declared = _LANGUAGE.search(markup, 0, _HEAD)
    site = one_line(document.sitename or "")[:_LONGEST_NAME]
    return Page(
        text=text,
        title=_title(one_line(document.title or ""), site),
        author=as_printed(all_signed(_credited(document), markup), markup),
        published_at=_day(document.date) or printed_day(markup),
        image_url=resolve(url, document.image or ""),
        language=detect_language(text, declared[1] if declared else ""),
        canonical_url=_canonical(markup[:_HEAD], url) or url,
        is_paywalled=has_wall or says_paid(markup),
    )


def _credited(document: Document) -> str:
    return credited(one_line((document.author or "").replace("; ", ", ")))


def _extract(markup: str, url: str) -> tuple[Document, str] | None:
    """Return what the page says about itself and its text.

    The text is extracted quickly, and thoroughly where that gives little.
    """
    quick = bare_extraction(
        markup,
        url=url or None,
        fast=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    document, text = quick, _text(quick)
    if len(text) < _ENOUGH:
        # The quick attempt has the metadata already; they cost as much again as the text.
        is_dense = _EAST_ASIAN.search(text) is not None
        thorough = bare_extraction(
            markup,
            url=url or None,
            include_comments=False,
            config=_SHORT_NEWS if is_dense else DEFAULT_CONFIG,
        )
        document = quick or thorough
        text = _text(thorough) if is_dense else max(_text(thorough), text, key=len)
    return (document, text) if isinstance(document, Document) else None


def _text(found: Document | dict[str, Any] | None) -> str:
    return (found.text or "") if isinstance(found, Document) else ""


def _paragraphs(raw: str) -> str:
    """Separate paragraphs by blank lines, list items by line breaks; leave prompts out."""
    blocks: list[str] = []
    was_item = False
    for line in map(one_line, raw.splitlines()):
        if not line or is_prompt(line) or not any(map(str.isalnum, line)):
            continue
        is_item = line.startswith("- ")
        if is_item and was_item:
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
        was_item = is_item
    return "\n\n".join(blocks)


def _title(title: str, site: str) -> str:
    """Take the name of the site off the end of a title."""
    separators = list(_TITLE_SEPARATOR.finditer(title))
    if not separators or not site:
        return title
    last = separators[-1]
    name, tail = _squeezed(site), _squeezed(title[last.end() :])
    is_site = tail == name or (len(tail) >= _SHORTEST_NAME and (tail in name or name in tail))
    return title[: last.start()].strip() if is_site else title


def _squeezed(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _day(date: str | None) -> datetime | None:
    """Read a date, which the library has checked and gives to the day."""
    return datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None


def _canonical(head: str, url: str) -> str:
    """Return the address the page calls its own: `rel=canonical`, else Open Graph's."""
    for tag, kind, address in ((_LINK, _CANONICAL, _HREF), (_META, _OG_URL, _CONTENT)):
        for match in tag.finditer(head):
            found = address.search(match[1]) if kind.search(match[1]) else None
            if found:
                own = resolve(url, html.unescape(found[1] or found[2] or found[3] or ""))
                if own:
                    return own
    return ""
