"""`tidings sources`: which feeds are read, and how each fares."""

import asyncio
from pathlib import Path
from xml.sax.saxutils import quoteattr

from bot.app import Runtime, open_runtime
from bot.core.admin import source_state
from bot.core.language import detect_language
from bot.core.news import Feed, Source, SourceSeed
from bot.core.urls import host, is_web_url
from bot.errors import ConfigError
from bot.settings import Settings
from data.curated import read_sources
from jobs.collecting import Read, read_feed, told_of_length

from .terminal import CommandError, say, show_json, show_table

_COLUMNS = ("Publisher>", "Language", "State", "Articles#", "Last read", "URL>", "Error>")
_NAMES = ("publisher", "language", "state", "articles", "succeeded_at", "url", "error")
_SHOWN_ENTRIES = 5


async def show(settings: Settings, *, as_json: bool) -> None:
    """Print every source and how it fares."""
    async with open_runtime(settings) as runtime:
        rows = [_row(source) for source in await runtime.services.store.sources.all()]
    if as_json:
        show_json([dict(zip(_NAMES, row, strict=True)) for row in rows])
    else:
        show_table(_COLUMNS, rows)


async def add(settings: Settings, url: str, *, publisher: str, title: str, language: str) -> None:
    """Read a feed once and, if that works, read it from now on; a known one stays as it is."""
    async with open_runtime(settings) as runtime:
        fetched, feed, _ = await _read(runtime, url)
        seed = SourceSeed(
            url=fetched.url,
            title=title or feed.title or host(fetched.url),
            publisher=publisher or feed.title or host(fetched.url),
            language=language or _language(feed),
            home=feed.home,
        )
        added = await runtime.services.store.sources.add(seed, runtime.services.clock.now())
    if added is None:
        say(f"Known already, nothing changed: {seed.url}")
    else:
        say(f"Added {seed.title} ({seed.publisher}, {seed.language}): {seed.url}")


async def remove(settings: Settings, url: str) -> None:
    """Read a feed no more; its articles stay."""
    async with open_runtime(settings) as runtime:
        if not await runtime.services.store.sources.remove(url):
            raise CommandError(
                f"no source has the address {url}; `tidings sources list` shows all"
            )
    say(f"Removed {url}")


async def test(settings: Settings, url: str, *, as_json: bool) -> None:
    """Read a feed and print what is in it; nothing is stored.

    Raises:
        CommandError: it holds no entries. That may pass (some feeds are empty on Sundays), but
            nothing shows that its news can be read, so a script must not take it for a success.
    """
    async with open_runtime(settings) as runtime:
        read = await _read(runtime, url)
    fetched, feed, _ = read
    if not feed.entries:
        raise CommandError(
            f"{fetched.url}: the feed ({feed.format}) holds no entries; it may be cut off or empty"
        )
    shown, note = feed.entries[:_SHOWN_ENTRIES], told_of_length(read)
    if as_json:
        entries = [{"published_at": e.published_at, "title": e.title, "url": e.url} for e in shown]
        about = {"url": fetched.url, "format": feed.format, "title": feed.title, "note": note}
        show_json(about | {"count": len(feed.entries), "entries": entries})
        return
    say(f"{feed.format}: {feed.title} - {len(feed.entries)} entries at {fetched.url}")
    if note:
        say(note)
    show_table(
        ("Published", "Title>", "URL>"),
        [(e.published_at, e.title, e.url) for e in shown],
    )


async def take_in(settings: Settings, path: Path) -> None:
    """Add every feed of an OPML or TOML file."""
    seeds = await asyncio.to_thread(_read_list, path)
    async with open_runtime(settings) as runtime:
        services = runtime.services
        added = [await services.store.sources.add(seed, services.clock.now()) for seed in seeds]
    known = added.count(None)
    say(f"Added {len(seeds) - known} sources" + (f", {known} were known already" if known else ""))


async def give_out(settings: Settings, path: Path) -> None:
    """Write every source into an OPML file."""
    async with open_runtime(settings) as runtime:
        sources = await runtime.services.store.sources.all()
    opml = to_opml([source.seed for source in sources])
    await asyncio.to_thread(_write, path, opml)
    say(f"Wrote {len(sources)} sources to {path}")


def to_opml(seeds: list[SourceSeed]) -> str:
    """Return a subscription list (OPML 2.0) that `import` reads without loss."""
    outlines = "".join(map(_outline, seeds))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        "  <head><title>Tidings</title></head>\n"
        f"  <body>\n{outlines}  </body>\n</opml>\n"
    )


def _outline(seed: SourceSeed) -> str:
    """Write one feed; what OPML has no attribute for is named as in a TOML list."""
    attributes = {
        "type": "rss",
        "text": seed.title,
        "xmlUrl": seed.url,
        "htmlUrl": seed.home,
        "language": seed.language,
        "publisher": seed.publisher,
        "reputation": str(seed.reputation),
        "primary": str(seed.is_primary).lower(),
        "general": str(seed.is_general).lower(),
    }
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f"    <outline {written}/>\n"


def _read_list(path: Path) -> list[SourceSeed]:
    try:
        return read_sources(path)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


async def _read(runtime: Runtime, url: str) -> Read:
    """Fetch and parse a feed; the address of a page that names its feed will do."""
    if not is_web_url(url):
        raise ConfigError(f"{url!r} is no web address")
    return await read_feed(runtime.services, await runtime.services.fetcher.fetch(url))


def _language(feed: Feed) -> str:
    titles = "\n".join(entry.title for entry in feed.entries[:20])
    return detect_language(titles, feed.language)


def _row(source: Source) -> tuple[object, ...]:
    at = source.succeeded_at
    return (
        source.seed.publisher,
        source.seed.language,
        source_state(source),
        source.articles,
        at.isoformat(timespec="minutes") if at else "",
        source.seed.url,
        source.last_error,
    )
