from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, get_args, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from bot.core.actions import Action, Keyset
from bot.core.broadcast import BroadcastId
from bot.core.callbacks import MAX_BYTES, decode, encode, fits
from bot.core.news import StoryId

STORIES = st.integers(0, 2**63 - 1).map(StoryId)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis wants naive bounds
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "story_id": STORIES,
    "source_id": STORIES,
    "size": st.integers(0, 20),
    "start": st.none() | st.integers(0, 10**6) | st.builds(Keyset, MOMENTS, STORIES),
    "subject": st.text(max_size=60),
    "page": st.integers(0, 1000),
    "tag": st.text(max_size=60),
    "language": st.text(max_size=60),
    "timezone": st.text(max_size=60),
    "broadcast_id": st.integers(0, 2**63 - 1).map(BroadcastId),
    "minutes": st.integers(0, 1439),
    "floor": st.integers(0, 100),
    "weekday": st.integers(0, 6),
    "days": st.integers(0, 365),
    "begin": st.integers(0, 1439),
    "end": st.integers(0, 1439),
    "threshold": st.integers(0, 100),
    "most_a_day": st.integers(0, 20),
    "mark": st.integers(0, 2**32 - 1),
}
"""What a field may hold; the choices of an enum and yes or no follow from its type."""


def actions(kind: type[Any]) -> st.SearchStrategy[Action]:
    """Return every action of a kind."""
    types = get_type_hints(kind)
    return st.builds(
        kind,
        **{
            one.name: FIELDS[one.name] if one.name in FIELDS else st.from_type(types[one.name])
            for one in fields(kind)
        },
    )


ACTIONS: st.SearchStrategy[Action] = st.one_of(*map(actions, get_args(Action)))


@given(ACTIONS)
def test_what_fits_comes_back_and_is_at_most_64_bytes(action: Action) -> None:
    if fits(action):
        data = encode(action)
        assert 1 <= len(data.encode()) <= MAX_BYTES
        assert decode(data) == action


@given(st.text())
def test_any_text_is_an_action_only_if_we_could_have_written_it(data: str) -> None:
    action = decode(data)
    assert action is None or encode(action) == data
