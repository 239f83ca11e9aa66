"""Lists of sources: the curated one, and those an operator gives as TOML or OPML."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.news import SourceSeed
from bot.core.urls import is_web_url

_SEEDS = files("data") / "seeds"


class _SourceEntry(BaseModel):
    """One `[[source]]` of a TOML list."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    url: str = Field(min_length=1)
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    language: str = Field(min_length=2)
    reputation: float = Field(default=0.5, ge=0, le=1)
    primary: bool = False
    general: bool = False
    home: str = ""

    def seed(self) -> SourceSeed:
        return SourceSeed(
            url=self.url,
            title=self.title,
            publisher=self.publisher,
            language=self.language,
            reputation=self.reputation,
            is_primary=self.primary,
            is_general=self.general,
            home=self.home,
        )


class _SourceList(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: list[_SourceEntry] = []


class _OutlineMarks(BaseModel):
    """What an outline of ours says beyond OPML, named as in a TOML list."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    publisher: str = ""
    reputation: float = Field(default=0.5, ge=0, le=1)
    primary: bool = False
    general: bool = False


def curated_sources() -> list[SourceSeed]:
    """Return the sources that come with the program."""
    return load_sources((_SEEDS / "sources.toml").read_text(encoding="utf-8"), "sources.toml")


def curated_tags() -> str:
    """Return the TOML text of the tags that come with the program."""
    return (_SEEDS / "tags.toml").read_text(encoding="utf-8")


def curated_concepts() -> str:
    """Return the TOML text of the bilingual vocabulary that comes with the program."""
    return (_SEEDS / "concepts.toml").read_text(encoding="utf-8")


def read_sources(path: Path) -> list[SourceSeed]:
    """Read the list of sources in a file, as `load_sources` does.

    Raises:
        ValueError: it cannot be read; the message begins with `path` and the place.
    """
    try:
        return load_sources(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: neither OPML nor TOML: it is no text in UTF-8") from error


def load_sources(text: str, name: str) -> list[SourceSeed]:
    """Read a list of sources: OPML where it begins with `<`, else TOML.

    Raises:
        ValueError: `text` cannot be read; the message begins with `name` and the place.
    """
    is_opml = text.lstrip("\ufeff \t\r\n").startswith("<")
    places = _from_opml(text, name) if is_opml else _from_toml(text, name)
    seeds: dict[str, SourceSeed] = {}
    for place, seed in places:
        if not is_web_url(seed.url):
            raise ValueError(f"{place}: {seed.url!r} is no web address")
        if seed.url in seeds and not is_opml:
            raise ValueError(f"{place}: {seed.url} is listed twice")
        # Readers file one feed in several folders of an OPML list: the first is enough.
        seeds.setdefault(seed.url, seed)
    if not seeds:
        raise ValueError(f"{name}: holds no sources")
    return list(seeds.values())


def _from_toml(text: str, name: str) -> list[tuple[str, SourceSeed]]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: neither OPML nor TOML: {error}") from error
    try:
        entries = _SourceList.model_validate(document).source
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{name}: {_place(first['loc'])}: {first['msg']}") from error
    return [
        (f"{name}: source {number}", entry.seed()) for number, entry in enumerate(entries, start=1)
    ]


def _place(location: tuple[int | str, ...]) -> str:
    """Name a key as a person finds it: the tables are counted from 1."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in location)


def _from_opml(text: str, name: str) -> list[tuple[str, SourceSeed]]:
    # No entities, no network: the file may come from anywhere.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.lstrip("\ufeff \t\r\n").encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{name}: {error.msg}") from error
    if root.tag != "opml":
        raise ValueError(f"{name}: line {root.sourceline}: <{root.tag}> is neither OPML nor TOML")
    return [
        (place, _from_outline(outline, _marks(outline, place)))
        for outline in root.iter("outline")
        if outline.get("xmlUrl")
        for place in [f"{name}: line {outline.sourceline}"]
    ]


def _marks(outline: Any, place: str) -> _OutlineMarks:
    try:
        return _OutlineMarks.model_validate(
            {key: value for key, value in outline.items() if value.strip()}
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{place}: {_place(first['loc'])}: {first['msg']}") from error


def _from_outline(outline: Any, marks: _OutlineMarks) -> SourceSeed:
    """Read an outline (OPML 2.0, "Subscription lists"); its site publishes it if nobody else."""
    url = outline.get("xmlUrl").strip()
    home = (outline.get("htmlUrl") or "").strip()
    site = urlsplit(home).hostname or urlsplit(url).hostname or url
    site = site.removeprefix("www.")
    return SourceSeed(
        url=url,
        title=(outline.get("title") or outline.get("text") or site).strip(),
        publisher=marks.publisher or site,
        language=(outline.get("language") or "").strip(),
        reputation=marks.reputation,
        is_primary=marks.primary,
        is_general=marks.general,
        home=home if is_web_url(home) else "",
    )
