"""`tidings check`, `migrate`, `backup`, `restore` and `stats`: looking after an installation."""

import asyncio
from collections.abc import Awaitable
from dataclasses import asdict, astuple
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Runtime, migrate_database, open_runtime
from bot.core.admin import DoubtfulParcel
from bot.core.briefing import PING_TOKENS
from bot.core.outgoing import HourOfDelivery, ParcelState
from bot.errors import BotError, SourceError
from bot.settings import Settings
from data.backup import back_up, put_back
from data.migrate import current_revision, head_revision
from jobs.spending import spend

from .terminal import DONE, FAILED, CommandError, open_progress, say, show_json, show_table

_BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right shows an earlier time."""
_DAYS = 30
"""Days of requests to models and translators that are printed."""
_DAY_COLUMNS = ("Day", "Requests#", "Failed#", "Tokens#", "USD#", "Faults#", "Offline#")
_SOURCES_AT_ONCE = 16
_GREETING = ("Good morning.",)
_RESULTS = {True: "ok", False: "FAILED", None: "not set"}
HOURS = 24
"""How far back `stats` looks at delivery."""
MOST_DOUBTFUL = 100
_DOUBTFUL_COLUMNS = ("Chat#", "Topic#", "Kind", "Slot", "Part#", "State", "Since", "Error>")


class _UnsetError(CommandError):
    """This part is not set, which other commands can do without."""


async def check(settings: Settings, *, as_json: bool) -> int:
    """Try everything the bot needs, a line each; fails where one does.

    Without a token Telegram is not tried and does not fail: reading news and looking at them
    needs none, and what needs one says so at once.
    """
    rows: list[tuple[str, bool | None, str]] = [
        ("settings", True, f"state in {settings.state_dir}")
    ]
    async with open_runtime(settings, takes_sources=True) as runtime:
        sources = [one for one in await runtime.services.store.sources.all() if one.is_active]
        with open_progress() as progress:
            checking = progress.add_task("Checking", total=len(_PARTS) + len(sources))

            async def attempt(name: str, work: Awaitable[str]) -> None:
                try:
                    rows.append((name, True, await work))
                except _UnsetError as error:
                    rows.append((name, None, str(error)))
                except SourceError as error:
                    rows.append((name, False, error.reason))
                except BotError as error:
                    rows.append((name, False, " ".join(str(error).split())))
                progress.advance(checking)

            for name, part in _PARTS.items():
                await attempt(name, part(runtime))
            slots = asyncio.Semaphore(_SOURCES_AT_ONCE)
            async with asyncio.TaskGroup() as group:
                for source in sources:
                    url = source.seed.url
                    group.create_task(attempt(url, _check_source(runtime, url, slots)))
    if as_json:
        show_json([{"check": name, "ok": is_ok, "detail": text} for name, is_ok, text in rows])
    else:
        show_table(
            ("Check>", "Result", "Detail"),
            [(name, _RESULTS[is_ok], text) for name, is_ok, text in rows],
        )
    return FAILED if any(is_ok is False for _, is_ok, _ in rows) else DONE


async def _check_database(runtime: Runtime) -> str:
    revision = await asyncio.to_thread(current_revision, runtime.settings.database)
    return f"revision {revision}"


async def _check_clock(runtime: Runtime) -> str:
    now = runtime.services.clock.now()
    if now < _BUILT:
        raise CommandError(f"{now.isoformat(timespec='seconds')} cannot be the time")
    return now.isoformat(timespec="seconds")


async def _check_telegram(runtime: Runtime) -> str:
    if not runtime.settings.telegram_token.get_secret_value():
        raise _UnsetError("only `tidings run` and `worker` need TIDINGS_TELEGRAM_TOKEN")
    return f"@{await runtime.ask_name()}"


async def _check_model(runtime: Runtime) -> str:
    services = runtime.services
    analyst = services.writers.analyst
    if analyst is None:
        return "none: texts are written offline"
    name = await spend(services, analyst.model, PING_TOKENS, analyst.ping)
    spent = await services.store.models.spent(services.clock.now())
    return f"{name}, {spent} of {services.writers.daily_tokens} tokens used today"


async def _check_translator(runtime: Runtime) -> str:
    services = runtime.services
    interpreter = services.writers.interpreter
    if interpreter is None:
        return "none: texts stay in their own languages"
    (word,) = await spend(
        services,
        interpreter.engine,
        interpreter.most_tokens(_GREETING),
        lambda: interpreter.translate(_GREETING, "en", "zh-Hans"),
    )
    return f"{interpreter.engine}: {word}"


async def _check_embedder(runtime: Runtime) -> str:
    services = runtime.services
    embedder = services.writers.embedder
    if embedder is None:
        return "none: words alone decide which articles tell one event"
    most = embedder.most_tokens(_GREETING)
    (found,) = await spend(services, embedder.engine, most, lambda: embedder.embed(_GREETING))
    return f"{embedder.engine}: {len(found)} numbers for a text"


async def _check_source(runtime: Runtime, url: str, slots: asyncio.Semaphore) -> str:
    async with slots:
        fetched = await runtime.services.fetcher.fetch(url)
        feed = await runtime.services.reader.read_feed(fetched)
    return f"{feed.format}, {len(feed.entries)} entries"


_PARTS = {
    "database": _check_database,
    "clock": _check_clock,
    "telegram": _check_telegram,
    "model": _check_model,
    "translator": _check_translator,
    "embeddings": _check_embedder,
}


def bring_up_to_date(settings: Settings) -> None:
    """Bring the database's schema up to date."""
    migrate_database(settings)
    say(f"The database is at revision {head_revision()}")


def save(settings: Settings, path: Path) -> None:
    """Write a copy of the database, also while the bot runs."""
    back_up(settings.database, path)
    say(f"Wrote {path}")


def load(settings: Settings, path: Path) -> None:
    """Put a copy, brought up to date, in the place of the database; the bot must not run."""
    kept = put_back(settings.database, path)
    say(f"Restored {path}" + (f"; the database before it is kept as {kept}" if kept else ""))


async def stats(settings: Settings, *, as_json: bool) -> None:
    """Print how much there is of everything, and how delivery went in the last hours (UTC)."""
    async with open_runtime(settings) as runtime:
        store = runtime.services.store
        sources = await store.sources.all()
        figures: dict[str, dict[str, int]] = {
            "sources": {
                "all": len(sources),
                "active": sum(source.is_active for source in sources),
                "failing": sum(source.is_active and source.failures > 0 for source in sources),
            },
            "articles": {"all": sum(source.articles for source in sources)},
            "chats": await store.audience.counts(),
            "parcels": {state.value: n for state, n in (await store.outbox.depths()).items()},
        }
        now = runtime.services.clock.now()
        days = await store.models.days(_DAYS)
        hours = [_hour(hour) for hour in await store.outbox.hours(now, last=HOURS)]
    if as_json:
        show_json(figures | {"hours": hours, "models": [asdict(day) for day in days]})
        return
    rows = [
        (what if which == "all" else f"{which} {what}", n)
        for what, counts in figures.items()
        for which, n in counts.items()
    ]
    show_table(("What", "How many#"), rows)
    if hours:
        show_table([f"{name}#" for name in hours[0]], [tuple(hour.values()) for hour in hours])
    if days:
        show_table(_DAY_COLUMNS, [astuple(day) for day in days])


def _hour(hour: HourOfDelivery) -> dict[str, object]:
    return {
        "hour": f"{hour.start:%Y-%m-%d %H:00}",
        "sent": hour.sent,
        "retried": hour.retried,
        "parked": hour.parked,
        "unconfirmed": hour.unconfirmed,
        "late_p50_s": round(hour.late_p50.total_seconds(), 1),
        "late_p99_s": round(hour.late_p99.total_seconds(), 1),
    }


async def list_doubtful(settings: Settings, *, as_json: bool) -> None:
    """Print the latest messages that are unconfirmed or parked, newest first (UTC)."""
    async with open_runtime(settings) as runtime:
        store = runtime.services.store
        found = await store.counts.doubtful(MOST_DOUBTFUL)
        depths = await store.outbox.depths()
    if as_json:
        show_json([_doubtful(parcel) for parcel in found])
        return
    show_table(_DOUBTFUL_COLUMNS, [tuple(_doubtful(parcel).values()) for parcel in found])
    older = depths[ParcelState.UNCONFIRMED] + depths[ParcelState.PARKED] - len(found)
    if older > 0:
        say(f"and {older} older")


def _doubtful(parcel: DoubtfulParcel) -> dict[str, object]:
    return asdict(parcel) | {
        "slot": f"{parcel.slot:%Y-%m-%d %H:%M}",
        "since": f"{parcel.since:%Y-%m-%d %H:%M:%S}",
    }
