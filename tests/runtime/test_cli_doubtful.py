"""Operators see which messages are in doubt."""

from pathlib import Path

import pytest

from bot.commands import upkeep
from bot.core.outgoing import ParcelState
from data.store import Store
from tests.data import given

from .conftest import Run, stored


async def _lose(store: Store) -> None:
    people = [await given.subscriber(store, number) for number in (7, -100)]
    await given.plan(store, [given.digest(*people)], given.NOW)
    lost, refused = await given.sending(store)
    await store.outbox.record([given.result(lost, ParcelState.UNCONFIRMED)], given.NOW)
    await store.outbox.record([given.result(refused, ParcelState.PARKED)], given.NOW + given.HOUR)


def test_messages_in_doubt_are_listed(
    tidings: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(tmp_path, _lose)

    found = tidings("stats", "--in-doubt", "--json").json
    whole = tidings("stats", "--in-doubt").out
    monkeypatch.setattr(upkeep, "MOST_DOUBTFUL", 1)
    short = tidings("stats", "--in-doubt").out

    assert {one["chat_id"] for one in found} == {7, -100}
    assert [one["state"] for one in found] == ["parked", "unconfirmed"]
    assert found[0]["slot"] == f"{given.NOW:%Y-%m-%d %H:%M}"
    assert found[0]["since"] == f"{given.NOW + given.HOUR:%Y-%m-%d %H:%M:%S}"
    assert found[0]["error"] == "no"
    assert all(words in whole for words in ("-100", "unconfirmed", "parked", "digest"))
    assert "older" not in whole
    assert short.splitlines()[-1] == "and 1 older"


def test_without_any_in_doubt_the_list_is_empty(tidings: Run) -> None:
    assert tidings("stats", "--in-doubt", "--json").json == []
