"""A store of its own for every test, behind services made of fakes."""

import pytest

from data.store import Store
from tests.factories import Bench, bench


@pytest.fixture
def desk(store: Store) -> Bench:
    return bench(store)
