"""Languages that no story is written in."""

import pytest

from bot.i18n.catalog import INTERFACE_LANGUAGES, open_translator

from .people import meet
from .talk import Talk, labels

OTHERS = [code for code in INTERFACE_LANGUAGES if code not in {"en", "zh-Hans"}]


@pytest.mark.parametrize("language", OTHERS)
async def test_a_story_in_another_language_is_labelled(talk: Talk, language: str) -> None:
    reader, t = meet(talk, language), open_translator(language)
    answer = await talk.ask_one(reader, "/search robotaxi")

    label = (
        t("Converted from the other Chinese script.")
        if language == "zh-Hant"
        else t("Original in {language}.", language=t.locale.languages["en"])
    )
    assert answer["text"].startswith(t("Found for “{words}”", words="robotaxi"))
    assert label in answer["text"]


@pytest.mark.parametrize("language", OTHERS)
async def test_the_language_is_that_of_the_client_and_can_be_changed(
    talk: Talk, language: str
) -> None:
    reader, t = meet(talk, language), open_translator(language)

    (welcome, *_) = await talk.ask(reader, "/start")

    assert welcome["text"].startswith(t("Welcome to Tidings"))
    assert len([label for label in labels(welcome) if label.startswith("✓ ")]) == 1
    answers = await talk.ask(reader, "/language English")
    assert "English" in answers[0]["text"]
