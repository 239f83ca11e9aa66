import pytest

from bot.core.concepts import Vocabulary

from .stories import VOCABULARY

SMALL = """
[companies]
vellum = ["Vellum", "维伦"]
[products]
quill = ["Quill"]
[places]
us = ["US", "美国"]
[actions]
raise = ["raise", "融资"]
cut = ["cut"]
carry = ["carry"]
[things]
cloud = ["cloud", "云端"]
cloudbank = ["cloud bank"]
[owners]
vellum = ["quill"]
[kinds]
funding = ["raise"]
"""


@pytest.fixture
def small() -> Vocabulary:
    return Vocabulary.load(SMALL)


def keys(vocabulary: Vocabulary, text: str) -> list[str]:
    return [sighting.concept.key for sighting in vocabulary.read(text)]


def test_both_languages_name_the_same_concepts(small: Vocabulary) -> None:
    english = keys(small, "Vellum raised money in the US for its cloud")
    chinese = keys(small, "维伦在美国融资，投入云端")
    assert set(english) == set(chinese) == {"vellum", "raise", "us", "cloud"}


@pytest.mark.parametrize(
    ("word", "key"),
    [("raises", "raise"), ("raising", "raise"), ("cutting", "cut"), ("carried", "carry")],
)
def test_ordinary_english_words_are_found_inflected(
    small: Vocabulary, word: str, key: str
) -> None:
    assert keys(small, f"They are {word} it") == [key]


def test_a_name_in_small_letters_is_an_ordinary_word(small: Vocabulary) -> None:
    assert keys(small, "tell us about vellum") == []


def test_the_longer_of_two_overlapping_forms_counts(small: Vocabulary) -> None:
    assert keys(small, "a cloud bank") == ["cloudbank"]


def test_an_action_may_be_of_a_kind(small: Vocabulary) -> None:
    assert [one.concept.kind for one in small.read("Vellum raises and carries")] == [
        "",
        "funding",
        "",
    ]


def test_a_sighting_tells_where_it_stands(small: Vocabulary) -> None:
    (sighting,) = small.read("Of Vellum.")
    assert (sighting.start, sighting.end) == (3, 9)


def test_names_and_actors_are_told_apart(small: Vocabulary) -> None:
    found = {s.concept.key: s.concept for s in small.read("Vellum sells Quill in the US cloud")}
    assert {key for key, concept in found.items() if concept.is_name} == {"vellum", "quill", "us"}
    assert {key for key, concept in found.items() if concept.is_actor} == {"vellum", "quill"}
    assert found["quill"].owners == {"vellum"}


@pytest.mark.parametrize("broken", ["[companies", "[planets]\nmars = ['Mars']"])
def test_a_broken_file_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Vocabulary.load(broken)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Nvidia unveils a new chip", "英伟达发布新芯片"),
        ("The European Union fines Meta", "欧盟对Meta处以罚款"),
        ("TSMC raises its forecast", "台积电上调预测"),
        ("Elon Musk sues OpenAI", "马斯克起诉OpenAI"),
        ("DeepSeek open-sources its model", "深度求索开源模型"),
    ],
)
def test_the_seed_bridges_headlines(english: str, chinese: str) -> None:
    shared = set(keys(VOCABULARY, english)) & set(keys(VOCABULARY, chinese))
    assert len(shared) >= 2
