"""The feeds: which there are, when each is due, how each has fared."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlmodel import col, not_, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.core.news import Source, SourceId, SourceSeed

from .engine import Database
from .tables import SourceRow

LONGEST_URL = 2000
"""Characters of an address that a feed may move to; longer ones do not fit an index."""
LONGEST_ERROR = 500


class _From(StrEnum):
    LIST = "list"
    HAND = "hand"
    GONE = "gone"
    CLOSED = "closed"


_AWAY = frozenset({_From.GONE, _From.CLOSED})
"""Whom nobody wants, or who wants nobody any more: only adding them by hand brings them back."""


class Sources:
    """Everything about sources that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def sync(self, seeds: Iterable[SourceSeed], now: datetime) -> None:
        """Make the listed sources equal `seeds`; those added by hand stay as they are.

        A source that left the list is switched off, and on again when it comes back. One that
        was removed by hand, or closed by its owner, stays away although it is listed.
        """
        async with self._database.writing() as session:
            rows = (await session.exec(select(SourceRow))).all()
            by_url = {row.url: row for row in rows} | {row.listed_url: row for row in rows}
            wanted = {seed.url: seed for seed in seeds}
            for row in rows:
                if row.origin == _From.LIST and not {row.listed_url, row.url} & wanted.keys():
                    row.is_active = False
            for url, seed in wanted.items():
                if url not in by_url:
                    session.add(_new(seed, _From.LIST, now))
                elif by_url[url].origin not in _AWAY:
                    _fill(by_url[url], seed, _From.LIST, now)

    async def add(self, seed: SourceSeed, now: datetime) -> Source | None:
        """Add a source by hand, also one that was removed or switched off.

        One that is read already stays as it is, and None is returned.
        """
        async with self._database.writing() as session:
            row = await _find(session, seed.url)
            if row is None:
                row = _new(seed, _From.HAND, now)
                session.add(row)
            elif row.is_active and not row.is_paused:
                return None
            else:
                _fill(row, seed, _From.HAND if row.origin in _AWAY else row.origin, now)
                row.is_paused = False
            await session.flush()
            return _source(row)

    async def remove(self, url: str) -> bool:
        """Take a source out for good, until it is added again; tell whether there was one.

        Its articles stay, and so does the knowledge that nobody wants it: a list may name it.
        """
        async with self._database.writing() as session:
            row = await _find(session, url)
            if row is None or row.origin == _From.GONE:
                return False
            row.origin, row.is_active = _From.GONE, False
            return True

    async def pause(self, source_id: SourceId, *, is_on: bool, now: datetime) -> None:
        """Have a source read no more (`is_on`) or again at once; no list changes that."""
        async with self._database.writing() as session:
            await session.exec(
                update(SourceRow)
                .where(col(SourceRow.id) == source_id)
                .values(is_paused=is_on, next_fetch_at=now)
            )

    async def is_empty(self) -> bool:
        """Tell whether no source was ever listed or added."""
        async with self._database.reading() as session:
            return (await session.exec(select(SourceRow.id).limit(1))).first() is None

    async def all(self) -> list[Source]:
        """Return every source that was not removed, by publisher and title."""
        async with self._database.reading() as session:
            rows = await session.exec(
                select(SourceRow)
                .where(SourceRow.origin != _From.GONE)
                .order_by(SourceRow.publisher, SourceRow.title, SourceRow.url)
            )
            return [_source(row) for row in rows]

    async def due(self, now: datetime, limit: int = 1000) -> list[Source]:
        """Return the active sources whose time has come, longest waiting first."""
        async with self._database.reading() as session:
            rows = await session.exec(
                select(SourceRow)
                .where(
                    col(SourceRow.is_active),
                    not_(col(SourceRow.is_paused)),
                    SourceRow.next_fetch_at <= now,
                )
                .order_by(col(SourceRow.next_fetch_at))
                .limit(limit)
            )
            return [_source(row) for row in rows]

    async def record_success(
        self,
        source_id: SourceId,
        now: datetime,
        *,
        next_fetch_at: datetime,
        etag: str,
        last_modified: str,
        body_hash: str,
        moved_to: str = "",
        note: str = "",
    ) -> None:
        """Note a fetch that worked, and the new address where the feed has moved for good.

        `note` stands where an error would: what was left out although nothing failed. A feed that
        moved to the address of another source is switched off: that one reads it.
        """
        async with self._database.writing() as session:
            row = await session.get(SourceRow, source_id)
            if row is None:
                return
            row.fetched_at = row.succeeded_at = now
            row.next_fetch_at = next_fetch_at
            row.etag, row.last_modified, row.body_hash = etag, last_modified, body_hash
            row.failures, row.last_error = 0, note[:LONGEST_ERROR]
            if moved_to and moved_to != row.url and len(moved_to) <= LONGEST_URL:
                other = await _find(session, moved_to)
                if other is None or other is row:
                    row.url = moved_to
                else:
                    row.is_active = False
                    row.last_error = f"moved to {moved_to}, which is another source"

    async def record_failure(
        self,
        source_id: SourceId,
        now: datetime,
        *,
        error: str,
        next_fetch_at: datetime,
        close: bool = False,
    ) -> None:
        """Note a fetch that failed; `close` where it was the last until the source is added."""
        async with self._database.writing() as session:
            await session.exec(
                update(SourceRow)
                .where(col(SourceRow.id) == source_id)
                .values(
                    fetched_at=now,
                    next_fetch_at=next_fetch_at,
                    failures=col(SourceRow.failures) + 1,
                    last_error=error[:LONGEST_ERROR],
                    **({"is_active": False, "origin": _From.CLOSED} if close else {}),
                )
            )


async def _find(session: AsyncSession, url: str) -> SourceRow | None:
    rows = await session.exec(
        select(SourceRow)
        .where(or_(SourceRow.listed_url == url, SourceRow.url == url))
        .order_by(col(SourceRow.id))
    )
    return rows.first()


def _new(seed: SourceSeed, origin: _From, now: datetime) -> SourceRow:
    return SourceRow(
        url=seed.url,
        listed_url=seed.url,
        title=seed.title,
        publisher=seed.publisher,
        language=seed.language,
        reputation=seed.reputation,
        is_primary=seed.is_primary,
        is_general=seed.is_general,
        home=seed.home,
        origin=origin,
        added_at=now,
        next_fetch_at=now,
    )


def _fill(row: SourceRow, seed: SourceSeed, origin: str, now: datetime) -> None:
    row.listed_url = seed.url
    row.title, row.publisher, row.language = seed.title, seed.publisher, seed.language
    row.reputation, row.is_primary, row.home = seed.reputation, seed.is_primary, seed.home
    row.is_general = seed.is_general
    row.origin = origin
    if not row.is_active:
        row.is_active, row.failures, row.next_fetch_at = True, 0, now


def _source(row: SourceRow) -> Source:
    return Source(
        id=SourceId(row.id),
        seed=SourceSeed(
            url=row.url,
            title=row.title,
            publisher=row.publisher,
            language=row.language,
            reputation=row.reputation,
            is_primary=row.is_primary,
            is_general=row.is_general,
            home=row.home,
        ),
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        failures=row.failures,
        last_error=row.last_error,
        fetched_at=row.fetched_at,
        succeeded_at=row.succeeded_at,
        next_fetch_at=row.next_fetch_at,
        is_active=row.is_active and not row.is_paused,
        is_paused=row.is_paused,
        articles=row.articles,
    )
