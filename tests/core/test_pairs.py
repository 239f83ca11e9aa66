"""English and Chinese reports of one event meet; those that only look alike do not."""

import pytest

from bench.pairs import PARTS, measure, read_pairs

from .stories import VOCABULARY

RECALL, PRECISION = 0.8, 0.95


@pytest.mark.parametrize("part", PARTS)
def test_pairs_of_one_event_meet_and_look_alikes_stay_apart(part: int) -> None:
    pairs = [pair for pair in read_pairs(VOCABULARY) if pair.part == part]
    assert [sum(pair.is_same is verdict for pair in pairs) for verdict in (True, False)] == [
        35,
        48,
    ]
    outcome = measure(pairs)["alone"]
    assert outcome.recall >= RECALL
    assert outcome.precision >= PRECISION
