"""Reports of one study meet; those of two studies of one laboratory do not."""

from pathlib import Path

import pytest

from bot.core.cluster import StoryIndex
from bot.core.features import Features, features
from bot.core.news import StoryId
from bot.core.studies import frame_of
from bot.core.text import tokens

from .stories import NOON, VOCABULARY

LINES = (Path(__file__).parents[1] / "golden" / "studies.psv").read_text(encoding="utf-8")
PAIRS = [line.split("|") for line in LINES.splitlines() if not line.startswith("#")]
RECALL, WRONG = 0.9, 0.25
"""The share of pairs on one study that is joined at least, and of those on two at most."""


def meet(first: Features, second: Features) -> bool:
    index = StoryIndex()
    index.add(StoryId(1), first, "One", NOON)
    return index.place(second, NOON, "Other").story_id is not None


@pytest.mark.parametrize("part", ["1", "2"])
def test_a_study_is_told_from_the_others_of_its_laboratory(part: str) -> None:
    joined: dict[str, list[bool]] = {"same": [], "other": []}
    for _, verdict, language, *words in (pair for pair in PAIRS if pair[0] == part):
        one, other = (features(words[at], words[at + 1], language, VOCABULARY) for at in (0, 2))
        joined[verdict] += [meet(one, other), meet(other, one)]
    assert sum(joined["same"]) >= RECALL * len(joined["same"])
    assert sum(joined["other"]) <= WRONG * len(joined["other"])


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("Researchers at Halden University found it.", "Halden University"),
        ("A Vellum study says so.", "Vellum"),
        ("Engineers at Vellum built it, they write in Nature Medicine.", "Nature Medicine"),
        ("Forscher der Universität Halden bauen es.", "Halden"),
        ("Des chercheurs de l'Halden publient cela.", "Halden"),
        ("哈尔登大学研究人员发现了它。", "哈尔登大学"),
    ],
)
def test_whose_study_it_is_is_part_of_its_frame(text: str, maker: str) -> None:
    assert frame_of("", text).issuperset(tokens(maker))


@pytest.mark.parametrize("title", ["Vellum buys Quill", "维伦收购Quill"])
def test_what_is_no_study_has_no_frame(title: str) -> None:
    assert not frame_of(title, "The price is $2 billion.")
