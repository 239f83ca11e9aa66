"""What has no form of a text is read no further; the rest takes work as its length grows."""

from dataclasses import fields, replace

import pytest

from bot.core.check import FaultKind, Gate
from bot.core.check.form import formless, lengths
from bot.core.check.names import strange_names
from bot.core.check.sounds import Sounds
from bot.core.check.sources import Sources
from bot.core.check.voice import models_voice
from bot.core.news import Origin, Text

from .stories import VOCABULARY

WHOLE = Text(
    language="en",
    title="Corvane opens a plant in Norway",
    summary="Corvane opened a plant in Norway on Monday, its first outside Sweden.",
    analysis="The plant makes chips and employs people of the town, Corvane said on Monday.",
    origin=Origin.MODEL,
)


@pytest.mark.parametrize("field", ["title", "summary", "analysis"])
@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja", "ru"])
def test_a_field_is_read_up_to_twice_the_length_it_may_have(language: str, field: str) -> None:
    longest = 2 * lengths(language, field)[1]
    assert formless(("a " * longest)[:longest], language, field) == ""
    assert formless(("a " * longest)[: longest + 1], language, field) != ""


@pytest.mark.parametrize("token", ["a", "字", "1", "万", "AI", "ы", "é", "e\u0301"])
def test_a_token_that_is_repeated_without_a_space_is_no_word(token: str) -> None:
    assert formless(token * 200, "en", "analysis") == (token * 60)[-60:]
    assert formless(f"{token * 20} " * 20, "en", "analysis") == ""


def test_a_text_has_a_bounded_number_of_lines() -> None:
    assert formless("A line.\n\n" * 15, "en", "analysis") == ""
    assert formless("A line.\n\n" * 16, "en", "analysis") != ""


def test_of_a_text_without_form_nothing_else_is_told() -> None:
    gate = Gate([(WHOLE.analysis, "en")], [], VOCABULARY)
    endless = replace(WHOLE, analysis="Ab ! " * 2000)
    assert [(f.kind, f.field) for f in gate.check([WHOLE, endless])] == [
        (FaultKind.LENGTH, "analysis")
    ]


class _Counted(Sounds):
    """Sounds that note how often they are asked."""

    asked: list[str] = []  # noqa: RUF012 - one list, read and cleared by the one test

    def spell(self, letters: str) -> bool:
        self.asked.append(letters)
        return super().spell(letters)


def test_a_row_of_names_is_heard_in_proportion_to_its_length() -> None:
    known = Sources.of([("科万公司周一表示，工厂已经开工。", "zh-Hans")], VOCABULARY)
    sounds = _Counted(**{one.name: getattr(known.sounds, one.name) for one in fields(Sounds)})
    counts = []
    for many in (50, 100, 200):
        _Counted.asked.clear()
        row = "It names " + "Wang " * many + "and ends."
        list(strange_names(row, "en", replace(known, sounds=sounds), VOCABULARY))
        counts.append(len(_Counted.asked))
    assert 0 < counts[2] < 2.5 * counts[1] < 6.3 * counts[0]


@pytest.mark.parametrize("marks", ["“”", "「」", "«»", "„“"])
def test_no_quotation_is_sought_behind_an_opening_mark_that_another_follows(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    said = f"{opening}I am an AI assistant{closing}"
    assert models_voice(opening * 9 + said) == ""
    assert models_voice(f"{opening} I am an AI assistant {said}") == "I am an AI"
