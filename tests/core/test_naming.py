import pytest

from bot.core.naming import Names, is_sentence


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("Vellum opens a plant", 1), ("Vellum Opens a Plant", 0), ("", 0), ("IN AND OUT", 0)],
)
def test_a_sentence_has_small_words_that_titles_write_large(line: str, is_one: int) -> None:
    assert is_sentence(line) == bool(is_one)


@pytest.mark.parametrize(
    ("text", "word", "held"),
    [
        ("He joined Vellum Safety in May", "Safety", 1),
        ("Safety Vellum said so", "Safety", 1),
        ("The round was led by Benchmark in May", "Benchmark", 1),
        ("Benchmark leads", "Benchmark", 0),
        ("Benchmark leads\nA round led by Benchmark was large", "Benchmark", 1),
        ("Vellum Safety Grows\nIt joined Vellum Safety in May", "Safety", 1),
        ("Vellum Safety Grows\nIt joined Vellum in May", "Safety", 0),
        ("Safety Labs Grow", "Safety", 1),
        ("Safety Grows\nThe Vellum Safety board met", "Safety", 0),
        ("All is well. Safety matters here", "Safety", 0),
        ("He said “Safety matters here”", "Safety", 0),
        ("It is (Safety) that matters", "Safety", 0),
    ],
)
def test_a_capital_inside_a_sentence_makes_a_name(text: str, word: str, held: int) -> None:
    start = text.index(word)
    assert Names.of(text).hold(text, start, start + len(word)) == bool(held)
