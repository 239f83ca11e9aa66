from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.audience import Effect, Preferences, Rule, RuleKind
from bot.core.news import Candidate, StoryId
from bot.core.select import select_stories

NAMES = st.sampled_from(["alpha", "beta", "gamma"])
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    ids = draw(st.sets(st.integers(1, 60), max_size=25))
    return [
        Candidate(
            id=StoryId(id_),
            total=draw(st.integers(0, 100)),
            ready_at=NOW - timedelta(hours=draw(st.integers(0, 3))),
            updated_at=NOW,
            tags=draw(st.frozensets(NAMES)),
            publishers=draw(st.frozensets(NAMES, min_size=1)),
            words=" ".join(draw(st.lists(NAMES))),
        )
        for id_ in ids
    ]


RULES = st.builds(
    Rule, kind=st.sampled_from(RuleKind), value=NAMES, effect=st.sampled_from(Effect)
)
PREFERENCES = st.builds(
    Preferences,
    language=st.just("en"),
    min_score=st.integers(0, 100),
    rules=st.frozensets(RULES, max_size=4),
)
SHOWN = st.frozensets(st.integers(1, 60).map(StoryId))


@given(pools(), PREFERENCES, SHOWN, st.integers(1, 20), st.randoms(use_true_random=False))
def test_the_choice_never_repeats_exceeds_or_depends_on_the_order(
    pool: list[Candidate],
    preferences: Preferences,
    shown: frozenset[StoryId],
    size: int,
    rng: object,
) -> None:
    chosen = select_stories(pool, preferences, shown, size=size)
    assert len(chosen) == len(set(chosen)) <= size
    assert shown.isdisjoint(chosen)
    rng.shuffle(pool)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert select_stories(pool, preferences, shown, size=size) == chosen


@given(pools(), PREFERENCES, st.integers(1, 20))
def test_a_better_story_is_passed_over_only_for_a_reason(
    pool: list[Candidate], preferences: Preferences, size: int
) -> None:
    chosen = select_stories(pool, preferences, (), size=size)
    totals = {story.id: story.total for story in pool}
    assert [totals[i] for i in chosen] == sorted((totals[i] for i in chosen), reverse=True)
    for story in pool:
        alone = select_stories([story], preferences, (), size=size)
        if alone and story.id not in chosen and len(story.publishers) > 1:
            assert len(chosen) == size
            assert all(totals[i] >= story.total for i in chosen)
