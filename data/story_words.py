"""A story's words: its texts and tags, and the index it is found by."""

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.core.enrichment import Enrichment
from bot.core.news import Origin, StoryId
from bot.core.search import indexed

from .search_index import SearchIndex
from .tables import ArticleRow, SourceRow, StoryRow, StoryTagRow, TextRow
from .texts import text_of, text_row


async def replace_words(
    session: AsyncSession, index: SearchIndex, story: StoryRow, enrichment: Enrichment
) -> None:
    """Replace the texts and tags of a story; what an operator corrected stays as it is."""
    is_corrected = col(TextRow.origin) == Origin.CORRECTION
    of_story = col(TextRow.story_id) == story.id
    corrected = set(await session.exec(select(TextRow.language).where(of_story, is_corrected)))
    await session.exec(delete(TextRow).where(of_story, ~is_corrected))
    await session.exec(delete(StoryTagRow).where(col(StoryTagRow.story_id) == story.id))
    session.add_all(
        text_row(enrichment.story_id, text)
        for text in enrichment.texts
        if text.language not in corrected
    )
    session.add_all(
        StoryTagRow(
            story_id=story.id,
            tag=tag,
            position=position,
            first_seen_at=story.first_seen_at,
            total=story.total,
        )
        for position, tag in enumerate(dict.fromkeys(enrichment.tags))
    )
    await session.flush()
    await index_words(session, index, StoryId(story.id))


async def index_words(session: AsyncSession, index: SearchIndex, story_id: StoryId) -> None:
    """Index a story by its texts and tags, the titles of its articles and their publishers."""
    texts = await session.exec(
        select(TextRow).where(TextRow.story_id == story_id).order_by(TextRow.language)
    )
    tags = await session.exec(
        select(StoryTagRow.tag)
        .where(StoryTagRow.story_id == story_id)
        .order_by(col(StoryTagRow.position))
    )
    titles = await session.exec(
        select(ArticleRow.title, SourceRow.publisher)
        .join(SourceRow, col(SourceRow.id) == ArticleRow.source_id)
        .where(ArticleRow.story_id == story_id)
    )
    words = indexed([text_of(row) for row in texts], list(tags), list(titles))
    await index.put(session, story_id, words)
