"""Of several processes one has the turn, and whoever ends gives it on."""

import pytest

from data.store import Store, open_store


async def test_a_process_alone_always_has_the_turn(store: Store) -> None:
    for _ in range(2):
        async with store.turns.take("digest") as is_ours:
            assert is_ours


async def test_only_one_process_has_a_turn_and_the_next_one_has_it_after(
    postgresql_url: str,
) -> None:
    async with open_store(postgresql_url) as one, open_store(postgresql_url) as other:
        async with (
            one.turns.take("digest") as is_ones,
            other.turns.take("digest") as is_others,
            other.turns.take("ingest") as is_others_too,
        ):
            assert (is_ones, is_others, is_others_too) == (True, False, True)
        async with other.turns.take("digest") as is_others:
            assert is_others


async def test_a_turn_ends_with_an_error(postgresql_url: str) -> None:
    async with open_store(postgresql_url) as one, open_store(postgresql_url) as other:

        async def fail() -> None:
            async with one.turns.take("digest"):
                raise RuntimeError

        with pytest.raises(RuntimeError):
            await fail()
        async with other.turns.take("digest") as is_others:
            assert is_others
