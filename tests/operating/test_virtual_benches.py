"""Small forms of the benches on simulated time: digests come when they may, nobody is refused."""

import pytest

from bench import lateness, planning, rate


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the benches little to choose from: filling the database takes most of the time."""
    monkeypatch.setattr(planning, "STORIES", 3)
    for bench in (lateness, rate):
        monkeypatch.setattr(bench, "WISHES", 2)


async def test_everybody_has_their_digest_when_the_limit_allows() -> None:
    rows = await lateness.run(60, [28.0])

    assert [(row["of"], lateness.is_on_time(row)) for row in rows] == [(60, True)] * 3


async def test_nobody_who_asks_while_digests_leave_is_refused() -> None:
    found = await rate.run(5, 400, 2, 1)

    assert found["HTTP 429"] == 0
    assert found["parcels that wait at the end"] > 0
