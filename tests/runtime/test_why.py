"""Placements are explained in sentences."""

from typing import Any

import pytest

from bot.commands.why import explain

SEEN = "2026-03-02 12:00"
JOINED: dict[str, Any] = {
    "story": 4,
    "likeness": 0.612,
    "needed": 0.42,
    "across": True,
    "hours": 1.5,
    "words": ["concept:nvidia", "figure:USD5e+09", "word:intel", "version:h200"],
    "refused": "",
}
APART = JOINED | {"story": 7, "across": False, "words": ["fund", "nvidia"], "refused": "amount"}
FAR = JOINED | {"story": 9, "likeness": 0.2}


def test_a_join_names_its_measure_its_rules_and_what_is_shared() -> None:
    assert explain({"rules": 2, "nearest": [JOINED, APART, FAR, JOINED]}, seen=SEEN) == [
        (
            "Joined 2026-03-02 12:00 by rules 2, story 4 as it was then: likeness 0.61 of 0.42"
            " needed, 1.5 h apart, across languages."
        ),
        "They share concepts nvidia; figures USD5e+09; words intel; versions h200.",
        (
            "Also looked at story 7: likeness 0.61 of 0.42 needed, 1.5 h apart;"
            " kept apart by another amount."
        ),
        (
            "Also looked at story 9: likeness 0.20 of 0.42 needed, 1.5 h apart, across languages;"
            " not alike enough."
        ),
        (
            "Also looked at story 4: likeness 0.61 of 0.42 needed, 1.5 h apart, across languages;"
            " less near."
        ),
    ]


@pytest.mark.parametrize(
    ("why", "first"),
    [
        ({}, "Opened a story 2026-03-02 12:00: none of the last three days shared its words."),
        ({"nearest": [APART]}, "Opened a story 2026-03-02 12:00: no other was near enough."),
        (
            {"same_page": "https://example.org/1"},
            "Joined 2026-03-02 12:00: it names https://example.org/1 as the page it repeats.",
        ),
    ],
)
def test_what_opened_a_story_or_repeats_a_page_says_so(why: dict[str, Any], first: str) -> None:
    assert explain(why, seen=SEEN)[0] == first


@pytest.mark.parametrize(
    ("moved", "last"),
    [
        (
            {"story": 8, "at": "2026-03-02T13:00:00+00:00", "by_hand": True},
            "Came here from story 8, merged by an operator at 2026-03-02T13:00.",
        ),
        (
            {"split_from": 8, "at": "2026-03-02T13:00:00+00:00", "by_hand": False},
            "Taken out of story 8 when all were looked at again at 2026-03-02T13:00.",
        ),
        (
            {"story": 8, "at": "2026-03-02T13:00:00", "by_hand": False, "embedding": 0.8},
            (
                "Came here from story 8, merged when all were looked at again at"
                " 2026-03-02T13:00, embedding 0.80."
            ),
        ),
        (
            {"split_from": 8, "at": "2026-03-02T13:00:00", "by_hand": False, "embedding": 0.12},
            (
                "Taken out of story 8 when all were looked at again at 2026-03-02T13:00,"
                " embedding 0.12."
            ),
        ),
        (
            {"story": 8, "at": "2026-03-02T13:00:00+00:00"},
            "Came here from story 8, merged at 2026-03-02T13:00.",
        ),
    ],
)
def test_what_became_of_it_later_comes_last(moved: dict[str, Any], last: str) -> None:
    assert explain({"merged": moved}, seen=SEEN)[-1] == last
