"""The sample news: invented feeds, kept beside the program, for the demo and for tests.

One TOML file per feed in `data/seeds/sample`. An entry's moment is told relative to the start of
the demo: `ago = "3h20m"` before it, `ahead = "14h"` after it, so that a later digest has news.
"""

import codecs
import re
import tomllib
from collections import Counter
from datetime import timedelta
from importlib.resources import files
from typing import Annotated, Literal, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

_DURATION = re.compile(r"(?:(\d+)h)?(?:([0-5]?\d)m)?")


def _read_duration(text: object) -> timedelta:
    match = _DURATION.fullmatch(text) if isinstance(text, str) and text else None
    if match is None:
        raise ValueError(f"{text!r} is not a length of time such as 3h20m")
    hours, minutes = match.groups(default="0")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _read_encoding(text: object) -> str:
    try:
        return codecs.lookup(str(text)).name
    except LookupError:
        raise ValueError(f"unknown encoding {text!r}") from None


def _read_lines(text: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(text).splitlines() if line.strip())


_Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Duration = Annotated[timedelta, BeforeValidator(_read_duration)]


class SampleEntry(BaseModel):
    """One invented article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: _Slug
    """What happened; entries of one event belong in one story."""
    follows: _Slug | None = None
    """The earlier event that this one continues or denies."""
    slug: _Slug
    ago: _Duration | None = None
    ahead: _Duration | None = None
    title: _Name
    author: _Name
    categories: tuple[_Name, ...] = ()
    page_only: bool = False
    """True where the feed gives the teaser only and the page holds the text."""
    teaser: str = ""
    paragraphs: Annotated[tuple[str, ...], BeforeValidator(_read_lines)] = Field(
        alias="text", min_length=1
    )

    @model_validator(mode="after")
    def _check(self) -> "SampleEntry":
        if (self.ago is None) == (self.ahead is None):
            raise ValueError("needs either ago or ahead")
        if self.page_only != bool(self.teaser):
            raise ValueError("page_only and teaser go together")
        return self

    @property
    def offset(self) -> timedelta:
        """Return when it is published, counted from the start of the demo."""
        return self.ahead if self.ahead is not None else -(self.ago or timedelta())


class SampleFeed(BaseModel):
    """One invented feed, entries newest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: _Slug
    title: _Name
    publisher: _Name
    language: _Name
    """BCP 47."""
    format: Literal["rss", "atom", "rdf", "json"]
    encoding: Annotated[str, BeforeValidator(_read_encoding)] = "utf-8"
    reputation: float = Field(ge=0, le=1)
    primary: bool = False
    description: _Name
    entries: tuple[SampleEntry, ...] = Field(alias="entry", min_length=1)

    @model_validator(mode="after")
    def _check(self) -> "SampleFeed":
        twice = [slug for slug, n in Counter(e.slug for e in self.entries).items() if n > 1]
        if twice:
            raise ValueError(f"slug {twice[0]} is there twice")
        if self.format == "json" and self.encoding != "utf-8":
            raise ValueError("JSON Feed is always UTF-8")
        return self


Sample: TypeAlias = tuple[SampleFeed, ...]
"""All sample feeds, by key."""


def read_sample_feed(text: str, name: str) -> SampleFeed:
    """Read one feed file.

    Raises:
        ValueError: one line that names the file, the place in it and what is wrong.
    """
    try:
        feed = SampleFeed.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{name}: {place or 'feed'}: {first['msg']}") from error
    newest_first = sorted(feed.entries, key=lambda entry: entry.offset, reverse=True)
    return feed.model_copy(update={"entries": tuple(newest_first)})


def sample_length(sample: Sample) -> timedelta:
    """Return when the last entry is published, counted from the start of the demo."""
    return max(entry.offset for feed in sample for entry in feed.entries)


def load_sample() -> Sample:
    """Read the sample news that come with the program."""
    folder = files("data") / "seeds" / "sample"
    found = [
        read_sample_feed(file.read_text(encoding="utf-8"), file.name)
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda feed: feed.key))
