from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.core.actions import (
    Action,
    Close,
    Flow,
    GiveFeedback,
    Keyset,
    ListKind,
    OpenStory,
    SaveStory,
    Screen,
    SetFloor,
    SetLanguage,
    SetSize,
    SetTag,
    SetTime,
    SetTimezone,
    ShareStory,
    ShowList,
    ShowScreen,
    ShowTags,
    ShowTopics,
    Subscribe,
    TagOrigin,
    ToggleDetails,
    ToggleWeekday,
    Unsubscribe,
)
from bot.core.audience import Effect, FeedbackKind
from bot.core.callbacks import MAX_BYTES, decode, encode, fits
from bot.core.news import StoryId

STORIES = st.integers(0, 2**63 - 1).map(StoryId)
FLOWS = st.sampled_from(Flow)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis wants naive bounds
ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(OpenStory, STORIES),
    st.builds(ToggleDetails, STORIES, st.booleans()),
    st.builds(ShareStory, STORIES),
    st.builds(SaveStory, STORIES, st.booleans()),
    st.builds(GiveFeedback, STORIES, st.sampled_from(FeedbackKind)),
    st.builds(
        ShowList,
        st.sampled_from(ListKind),
        st.integers(0, 20),
        st.none() | st.integers(0, 10**6) | st.builds(Keyset, MOMENTS, STORIES),
        st.text(max_size=60),
    ),
    st.builds(ShowTags, st.integers(0, 1000)),
    st.builds(
        SetTag,
        st.text(max_size=60),
        st.none() | st.sampled_from(Effect),
        st.sampled_from(TagOrigin),
        st.integers(0, 1000),
    ),
    st.builds(ShowScreen, st.sampled_from(Screen), FLOWS),
    st.builds(ShowTopics, FLOWS, st.integers(0, 1000)),
    st.builds(SetLanguage, st.text(max_size=60), FLOWS),
    st.builds(SetTime, st.integers(0, 1439), FLOWS),
    st.builds(SetTimezone, st.text(max_size=60), FLOWS),
    st.builds(SetSize, st.integers(0, 20)),
    st.builds(SetFloor, st.integers(0, 100)),
    st.builds(ToggleWeekday, st.integers(0, 6)),
    st.sampled_from([Subscribe(), Unsubscribe(), Close()]),
)


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
