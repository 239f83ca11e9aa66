"""What a person can have meant by what they typed after /tag."""

from pathlib import Path

import pytest

from bot.core.tag_names import TagNames
from bot.core.tags import Taxonomy

TAXONOMY = Taxonomy.load(Path("data/seeds/tags.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "typed",
    [
        "banana", "bananas", "banane", "table", "kitten", "garden", "bicycle", "camera", "money",
        "dragon", "football", "gato", "perro", "fromage", "maison", "Katze", "Kartoffel",
        "Fenster", "кошка", "погода", "хлеб", "猫", "天気", "香蕉", "足球", "苹果派", "자전거",
        "قطة",
    ],
)  # fmt: skip
def test_a_word_for_something_else_suggests_nothing(typed: str) -> None:
    assert TAXONOMY.suggest(typed) == []
    assert not TAXONOMY.is_slip(typed)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("agnt", "agents"), ("vioce", "speech-audio"), ("safty", "safety"), ("enery", "energy"),
        ("semicondutors", "chips"), ("Haltbleiter", "chips"), ("Robter", "robotics"),
        ("regulacón", "regulation"), ("reglementacion", "regulation"), ("робты", "robotics"),
        ("полупровдники", "chips"), ("ロポット", "robotics"),
        ("芯偏", "chips"), ("監菅", "regulation"),
    ],
)  # fmt: skip
def test_slips_of_the_fingers_are_forgiven_in_every_script(typed: str, key: str) -> None:
    assert TAXONOMY.suggest(typed)[0] == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Halbleiterindustrie", "chips"), ("chip industry", "chips"),
        ("our chip industry", "chips"),
        ("芯", "chips"), ("芯片业", "chips"), ("开源软件", "open-source"),
        ("半導体メーカー", "chips"),
        ("полупроводники сегодня", "chips"), ("semiconduct", "chips"),
        ("nano", "image-generation"),
    ],
)  # fmt: skip
def test_a_part_or_a_longer_form_suggests_the_whole(typed: str, key: str) -> None:
    assert TAXONOMY.suggest(typed)[0] == key


@pytest.fixture
def small() -> TagNames:
    names = TagNames()
    for name, key in (("Robots", "robots"), ("home appliance", "home"), ("Blue Kettle", "home")):
        names.add(name, key)
    names.hint("teapot", "home")
    return names


def test_a_part_is_a_word_of_a_term_and_the_beginning_of_a_product(small: TagNames) -> None:
    assert small.suggest("appliance", 3) == small.suggest("blue", 3) == ["home"]
    assert small.suggest("kettle", 3) == small.suggest("ance", 3) == []


def test_a_hint_is_spelled_as_it_is(small: TagNames) -> None:
    assert small.suggest("teapot", 3) == ["home"]
    assert small.suggest("teapott", 3) == []


def test_the_first_tag_keeps_a_name(small: TagNames) -> None:
    small.add("robots", "machines")
    assert small.resolve("Robots") == "robots"


def test_a_short_word_may_lack_or_swap_a_letter_but_not_have_another() -> None:
    names = TagNames()
    names.add("coin", "coin")
    assert names.suggest("con", 1) == []
    assert names.suggest("cion", 1) == names.suggest("coiin", 1) == ["coin"]
    assert names.suggest("corn", 1) == names.suggest("join", 1) == []
