"""What `pg_dump` and `pg_restore` carry over, as docs/operations.md has it."""

from bot.core.audience import ChatId
from bot.core.query import Query
from data.migrate import current_revision, head_revision, migrate
from data.store import open_store
from tests.databases import PostgreSQL

from . import given


async def test_a_dump_of_postgresql_is_restored_into_an_empty_database(
    postgresql: PostgreSQL, postgresql_url: str
) -> None:
    async with open_store(postgresql_url) as store:
        story = await given.story(store, title="A new chip")
        await given.subscriber(store, 7)
    empty = postgresql.create()
    url = postgresql.url(empty)

    postgresql.run("pg_dump", "--format=custom", "--file=dump", postgresql_url)
    postgresql.run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={url}", "dump")

    migrate(url)
    assert current_revision(url) == head_revision()
    async with open_store(url) as store:
        assert await store.audience.get(ChatId(7)) is not None
        found = await store.search.find(Query(words="chip"), given.NOW, offset=0, limit=9)
        assert [one.id for one in found.stories] == [story]
        assert (await given.subscriber(store, 8)).chat_id == 8
    postgresql.drop(empty)
