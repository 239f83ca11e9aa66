"""Every test of the store runs on both databases."""

import pytest

from data.store import Store
from tests.factories import Bench, bench


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def desk(store: Store) -> Bench:
    return bench(store)
