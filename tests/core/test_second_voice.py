"""The second voice speaks where words leave it in doubt, on a scale of the model's own."""

from collections.abc import Mapping, Sequence

import pytest

from bot.core.features import features
from bot.core.regroup import Pair, Report, regroup
from bot.core.second_voice import (
    Direction,
    Known,
    Scale,
    between,
    compare_directions,
    cosine,
    doubtful,
    read_direction,
    shown,
    vector_key,
    weigh,
    write_direction,
)

from .stories import NOON, VOCABULARY

SCALE = Scale(within=(0.2, 0.6), across=(0.1, 0.3))
ALIKE, UNLIKE = 0.6, 0.2
NORTH, EAST = (1.0, 0.0), (0.0, 1.0)


def report(key: str, title: str = "A ferry sinks", language: str = "en") -> Report:
    found = features(title, "", language, VOCABULARY)
    return Report(key=key, features=found, publisher="", at=NOON)


def joined(share: float, likeness: float | None, *, titles: tuple[str, str] | None = None) -> bool:
    """Tell whether two reports become one where words and vectors say so much."""
    first, second = titles or ("A ferry sinks", "A ferry sinks")
    reports = [report("a", first), report("b", second)]
    heard: dict[Pair, float] = {} if likeness is None else {("a", "b"): likeness}
    return len(regroup(reports, weigh({("a", "b"): share}, heard, reports, SCALE))) == 1


def test_the_words_decide_where_nothing_was_heard() -> None:
    assert joined(1.5, None)
    assert not joined(1.49, None)


def test_what_words_nearly_join_is_joined_where_the_vectors_are_alike() -> None:
    assert joined(1.0, ALIKE)
    assert not joined(1.0, (ALIKE + UNLIKE) / 2 - 0.1)
    assert not joined(0.9, 1.0)


def test_what_words_barely_join_is_parted_where_the_vectors_are_unlike() -> None:
    assert not joined(1.6, UNLIKE)
    assert not joined(1.9, -1.0)
    assert joined(1.6, ALIKE)


def test_a_veto_stays_a_veto_however_alike_the_vectors_are() -> None:
    rounds = ("Anthropic raises $5 billion", "Anthropic raises $30 billion")
    assert not joined(1.9, 1.0, titles=rounds)
    assert doubtful([report("a", rounds[0]), report("b", rounds[1])], {("a", "b"): 1.1}, 9) == []


def test_two_languages_are_measured_on_a_scale_of_their_own() -> None:
    reports = [report("a"), report("b", "一艘渡轮沉没", "zh-Hans")]
    one_language = [report("a"), report("b")]
    pairs, heard = {("a", "b"): 0.9}, {("a", "b"): 0.25}

    assert weigh(pairs, heard, reports, SCALE)["a", "b"] > 1
    assert weigh(pairs, heard, one_language, SCALE)["a", "b"] < 0.9


def test_only_doubts_are_asked_about_the_greatest_first() -> None:
    reports = [report(key) for key in "abcdefgh"]
    pairs = {("a", "b"): 0.9, ("c", "d"): 1.05, ("e", "f"): 2.0, ("g", "h"): 0.49, ("a", "e"): 1.9}

    assert doubtful(reports, pairs, 9) == ["c", "d", "a", "b", "e"]
    assert doubtful(reports, pairs, 4) == ["c", "d", "a", "b"]
    assert doubtful(reports, pairs, 3) == ["c", "d"]


def test_only_doubts_are_compared_and_only_where_both_are_known_in_one_space() -> None:
    pairs = {("a", "b"): 1.0, ("a", "c"): 1.0, ("a", "d"): 1.0, ("a", "e"): 5.0}
    directions: Mapping[str, Direction] = {"a": NORTH, "b": EAST, "c": (1.0, 0.0, 0.0), "e": NORTH}

    assert compare_directions(pairs, directions) == {("a", "b"): 0.0}
    assert cosine(NORTH, NORTH) == 1


def known(*rows: tuple[str, str, Direction]) -> Sequence[Known]:
    return [Known(event=event, tongue=tongue, direction=at) for event, tongue, at in rows]


def test_a_model_is_measured_by_reports_whose_events_are_known() -> None:
    scale = Scale.of(
        known(
            ("x", "en", NORTH),
            ("x", "en", NORTH),
            ("x", "zh", NORTH),
            ("y", "en", EAST),
            ("y", "en", (1.0,)),
        )
    )
    assert scale == Scale(within=(0.0, 1.0), across=(0.0, 1.0))


@pytest.mark.parametrize(
    "rows",
    [
        (("x", "en", NORTH), ("x", "zh", NORTH), ("y", "en", NORTH), ("y", "en", NORTH)),
        (("x", "en", NORTH), ("x", "en", NORTH)),
        (),
    ],
    ids=["all alike", "no other language", "nothing"],
)
def test_a_model_that_tells_no_events_apart_is_not_heard(
    rows: tuple[tuple[str, str, Direction], ...],
) -> None:
    assert Scale.of(known(*rows)) is None


def test_what_was_heard_between_two_groups_is_their_mean() -> None:
    heard = {("a", "c"): 0.8, ("b", "c"): 0.4, ("a", "b"): 0.1}
    assert between(heard, "c", "ab") == pytest.approx(0.6)
    assert between(heard, "a", "d") is None


def test_a_model_is_shown_the_title_and_the_beginning_of_the_text() -> None:
    assert (
        shown("A ferry sinks", "A ferry sinks Nobody drowned.") == "A ferry sinks\nNobody drowned."
    )
    assert shown("A ferry sinks", "") == "A ferry sinks"
    assert len(shown("A ferry sinks", "It sank. " * 400)) <= 400


def test_a_vector_is_remembered_by_model_and_words() -> None:
    keys = {vector_key("m", "a"), vector_key("n", "a"), vector_key("m", "b")}
    assert len(keys) == 3
    assert vector_key("m", "\ud800") == vector_key("m", "\ud800")


def test_a_direction_is_stored_in_little_room() -> None:
    stored = write_direction((0.6, -0.8, 0.0))
    assert read_direction(stored) == pytest.approx((0.6, -0.8, 0.0), abs=0.001)
    assert len(stored) <= 8


@pytest.mark.parametrize("stored", ["", "no base64", "AAAA", "AA=="])
def test_what_is_stored_and_no_direction_is_none(stored: str) -> None:
    assert not read_direction(stored)
