"""Articles, and the stories they begin."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Mapped
from sqlmodel import col

from bot.core.intake import ArticleVersion, Known
from bot.core.news import Article, ArticleDraft, ArticleId, SourceId, StoryId

from .article_loading import load_articles
from .columns import storable
from .engine import Database
from .history import keep_version, load_versions
from .tables import ArticleRow, SourceRow, StoryRow

LONGEST_KEY = 500
"""Bytes of a guid or an address that are compared as they are; longer ones by their hash."""
CHUNK = 500


class Articles:
    """Everything about articles that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(
        self, source_id: SourceId, guids: Collection[str], urls: Collection[str]
    ) -> dict[str, Known]:
        """Return what is stored under the source's guids and under anybody's canonical urls.

        Where a guid and an address are the same string, the source's own guid counts.
        """
        guid, url = col(ArticleRow.guid), col(ArticleRow.canonical_url)
        is_own = col(ArticleRow.source_id) == source_id
        async with self._database.core_reading() as connection:
            return await _known_by(connection, url, urls) | await _known_by(
                connection, guid, guids, is_own
            )

    async def at(self, canonical_url: str) -> tuple[ArticleId, StoryId] | None:
        """Return the oldest article at an address, and its story."""
        async with self._database.core_reading() as connection:
            return await _at(connection, canonical_url)

    async def window(self, since: datetime) -> list[Article]:
        """Return the articles published at or after `since`, oldest first."""
        async with self._database.core_reading() as connection:
            return await load_articles(connection, col(ArticleRow.published_at) >= since)

    async def placed(self, since: datetime) -> dict[ArticleId, StoryId]:
        """Return the story of each article published at or after `since`, oldest first."""
        published = col(ArticleRow.published_at)
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(col(ArticleRow.id), col(ArticleRow.story_id))
                .where(published >= since)
                .order_by(published, col(ArticleRow.id))
            )
            return {ArticleId(row.id): StoryId(row.story_id) for row in rows}

    async def many(self, ids: Collection[ArticleId]) -> list[Article]:
        """Return these articles, a few hundred at most, oldest publication first."""
        async with self._database.core_reading() as connection:
            return await load_articles(connection, col(ArticleRow.id).in_(ids))

    async def add(
        self,
        draft: ArticleDraft,
        *,
        story_id: StoryId | None,
        why: Mapping[str, Any],
        now: datetime,
        copy_of: ArticleId | None = None,
    ) -> tuple[ArticleId, StoryId]:
        """Store an article in a story, or begin one with it; the story waits for enrichment.

        What is stored already, as this entry or at this address by another source, is left as it
        is, and its ids returned.
        """
        async with self._database.core_writing() as connection:
            if draft.canonical_url and (there := await _at(connection, draft.canonical_url)):
                return there
            target = await _target(connection, story_id)
            target = target or await begin_story(
                connection, draft.language, min(draft.published_at, now), now
            )
            place = {"story_id": target, "why": dict(why), "copy_of": copy_of}
            article_id = await self._insert(connection, draft, place, now)
            if article_id is None:
                if story_id is None:
                    await connection.execute(delete(StoryRow).where(col(StoryRow.id) == target))
                return await _stored(connection, draft)
            if story_id is not None:
                await _touch(connection, target, now)
            await connection.execute(
                update(SourceRow)
                .where(col(SourceRow.id) == draft.source_id)
                .values(articles=col(SourceRow.articles) + 1)
            )
            return article_id, target

    async def update(self, article_id: ArticleId, draft: ArticleDraft, now: datetime) -> None:
        """Store what changed in an article, and keep what it said before.

        A full text gives way to no summary only because its page could not be read this time.
        Its story waits for enrichment again.
        """
        async with self._database.core_writing() as connection:
            if draft.is_unread and not draft.is_full_text:
                draft = await _with_full_text(connection, article_id, draft)
            await keep_version(connection, article_id, draft, now)
            changed = await connection.execute(
                update(ArticleRow)
                .where(col(ArticleRow.id) == article_id)
                .values(_content(draft))
                .returning(col(ArticleRow.story_id))
            )
            if (story_id := changed.scalar()) is not None:
                await _touch(connection, StoryId(story_id), now)

    async def of_story(self, story_id: StoryId) -> tuple[Article, ...]:
        """Return a story's articles, oldest publication first."""
        async with self._database.core_reading() as connection:
            return tuple(await load_articles(connection, col(ArticleRow.story_id) == story_id))

    async def versions(self, story_id: StoryId) -> list[ArticleVersion]:
        """Return what a story's articles said before they were corrected, oldest first."""
        async with self._database.core_reading() as connection:
            return await load_versions(connection, story_id)

    async def why(self, story_id: StoryId) -> list[tuple[Article, dict[str, Any]]]:
        """Return a story's articles with the reasons they were placed there."""
        is_of_story = col(ArticleRow.story_id) == story_id
        async with self._database.core_reading() as connection:
            articles = await load_articles(connection, is_of_story)
            rows = await connection.execute(
                select(col(ArticleRow.id), col(ArticleRow.why)).where(is_of_story)
            )
            reasons = {row.id: row.why for row in rows}
            return [(article, reasons[article.id]) for article in articles]

    async def _insert(
        self,
        connection: AsyncConnection,
        draft: ArticleDraft,
        place: Mapping[str, Any],
        now: datetime,
    ) -> ArticleId | None:
        """Insert unless the source has the guid already (then None)."""
        inserted = await connection.execute(
            self._database.insert(ArticleRow)
            .values(
                source_id=draft.source_id,
                guid=_key(draft.guid),
                published_at=draft.published_at,
                first_seen_at=now,
                **place,
                **_content(draft),
            )
            .on_conflict_do_nothing(index_elements=["source_id", "guid"])
            .returning(col(ArticleRow.id))
        )
        article_id = inserted.scalar()
        return None if article_id is None else ArticleId(article_id)


async def _with_full_text(
    connection: AsyncConnection, article_id: ArticleId, draft: ArticleDraft
) -> ArticleDraft:
    """Return a draft with the full text that is stored of its article, if there is one."""
    rows = await connection.execute(
        select(col(ArticleRow.text), col(ArticleRow.is_paywalled)).where(
            col(ArticleRow.id) == article_id, col(ArticleRow.is_full_text)
        )
    )
    full = rows.first()
    if full is None:
        return draft
    return replace(draft, text=full.text, is_full_text=True, is_paywalled=full.is_paywalled)


async def _known_by(
    connection: AsyncConnection,
    column: Mapped[str],
    values: Collection[str],
    *conditions: ColumnElement[bool],
) -> dict[str, Known]:
    """Look articles up by one column; where several share a value, the oldest counts."""
    wanted = {_key(value): value for value in values}
    keys = list(wanted)
    found: dict[str, Known] = {}
    for start in range(0, len(keys), CHUNK):
        rows = await connection.execute(
            select(column, *_KNOWN)
            .where(column.in_(keys[start : start + CHUNK]), *conditions)
            .order_by(col(ArticleRow.id).desc())
        )
        for value, article_id, story_id, owner, content_hash in rows:
            found[wanted[value]] = Known(
                article_id=article_id,
                story_id=story_id,
                source_id=owner,
                content_hash=content_hash,
            )
    return found


async def begin_story(
    connection: AsyncConnection, language: str, seen: datetime, now: datetime
) -> StoryId:
    """Store a story that has no articles yet and waits for enrichment."""
    row = StoryRow(language=language, first_seen_at=seen, updated_at=seen, stale_at=now)
    inserted = await connection.execute(
        insert(StoryRow).values(row.model_dump(exclude={"id"})).returning(col(StoryRow.id))
    )
    return StoryId(inserted.scalar_one())


async def _target(connection: AsyncConnection, story_id: StoryId | None) -> StoryId | None:
    """Return where an article for `story_id` goes: it may have been merged meanwhile."""
    if story_id is None:
        return None
    into = await connection.execute(
        select(col(StoryRow.merged_into)).where(col(StoryRow.id) == story_id).with_for_update()
    )
    return StoryId(into.scalar() or story_id)


async def _touch(connection: AsyncConnection, story_id: StoryId, now: datetime) -> None:
    await connection.execute(
        update(StoryRow)
        .where(col(StoryRow.id) == story_id)
        .values(stale_at=now, revision=col(StoryRow.revision) + 1)
    )


async def _at(connection: AsyncConnection, canonical_url: str) -> tuple[ArticleId, StoryId] | None:
    """Return the oldest article at an address."""
    rows = await connection.execute(
        select(col(ArticleRow.id), col(ArticleRow.story_id))
        .where(col(ArticleRow.canonical_url) == _key(canonical_url))
        .order_by(col(ArticleRow.id))
        .limit(1)
    )
    found = rows.first()
    return (ArticleId(found.id), StoryId(found.story_id)) if found else None


async def _stored(connection: AsyncConnection, draft: ArticleDraft) -> tuple[ArticleId, StoryId]:
    rows = await connection.execute(
        select(col(ArticleRow.id), col(ArticleRow.story_id)).where(
            col(ArticleRow.source_id) == draft.source_id, col(ArticleRow.guid) == _key(draft.guid)
        )
    )
    article_id, story_id = rows.one()
    return ArticleId(article_id), StoryId(story_id)


def _content(draft: ArticleDraft) -> dict[str, Any]:
    """Return what a source may change in an entry; when it was published stays as first told."""
    return {
        "url": draft.url,
        "canonical_url": _key(draft.canonical_url),
        "language": draft.language,
        "content_hash": draft.content_hash,
        "is_full_text": draft.is_full_text,
        "is_paywalled": draft.is_paywalled,
        "title": draft.title,
        "author": draft.author,
        "image_url": draft.image_url,
        "text": draft.text,
    }


def _key(value: str) -> str:
    """Return what a guid or an address is compared by; an index takes no long ones."""
    clean = storable(value)
    data = clean.encode()
    return clean if len(data) <= LONGEST_KEY else f"sha256:{hashlib.sha256(data).hexdigest()}"


_KNOWN: tuple[Mapped[Any], ...] = (
    col(ArticleRow.id),
    col(ArticleRow.story_id),
    col(ArticleRow.source_id),
    col(ArticleRow.content_hash),
)
