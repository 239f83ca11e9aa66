import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

import pytest

from data.memory import MAX_AGE, MOST, Gathering, Generation, Memory
from data.store import Store

from . import given
from .given import NOW


class Shelf:
    """Something to be read, which counts how often it is."""

    def __init__(self) -> None:
        self.reads = 0

    async def read(self) -> int:
        await asyncio.sleep(0)
        self.reads += 1
        return self.reads


async def latest(store: Store) -> list[int]:
    """Return the totals of the newest stories as a list that is kept would say."""

    async def read() -> list[int]:
        stories = await store.stories.latest(floor=0, before=None, limit=9)
        return [story.scores.total for story in stories]

    return await store.memory.recall("latest", NOW, read)


async def test_many_who_ask_the_same_at_once_have_it_read_once() -> None:
    shelf, memory = Shelf(), Memory(Generation())

    answers = await asyncio.gather(*(memory.recall("page", NOW, shelf.read) for _ in range(9)))

    assert answers == [1] * 9
    assert await memory.recall("other page", NOW, shelf.read) == 2


@pytest.mark.parametrize("direction", [1, -1])
async def test_an_answer_is_kept_for_some_seconds(direction: int) -> None:
    shelf, memory = Shelf(), Memory(Generation())
    await memory.recall("page", NOW, shelf.read)

    assert await memory.recall("page", NOW + direction * MAX_AGE, shelf.read) == 1
    assert await memory.recall("page", NOW + 2 * direction * MAX_AGE, shelf.read) == 2


async def test_an_answer_made_of_others_is_no_older_than_they_may_be() -> None:
    shelf, memory = Shelf(), Memory(Generation())
    await memory.recall("stories", NOW, shelf.read)

    async def page(now: datetime) -> int:
        return await memory.recall("stories", now, shelf.read)

    for seconds, reads in ((3, 1), (6, 2)):
        now = NOW + timedelta(seconds=seconds)
        assert await memory.recall("page", now, partial(page, now)) == reads


async def test_the_answers_asked_for_longest_ago_are_dropped() -> None:
    shelf, memory = Shelf(), Memory(Generation())
    for page in range(MOST + 1):
        await memory.recall(page, NOW, shelf.read)

    assert await memory.recall(1, NOW, shelf.read) == 2
    assert await memory.recall(0, NOW, shelf.read) == MOST + 2


async def test_an_answer_that_could_not_be_made_is_made_for_the_next_who_asks() -> None:
    shelf, memory = Shelf(), Memory(Generation())

    async def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        await memory.recall("page", NOW, fail)

    assert await memory.recall("page", NOW, shelf.read) == 1


async def test_what_is_written_while_an_answer_is_made_is_in_the_next_one() -> None:
    generation = Generation()
    memory, shelf = Memory(generation), Shelf()

    async def overtaken() -> int:
        found = await shelf.read()
        generation.number += 1
        return found

    assert await memory.recall("page", NOW, overtaken) == 1
    assert await memory.recall("page", NOW, shelf.read) == 2


async def test_a_new_story_and_a_new_score_are_in_the_very_next_answer(store: Store) -> None:
    assert await latest(store) == []

    story_id = await given.story(store, total=60)
    assert await latest(store) == [60]

    await store.stories.rescore([(story_id, given.scores(70))], NOW)
    assert await latest(store) == [70]


async def test_counting_a_share_keeps_the_answers(store: Store) -> None:
    story_id = await given.story(store, total=60)
    kept = await latest(store)

    await store.stories.record_share(story_id)

    assert await latest(store) is kept


async def test_look_ups_that_come_meanwhile_go_together() -> None:
    asked: list[set[int]] = []

    async def load(keys: Collection[int]) -> dict[int, str]:
        asked.append(set(keys))
        await asyncio.sleep(0)
        return {key: str(key) for key in keys if key > 0}

    gathering: Gathering[int, str] = Gathering(load)

    found = await asyncio.gather(*(gathering.get(key) for key in (1, 2, 3, 2, 0)))

    assert found == ["1", "2", "3", "2", None]
    assert sum(map(len, asked)) <= 5
    assert len(asked) <= 2


async def test_a_look_up_that_fails_fails_for_one_only() -> None:
    failures = 1

    async def load(keys: Collection[int]) -> dict[int, str]:
        nonlocal failures
        await asyncio.sleep(0)
        if failures:
            failures -= 1
            raise LookupError
        return {key: str(key) for key in keys}

    gathering: Gathering[int, str] = Gathering(load)

    found = await asyncio.gather(*map(gathering.get, (1, 2)), return_exceptions=True)

    assert isinstance(found[0], LookupError)
    assert found[1] == "2"
