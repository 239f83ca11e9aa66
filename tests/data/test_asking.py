"""Questions: compiled once, taken to SQLite's threads, the same rows on both databases."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select, update
from sqlmodel import col

from bot.errors import StoreError
from data.asking import Askers, Question
from data.columns import UTCDateTime, among
from data.engine import open_engines
from data.prepared import Prepared
from data.store import Store
from data.tables import StoryRow

from . import given
from .given import HOUR, NOW

LATER = Question(
    select(col(StoryRow.id), col(StoryRow.first_seen_at), col(StoryRow.facts)).where(
        col(StoryRow.first_seen_at) > bindparam("since"), among(col(StoryRow.id), "ids")
    )
)


async def test_a_question_takes_and_gives_what_the_columns_hold(
    store: Store, database_url: str
) -> None:
    old, new, other = [await given.story(store, at=NOW + n * HOUR) for n in range(3)]

    async with open_engines(database_url) as database:
        (row,) = await database.ask(LATER, since=NOW, ids=[old, new])
        assert await database.ask(LATER, since=NOW, ids=[]) == []
        both = await database.ask(LATER, since=NOW, ids={new, other})

    assert (row.id, row.first_seen_at, row.facts) == (new, NOW + HOUR, row.facts)
    assert isinstance(row.facts, dict)
    assert {one.id for one in both} == {new, other}


async def test_many_questions_at_once_are_each_answered(store: Store, database_url: str) -> None:
    stories = [await given.story(store, at=NOW + HOUR) for _ in range(3)]

    async with open_engines(database_url) as database:
        answers = await asyncio.gather(
            *(database.ask(LATER, since=NOW, ids=[one]) for one in stories * 9)
        )

    assert [row.id for (row,) in answers] == stories * 9


async def test_statements_at_once_are_one_transaction(store: Store, database_url: str) -> None:
    stories = [await given.story(store, at=NOW) for _ in range(3)]
    meant = update(StoryRow).where(col(StoryRow.id) > bindparam("after"))
    move = Prepared(meant.values(first_seen_at=bindparam("at", type_=UTCDateTime())))
    spoil = Prepared(meant.values(first_seen_at=None))

    async with open_engines(database_url) as database:
        late = {"after": stories[0], "at": NOW + HOUR}
        assert await database.write_at_once((move, late), (move, late | {"after": 0})) == [2, 3]
        with pytest.raises(StoreError):
            await database.write_at_once((move, late | {"at": NOW}), (spoil, {"after": 0}))
        rows = await database.ask(LATER, since=NOW, ids=stories)

    assert [row.first_seen_at for row in rows] == [NOW + HOUR] * 3


async def test_what_the_database_raises_is_a_store_error_and_the_next_is_answered(
    sqlite_url: str,
) -> None:
    async with open_engines(sqlite_url) as database:
        with pytest.raises(StoreError):
            await database.ask(LATER, since=NOW)  # a value is missing
        assert await database.ask(LATER, since=NOW, ids=[1]) == []


async def test_a_value_that_no_column_holds_harms_nobody_else(sqlite_url: str) -> None:
    high = Question(select(col(StoryRow.id)).where(col(StoryRow.id) > bindparam("floor")))

    async with open_engines(sqlite_url) as database:
        for _ in range(3):  # more than there are threads
            with pytest.raises(OverflowError):
                await database.ask(high, floor=10**20)
        assert await database.ask(high, floor=0) == []


async def test_a_file_that_cannot_be_opened_is_tried_again(sqlite_url: str) -> None:
    folder = Path("/nowhere")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(folder / "tidings.db")

    askers = Askers(connect, 1)
    with pytest.raises(StoreError, match="unable to open"):
        await askers.ask(LATER, {"since": NOW, "ids": []})

    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    assert await askers.ask(LATER, {"since": NOW, "ids": []}) == []
    await askers.close()


async def test_who_waits_no_more_leaves_the_others_alone(store: Store, database_url: str) -> None:
    story_id = await given.story(store, at=NOW + HOUR)

    async with open_engines(database_url) as database:
        for values in ({"ids": [story_id]}, {}):  # the second fails
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0):
                    await database.ask(LATER, since=NOW, **values)
        (row,) = await database.ask(LATER, since=NOW, ids=[story_id])

    assert row.id == story_id
