"""What readers get in Telegram of a model's answers, from the feed to the card."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.adapters.model import DEADLINE
from bot.core.writing import MOST_TRIES
from tests.adapters.answers import ANSWER, BAD, FENCED, GOOD
from tests.adapters.provider import TOKENS_IN, TOKENS_OUT, Provider, answering

from .newsroom import (
    BY_MODEL,
    EXCERPT,
    EXCERPTED,
    Newsroom,
    Seen,
    chinese,
    with_model,
)

pytestmark = pytest.mark.enable_socket

A_CALL = TOKENS_IN + TOKENS_OUT
INVENTED = (
    "925", "2950亿元", "sorry", "best firm on earth", "data centres and\n",
)  # fmt: skip
"""What only bad answers say, and the order hidden in the article."""


@pytest.fixture
def database(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


def assert_written_by_the_model(seen: Seen) -> None:
    for card, told, label in (
        (seen.english, GOOD["texts"]["en"], BY_MODEL),
        (seen.chinese, GOOD["texts"]["zh-Hans"], chinese(BY_MODEL)),
    ):
        assert told["title"] in card
        assert told["summary"] in card
        assert told["analysis"][0] in card
        assert card.splitlines()[-1] == label
        assert told["title"] in seen.lists


def assert_offline(seen: Seen) -> None:
    """Assert that readers have the article's own words, labelled, and nothing of a model."""
    assert EXCERPT in seen.english
    assert EXCERPT in seen.chinese
    assert seen.english.splitlines()[-1] == EXCERPTED
    assert seen.chinese.splitlines()[-1] == f"原文为英语。{chinese(EXCERPTED)}"
    assert "2950亿美元 · 80%" in seen.chinese
    assert BY_MODEL not in seen.everything
    assert chinese(BY_MODEL) not in seen.everything
    assert [words for words in INVENTED if words in seen.everything] == []


@pytest.mark.parametrize("answer", [ANSWER, FENCED], ids=["plain", "fenced"])
async def test_a_good_answer_reaches_readers_in_both_languages(
    database: Path, answer: str
) -> None:
    async with answering(Provider(answer)) as url, with_model(database, url) as room:
        assert_offline(await room.look())

        assert await room.writer.run() == 1

        assert_written_by_the_model(await room.look())
        assert not await room.is_queued()
        assert await room.spent() == A_CALL


@pytest.mark.parametrize("answer", BAD.values(), ids=BAD)
async def test_a_bad_answer_reaches_nobody_and_the_story_waits_for_a_better_one(
    database: Path, answer: str
) -> None:
    async with failing(database, Provider(answer)) as (provider, room):
        assert len(provider.asked) == MOST_TRIES
        assert await room.spent() == MOST_TRIES * A_CALL


async def test_a_fault_that_is_mended_is_never_seen(database: Path) -> None:
    provider = Provider(BAD["invented figure"], BAD["cut off"], ANSWER)
    async with answering(provider) as url, with_model(database, url) as room:
        assert await room.writer.run() == 1

        seen = await room.look()
        assert_written_by_the_model(seen)
        assert [words for words in INVENTED if words in seen.everything] == []
        assert await room.spent() == 3 * A_CALL


@pytest.mark.parametrize("status", [401, 429, 500, 503])
async def test_while_the_model_is_down_the_offline_text_stands(
    database: Path, status: int
) -> None:
    async with failing(database, Provider(status)) as (provider, room):
        assert len(provider.asked) == 1
        assert await room.spent() == 0


async def test_while_the_model_hangs_the_offline_text_stands(database: Path) -> None:
    async with failing(database, Provider(None), deadline=1.0) as (provider, room):
        assert len(provider.asked) == 1
        assert await room.spent() > A_CALL, "nobody knows what it took"


@asynccontextmanager
async def failing(
    database: Path, provider: Provider, *, deadline: float = DEADLINE
) -> AsyncIterator[tuple[Provider, Newsroom]]:
    """Open a bot whose model has just failed: readers have the offline text, the story waits.

    In the end its time comes.
    """
    async with (
        answering(provider) as url,
        with_model(database, url, deadline=deadline) as room,
    ):
        assert await room.writer.run() == 0
        assert_offline(await room.look())
        assert await room.is_queued()
        yield provider, room
        await assert_its_time_comes(room, provider)


async def assert_its_time_comes(room: Newsroom, provider: Provider) -> None:
    """Assert that the story rests, and that a model that has recovered writes about it."""
    asked = len(provider.asked)
    assert await room.writer.run() == 0
    assert len(provider.asked) == asked

    provider.answers = [ANSWER]
    room.clock.advance(3600)
    assert await room.writer.run() == 1
    assert_written_by_the_model(await room.look())
