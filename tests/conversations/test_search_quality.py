"""Our own searches over the sample news find what they are about."""

import pytest

from bench.search import measure

from .talk import Talk


@pytest.mark.unmeasured  # a hundred times the same way
async def test_nine_of_ten_searches_show_the_expected_story_among_the_first_five(
    talk: Talk,
) -> None:
    outcomes = await measure(talk.services.store, talk.clock.now())

    assert len(outcomes) == 100
    chinese = [one for one in outcomes if one.case.language == "zh-Hans"]
    assert len(chinese) == 50
    for some in (chinese, [one for one in outcomes if one not in chinese]):
        found = [one for one in some if one.place]
        assert len(found) / len(some) >= 0.9, [one.case for one in some if not one.place]
