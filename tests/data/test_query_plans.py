"""Lists, planning and claiming go by an index, however much is stored."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from bot.core.amending import Amendment, Word
from bot.core.news import StoryId
from data.asking import Askers, Question
from data.engine import Database, open_engines
from data.store import Store

from . import given
from .given import LEASE, NOW

CURSOR = (NOW, StoryId(5))
WORD = Amendment(
    story_id=StoryId(1),
    known_as=frozenset({StoryId(1)}),
    word=Word.RETRACTION,
    at=NOW,
    is_told=True,
    changed_at=NOW,
)
CASES: dict[str, tuple[Callable[[Store], Awaitable[Any]], str]] = {
    "latest": (lambda s: s.stories.latest(floor=40, before=CURSOR, limit=5), "ix_story_latest"),
    "tag": (
        lambda s: s.stories.latest(floor=40, tag="chips", before=CURSOR, limit=5),
        "ix_story_tag_latest",
    ),
    "due": (lambda s: given.due(s, NOW), "ix_subscriber_due"),
    "reviews due": (
        lambda s: s.reviews.due(NOW, history_since=NOW, limit=5),
        "ix_subscriber_review",
    ),
    "claim": (
        lambda s: s.outbox.claim(NOW, owner="one", lease=LEASE, limit=5),
        "ix_parcel_ready",
    ),
    "first of a chat": (
        lambda s: s.outbox.claim(NOW, owner="one", lease=LEASE, limit=5),
        "ix_parcel_open",
    ),
    "reap": (lambda s: s.outbox.reap(NOW), "ix_parcel_lease"),
    "depths": (lambda s: s.outbox.depths(), "ix_parcel_doubt"),
    "who had a story": (
        lambda s: s.amending.reach_messages(WORD, {}, NOW, limit=5),
        "ix_parcel_digest",
    ),
    "waiting with a story": (
        lambda s: s.amending.withdraw(WORD, after=(0, 0), limit=5),
        "ix_parcel_open",
    ),
    "retracted since": (lambda s: s.reviews.plan([], NOW), "ix_story_retracted"),
    "held back": (
        lambda s: s.breaking.held(since=NOW, now=NOW, limit=5),
        "ix_held_alert_until",
    ),
    "to enrich": (lambda s: s.stories.to_enrich(5), "ix_story_stale"),
    "window": (lambda s: s.articles.window(NOW), "ix_article_published"),
    "placed": (lambda s: s.articles.placed(NOW), "ix_article_published"),
}


@contextmanager
def recorded() -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that reach any database."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    ask = Askers.ask

    async def note_question(
        askers: Askers, question: Question, values: dict[str, Any]
    ) -> list[Any]:
        statements.append((question.sql, question.bind(values)))
        return await ask(askers, question, values)

    event.listen(Engine, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Askers, "ask", note_question)
        yield statements
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_engines(database_url) as opened:
        yield opened


def explain(connection: Connection, statement: str, parameters: Any) -> str:
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return "\n".join(row[3] for row in rows)
    # A table of five rows is read whole whatever indices there are.
    for setting in ("enable_seqscan", "enable_sort", "enable_bitmapscan"):
        connection.exec_driver_sql(f"SET {setting} = off")
    return "\n".join(
        row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
    )


@pytest.mark.parametrize("case", CASES)
async def test_hot_queries_go_by_their_index_and_never_sort(
    store: Store, database: Database, case: str
) -> None:
    ask, index = CASES[case]
    people = [await given.subscriber(store, chat) for chat in range(1, 4)]
    await given.plan(store, [given.digest(*people[:2], parts=2)], NOW)
    story_id = await given.story(store, tags=("chips",))
    await store.editing.retract(story_id, "A hoax.", NOW)

    with recorded() as statements:
        await ask(store)

    plans: list[str] = []
    async with database.core_writing() as connection:
        for statement, parameters in statements:
            if re.match("SELECT|UPDATE", statement):
                plans.append(await connection.run_sync(explain, statement, parameters))
    (plan, *_) = [plan for plan in plans if index in plan] or [""]
    assert plan, "\n\n".join(plans)
    if case in {"latest", "tag", "due", "reviews due", "claim", "who had a story", "held back"}:
        assert not re.search("TEMP B-TREE FOR (?!GROUP)|Sort", plan), plan
    assert not re.search(r"SCAN (?!anon|.*USING)|Seq Scan", plan), plan
