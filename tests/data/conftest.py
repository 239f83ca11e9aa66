"""Every test of the store runs on both databases."""

import pytest

from data.store import Store
from tests.factories import Bench, bench


@pytest.fixture
def database_url(either_url: str) -> str:
    return either_url


@pytest.fixture
def desk(store: Store) -> Bench:
    return bench(store)
