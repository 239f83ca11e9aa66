"""What comes in: feed entries become article drafts, and each source gets its next visit."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from .advertising import labelled
from .byline import credited
from .days import day_of, floor, tell_days
from .language import detect_language
from .masthead import without_masthead
from .news import ArticleDraft, ArticleId, Entry, Feed, Page, Source, SourceId, StoryId
from .relevance import is_about_ai
from .syndication import SAME_HEADLINE
from .text import html_to_text, plain, tokens, truncate
from .urls import canonical_url, host, unwrapped

FULL_TEXT = 600
"""Characters; an entry that has fewer is completed from its page."""
LONGEST_TEXT = 60_000
LONGEST_TITLE = 300
LONGEST_AUTHOR = 200
PAGE_AGE = timedelta(days=14)
"""Pages of older entries are not fetched: they are an archive, and no digest holds them."""
MOST_PAGES = 60
"""Pages fetched for one visit to a source, the newest entries first."""
_TELLING = 4
"""Letters of a word that says what a title is about."""

FIRST_WAIT = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=1)
LONGEST_MAX_AGE = timedelta(hours=1)
"""However long a cache may keep a feed, news is asked for at least this often."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with the text it brings along."""

    entry: Entry
    text: str
    """Paragraphs separated by blank lines."""
    canonical_url: str
    needs_page: bool = False
    """Whether its page has to be fetched for the full text."""
    is_day: bool = False
    """Whether its source tells the day only on which it was published."""

    @property
    def title(self) -> str:
        """Return its headline as one line of plain text; may be empty."""
        return plain(self.entry.title)

    @property
    def content_hash(self) -> str:
        """Return what changes when the entry's own words do, whatever its page says."""
        words = f"{self.title}\0{self.text}"
        return hashlib.sha256(words.encode(errors="replace")).hexdigest()

    @property
    def guid(self) -> str:
        """Return what its source calls it."""
        entry = self.entry
        if entry.guid and entry.guid == entry.url and not self.canonical_url:
            return f"{entry.url}#{self.title}"  # its address is other entries' too
        return entry.guid or self.canonical_url or self.content_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is stored already under a guid or an address."""

    article_id: ArticleId
    story_id: StoryId
    source_id: SourceId
    """Whose entry it is; another source with the same address must not overwrite it."""
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """What an article said before its source corrected it."""

    article_id: ArticleId
    replaced_at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """A feed's items, by what is to be done with them."""

    new: tuple[Item, ...]
    changed: tuple[tuple[ArticleId, Item], ...]
    off_topic: int = 0
    """How many are not stored because their source is a general one and they are not about AI."""


def take_items(feed: Feed, now: datetime) -> tuple[Item, ...]:
    """Return a feed's items that say something, each once, however old they are.

    Old ones are kept for search and for what later news refer to; only the recent ones are worth
    a visit to their pages.
    """
    items: dict[str, Item] = {}
    pages = 0
    shared = _shared_addresses(feed)
    by_day = tell_days(entry.published_at for entry in feed.entries if entry.published_at)
    for entry in sorted(
        map(_led_on, feed.entries), key=lambda entry: _said_at(entry, now), reverse=True
    ):
        text = max(html_to_text(entry.content), html_to_text(entry.summary), key=len)
        url = canonical_url(entry.url)
        url = "" if url in shared else url
        is_short = bool(url) and len(text) < FULL_TEXT
        needs_page = is_short and pages < MOST_PAGES and _said_at(entry, now) > now - PAGE_AGE
        item = Item(entry, text, url, needs_page, by_day or entry.is_midnight)
        if (text or item.title) and item.guid not in items:
            items[item.guid] = item
            pages += needs_page
    return tuple(items.values())


def _led_on(entry: Entry) -> Entry:
    """Return an entry at the address that its redirector leads to."""
    target = unwrapped(entry.url)
    return entry if target == entry.url else replace(entry, url=target)


def _shared_addresses(feed: Feed) -> set[str]:
    """Return the addresses that several entries have: of a page of notes, no single article."""
    titles: dict[str, set[str]] = {}
    for entry in feed.entries:
        titles.setdefault(canonical_url(entry.url), set()).add(entry.title)
    return {url for url, several in titles.items() if len(several) > 1}


def _said_at(entry: Entry, now: datetime) -> datetime:
    return entry.published_at or entry.updated_at or now


def sort_items(items: Iterable[Item], known: Mapping[str, Known], source: Source) -> Sorted:
    """Tell new items from changed ones; the rest is stored already, or is none of our topic.

    An address that another source brought first is no second article: it would count as a
    second voice.
    """
    off_topic = 0
    new: list[Item] = []
    changed: list[tuple[ArticleId, Item]] = []
    for item in items:
        found = known.get(item.guid) or known.get(item.canonical_url)
        if found is None and source.seed.is_general and not is_about_ai(item.title, item.text):
            off_topic += 1
        elif found is None:
            new.append(item)
        elif found.source_id == source.id and found.content_hash != item.content_hash:
            changed.append((found.article_id, item))
    return Sorted(tuple(new), tuple(changed), off_topic)


def to_draft(source: Source, item: Item, page: Page | None, now: datetime) -> ArticleDraft:
    """Make an article of `item`, completed with `page` where that has more to say."""
    entry = item.entry
    is_unread = page is None
    page = page or Page(text="")
    if not _tells(page, item):
        page = Page(text="", is_paywalled=page.is_paywalled)
    author = credited(entry.author) or page.author
    headline = item.title or plain(page.title)
    text = without_masthead(max(page.text, item.text, key=len), headline, author)
    title = labelled(headline or truncate(plain(text), 80), entry.categories)
    said_at = entry.published_at or page.published_at or entry.updated_at or now
    if item.is_day and entry.published_at:
        # A day that has begun elsewhere only is today.
        said_at = min(day_of(said_at), floor(now))
    return ArticleDraft(
        source_id=source.id,
        guid=item.guid,
        url=entry.url or source.seed.home or source.seed.url,
        canonical_url=item.canonical_url,
        original_url=_original(item, page),
        title=title[:LONGEST_TITLE],
        text=text[:LONGEST_TEXT],
        language=detect_language(f"{title}\n{text[:2000]}", page.language or source.seed.language),
        author=author[:LONGEST_AUTHOR],
        published_at=min(said_at, now),
        image_url=entry.image_url or page.image_url,
        content_hash=item.content_hash,
        is_full_text=len(text) >= FULL_TEXT,
        is_unread=is_unread,
        is_paywalled=page.is_paywalled,
    )


def _tells(page: Page, item: Item) -> bool:
    """Tell whether a page can be an entry's: a short one without a word of its title is none.

    Such are log-ins, requests, notes that the article is gone, home pages of sites that moved.
    """
    words = {term for term in tokens(item.title) if len(term) >= _TELLING or not term.isascii()}
    return len(page.text) >= FULL_TEXT or not words or not words.isdisjoint(tokens(page.text))


def _original(item: Item, page: Page) -> str:
    """Return another address that a page names as its own, or that led to it; empty where none.

    A page of another headline is no article (a log-in, a request for consent), and the top of a
    site is what careless templates name.
    """
    named = canonical_url(page.canonical_url)
    if named == item.canonical_url or named == canonical_url(f"https://{host(named)}/"):
        return ""
    likeness = fuzz.token_set_ratio(plain(page.title), item.title, processor=str.casefold)
    return named if likeness >= SAME_HEADLINE else ""


def next_visit(now: datetime, max_age: int) -> datetime:
    """Return when to ask a source again that answered and asked for `max_age` seconds."""
    return now + min(timedelta(seconds=max_age), LONGEST_MAX_AGE)


def next_try(now: datetime, failures: int, retry_after: float) -> datetime:
    """Return when to ask a source again that failed `failures` times in a row, now included."""
    wait = min(FIRST_WAIT * (1 << min(failures - 1, 10)), LONGEST_WAIT)
    asked = timedelta(seconds=min(retry_after, LONGEST_WAIT.total_seconds()))
    return now + max(wait, asked)
