from datetime import UTC, datetime

from bot.core.audience import Leaning, LeaningKind
from bot.core.news import Candidate, StoryId
from bot.core.taste import MOST_LEANINGS, MOST_POINTS, Opinion, lean, learn

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def opinion(
    tags: str = "", publishers: str = "", event: str = "", *, likes: bool = True
) -> Opinion:
    return Opinion(
        is_liked=likes,
        tags=frozenset(tags.split()),
        publishers=frozenset(publishers.split()),
        event=event,
    )


def candidate(tags: str = "", publishers: str = "someone", event: str = "") -> Candidate:
    return Candidate(
        id=StoryId(1),
        total=50,
        event=event,
        ready_at=NOW,
        updated_at=NOW,
        tags=frozenset(tags.split()),
        publishers=frozenset(publishers.split()),
        words="",
    )


def points(leanings: frozenset[Leaning]) -> dict[tuple[str, str], int]:
    return {(one.kind.value, one.value): one.points for one in leanings}


def test_an_opinion_speaks_for_tags_publishers_and_the_kind_of_story() -> None:
    learnt = points(learn([opinion("chips release", "heise", "release")]))

    assert learnt == {("tag", "chips"): 2, ("publisher", "heise"): 2, ("event", "release"): 2}


def test_more_and_less_cancel_out() -> None:
    assert learn([opinion("chips"), opinion("chips", likes=False)]) == frozenset()


def test_one_press_moves_little_and_many_are_bounded() -> None:
    once = points(learn([opinion("chips")]))["tag", "chips"]
    often = points(learn([opinion("chips")] * 500))["tag", "chips"]

    assert 0 < once < often == MOST_POINTS


def test_dislikes_weigh_as_much_as_likes() -> None:
    liked = points(learn([opinion("chips")] * 3))
    disliked = points(learn([opinion("chips", likes=False)] * 3))

    assert liked["tag", "chips"] == -disliked["tag", "chips"]


def test_only_the_strongest_leanings_are_kept() -> None:
    many = [opinion(f"tag{number}") for number in range(MOST_LEANINGS * 2)]
    learnt = learn([*many, opinion("chips"), opinion("chips")])

    assert len(learnt) == MOST_LEANINGS
    assert ("tag", "chips") in points(learnt)


def test_a_story_is_moved_by_what_it_shares_with_the_liked_ones() -> None:
    leanings = learn([opinion("chips release", "heise", "release")] * 4)

    whole = lean(leanings, candidate("chips release", "heise", "release"))
    half = lean(leanings, candidate("chips policy", "someone"))

    assert whole > half > 0
    assert lean(leanings, candidate("policy")) == 0


def test_the_kind_of_story_is_learnt_apart_from_its_subjects() -> None:
    leanings = frozenset({Leaning(kind=LeaningKind.EVENT, value="funding", points=-6)})

    assert lean(leanings, candidate("chips funding", event="funding")) == -6
    assert lean(leanings, candidate("chips funding", event="release")) == 0


def test_who_never_pressed_moves_nothing() -> None:
    assert lean(frozenset(), candidate("chips")) == 0
