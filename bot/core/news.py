"""The news, stage by stage: Source -> Fetched -> Entry -> Article -> Story -> Text.

Every value is frozen, every datetime aware and in UTC, every language a BCP 47 tag (`zh-Hans`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType, TypeAlias

SourceId = NewType("SourceId", int)
ArticleId = NewType("ArticleId", int)
StoryId = NewType("StoryId", int)

Facts: TypeAlias = Mapping[str, float | int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSeed:
    """One feed as a list names it (the curated TOML, an OPML file, a command)."""

    url: str
    title: str
    publisher: str
    """Who owns it; corroboration counts publishers, never feeds."""
    language: str
    reputation: float = 0.5
    """0 (worthless) to 1 (beyond doubt); an unknown source is neutral."""
    is_primary: bool = False
    """True where the publisher makes the news itself: a lab, a regulator, a paper archive."""
    is_general: bool = False
    """True where it writes about other things than AI too; those are left out."""
    home: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed and what is needed to ask it again politely (RFC 9110, section 13)."""

    id: SourceId
    seed: SourceSeed
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    """SHA-256 of the last body, so that an unchanged 200 costs no parsing."""
    failures: int = 0  # failed fetches in a row
    last_error: str = ""
    fetched_at: datetime | None = None
    succeeded_at: datetime | None = None
    next_fetch_at: datetime | None = None
    is_active: bool = True
    """Whether it is read: false where it left the list, is gone or an operator paused it."""
    is_paused: bool = False
    articles: int = 0  # how many it has given so far


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One HTTP answer; `body` is decompressed, and only its beginning where `is_cut`."""

    url: str
    """Where the body came from, after redirects."""
    status: int
    body: bytes = b""
    is_cut: bool = False
    content_type: str = ""  # the whole header value, charset included
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""
    """The new address, where every redirect on the way was permanent (301, 308)."""
    max_age: int = 0  # seconds to leave it alone (Cache-Control, Retry-After); 0: it does not say

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the server said 304 Not Modified."""
        return self.status == 304  # noqa: PLR2004 - the HTTP status is its own name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed; plain text except `summary`, which may be HTML, and `content`."""

    guid: str
    url: str
    title: str
    author: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    is_midnight: bool = False
    """Whether `published_at` is midnight in another zone than UTC, and so stands for a day."""
    summary: str = ""
    content: str = ""
    """The full text as HTML, empty where the feed holds none."""
    categories: tuple[str, ...] = ()
    image_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed."""

    format: str
    """`rss`, `atom`, `rdf` or `json`, with its version where it names one: `rss 2.0`."""
    title: str = ""
    home: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an article page says, boilerplate taken out."""

    text: str
    """Paragraphs separated by blank lines."""
    title: str = ""
    author: str = ""
    published_at: datetime | None = None
    image_url: str = ""
    language: str = ""
    canonical_url: str = ""
    is_paywalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """An article ready to be stored; `original_url` is what its page names as its own address."""

    source_id: SourceId
    guid: str
    url: str
    canonical_url: str
    original_url: str = ""
    title: str
    text: str
    """Plain text, paragraphs separated by blank lines; at least the feed's summary."""
    language: str
    author: str = ""
    published_at: datetime
    """The feed's date, or the moment it was first seen; never in the future."""
    image_url: str = ""
    content_hash: str
    """Changes when the title or the text does."""
    is_full_text: bool = False
    is_unread: bool = False
    """Whether its page was not read, so that only what its feed says is known."""
    is_paywalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A stored article, with what its source adds to it; a copy repeats another one's text."""

    id: ArticleId
    story_id: StoryId
    source_id: SourceId
    publisher: str
    reputation: float
    is_primary: bool
    url: str
    title: str
    text: str
    language: str
    author: str
    published_at: datetime
    first_seen_at: datetime
    is_full_text: bool
    is_paywalled: bool
    copy_of: ArticleId | None = None


class Origin(StrEnum):
    """Where a text comes from."""

    SOURCE = "source"
    EXTRACT = "extract"
    MODEL = "model"
    TRANSLATION = "translation"
    CORRECTION = "correction"
    """An operator wrote it; nothing else may write over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A story's words in one language."""

    language: str
    title: str
    summary: str  # whole sentences
    analysis: str
    """Paragraphs separated by blank lines; may be empty."""
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Three axes, each 0-100, and what they were computed from."""

    hot: int
    """How much is being said now; halves with time."""
    hot_peak: int
    """The highest `hot` the story has had."""
    quality: int
    """How good the sources and the reporting are."""
    impact: int
    """How much changes for how many."""
    total: int
    """The one number that orders lists and meets a reader's floor."""
    version: int
    facts: Facts = field(default_factory=dict)
    """The components that `bot.core.score` documents; they answer "why 87?"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One article of a story, as a reader is shown it."""

    article_id: ArticleId
    publisher: str
    title: str
    url: str
    language: str
    published_at: datetime
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event, as it is shown and shared."""

    id: StoryId
    language: str
    """The language of its leading article."""
    first_seen_at: datetime
    """When the article that began it was published; fixed, so lists can order by it."""
    updated_at: datetime
    """When the last new publisher joined."""
    scores: Scores
    texts: Mapping[str, Text]
    """By language; always holds `language`."""
    tags: tuple[str, ...]
    """Tag keys, best first."""
    mentions: tuple[Mention, ...]
    """Leading article first, then oldest first."""
    readers: int = 0
    shares: int = 0
    """How often somebody sent it to others by inline mode."""

    def __hash__(self) -> int:
        """Make a story the key of what is kept about it; equal ones have the same number."""
        return hash(self.id)

    @property
    def publishers(self) -> tuple[str, ...]:
        """Return the distinct publishers, the leading one first."""
        return tuple(dict.fromkeys(mention.publisher for mention in self.mentions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """Why a story was taken back, in the operator's words."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMaterial:
    """Everything stored about a story, as scoring, tagging and writing need it."""

    id: StoryId
    first_seen_at: datetime
    articles: tuple[Article, ...]
    """Oldest publication first; never empty."""
    before: Facts = field(default_factory=dict)  # the facts of its scores so far
    revision: int = 0
    """Counts the changes of its articles; the enrichment made of it carries it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story as digest selection sees it: small, and equal for every subscriber."""

    id: StoryId
    total: int
    hot: int = 100
    quality: int = 100
    impact: int = 100
    event: str = ""  # the tag that says what kind of story it is; empty where none does
    ready_at: datetime
    """When it was first fit to be sent."""
    updated_at: datetime
    grown_at: datetime | None = None  # when its newest article came, where it has several
    tags: frozenset[str]
    publishers: frozenset[str]
    words: str
    """Casefolded titles of all its texts and articles, for followed and muted words."""
