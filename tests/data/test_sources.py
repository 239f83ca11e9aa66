from datetime import UTC, datetime, timedelta

from bot.core.news import SourceSeed
from data.store import Store

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


async def test_a_listed_source_is_due_at_once(store: Store) -> None:
    seed = SourceSeed(url="https://a.example/feed", title="A", publisher="A", language="en")

    await store.sources.sync([seed], NOW)

    (source,) = await store.sources.due(NOW)
    assert source.seed == seed
    assert source.next_fetch_at == NOW
    assert await store.sources.due(NOW - timedelta(seconds=1)) == []
