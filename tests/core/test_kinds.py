"""What happened, as a kind: two kinds that happen to one company are two stories."""

import pytest

from bot.core.cluster import StoryIndex, features
from bot.core.news import StoryId

from .stories import NOON, VOCABULARY


def kinds(title: str, text: str = "", language: str = "en") -> set[str]:
    return set(features(title, text, language, VOCABULARY).evidence.kinds.title)


@pytest.mark.parametrize(
    ("english", "chinese", "kind"),
    [
        ("Vellum in talks to buy Quill", "维伦洽谈收购Quill", "takeover"),
        ("Vellum wins its largest order", "维伦获最大订单", "order"),
        ("Authors sue Vellum", "作家起诉维伦", "suit"),
        ("Vellum settles with authors", "维伦与作家和解", "suit"),
        ("Vellum raises $2 billion", "维伦融资20亿美元", "funding"),
        ("Vellum down in worldwide outage", "维伦全球宕机", "outage"),
        ("Vellum's quarterly results beat hopes", "维伦公布财报", "results"),
        ("Vellum lays off 600 people: job cuts", "维伦裁员600人", "layoffs"),
        ("Vellum hires a chief scientist", "维伦聘请首席科学家", "people"),
        ("Anthropic releases Claude Quill", "Anthropic发布Claude", "launch"),
    ],
)
def test_a_title_tells_its_kind_in_both_languages(english: str, chinese: str, kind: str) -> None:
    assert kinds(english) == kinds(chinese, language="zh-Hans") == {kind}


def test_all_steps_of_a_takeover_are_one_kind() -> None:
    steps = ("in talks to buy Quill", "completes acquisition of Quill", "drops takeover of Quill")
    assert {frozenset(kinds(f"Vellum {step}")) for step in steps} == {frozenset({"takeover"})}


def test_what_is_announced_is_a_launch_only_beside_a_product_or_a_version() -> None:
    assert kinds("Vellum announces a new tower") == set()
    assert kinds("Vellum announces Quill 2.5") == {"launch"}
    assert kinds("OpenAI announces layoffs") == {"layoffs"}


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Vellum hires a chief days after raising $2 billion", "en"),
        ("融资20亿美元后，维伦聘请首席科学家", "zh-Hans"),
    ],
)
def test_what_happened_before_is_not_what_is_told(title: str, language: str) -> None:
    assert kinds(title, language=language) == {"people"}


def test_where_the_title_tells_none_the_first_sentence_does() -> None:
    text = "Vellum has its largest order so far. It was sued in March."
    evidence = features("Robots for 26 warehouses", text, "en", VOCABULARY).evidence
    assert evidence.kinds.title == evidence.kinds.whole == {"order"}


TALKS = (
    "Vellum Labs in talks to buy Quill Robotics, sources say",
    (
        "Vellum Labs is in early talks to buy Quill Robotics, people who know of the talks said."
        " Quill builds the Ambler humanoid robot; Ostwick has firm orders for 1,200 machines."
    ),
)
DENIAL = (
    "Vellum Labs denies it is in talks to buy Quill Robotics",
    (
        "Vellum Labs has denied that it is in talks to buy Quill Robotics, maker of the Ambler"
        " humanoid robot."
    ),
)
ORDER = (
    "Quill Robotics wins its largest order: 1,200 humanoid robots",
    (
        "Quill Robotics has won its largest order, for 1,200 Ambler humanoid robots. Ostwick puts"
        " the machines of Quill Robotics in its warehouses."
    ),
)


@pytest.mark.parametrize(("report", "joins"), [(DENIAL, True), (ORDER, False)])
def test_talks_and_their_denial_are_one_story_and_an_order_is_another(
    report: tuple[str, str], *, joins: bool
) -> None:
    index = StoryIndex()
    index.add(StoryId(1), features(*TALKS, "en", VOCABULARY), "One", NOON)
    placement = index.place(features(*report, "en", VOCABULARY), NOON, "Other")
    assert (placement.story_id == 1) is joins
