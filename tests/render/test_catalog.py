import pytest

from bot.core.phrases import N_, Phrase
from bot.i18n.catalog import open_translator, pick_language

EN = open_translator("en")
ZH = open_translator("zh-Hans")


def test_a_phrase_is_said_in_the_translators_language() -> None:
    assert EN("Settings") == "Settings"
    assert ZH("Settings") == "设置"


def test_a_sentence_that_ends_in_an_abbreviation_has_one_full_stop() -> None:
    russian = open_translator("ru")
    assert russian("Paused until {day}.", day="5 мар.") == "Пауза до 5 мар."
    assert EN("Paused until {day}.", day="Mar 5") == "Paused until Mar 5."
    assert EN("{who}: {sentence}", who="A", sentence="So...") == "A: So..."


def test_what_is_in_no_catalogue_is_said_in_english() -> None:
    words = "never said by anybody"
    assert ZH(words) == words


def test_the_form_goes_with_the_count() -> None:
    assert EN.plural("{count} word", "{count} words", 1) == "1 word"
    assert EN.plural("{count} word", "{count} words", 1234) == "1,234 words"
    assert ZH.plural("{count} word", "{count} words", 1) == "正文1词"


def test_fields_are_numbers_alternatives_phrases_or_words() -> None:
    assert EN("{name} is muted.", name="12345") == "12345 is muted."
    assert EN("{name} is muted.", name=12345) == "12,345 is muted."
    assert EN("{name} is muted.", name=("a", "b", "c")) == "a, b, or c is muted."
    assert ZH("{name} is muted.", name=("a", "b", "c")) == "已屏蔽 a、b 或 c。"
    assert ZH("{name} is muted.", name=Phrase(N_("Settings"))) == "已屏蔽设置。"


def test_a_field_is_never_read_as_a_pattern() -> None:
    assert EN("{name} is muted.", name="{0.__class__}") == "{0.__class__} is muted."


def test_a_marked_phrase_is_said_with_its_fields() -> None:
    assert ZH.say(Phrase(N_("{name} is muted."), {"name": "#芯片"})) == "已屏蔽 #芯片。"


def test_an_unknown_language_has_no_translator() -> None:
    with pytest.raises(ValueError, match="tlh"):
        open_translator("tlh")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("zh", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-hant", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("pt-BR", "en"),
        ("es-MX", "es"),
        ("de-AT", "de"),
        ("yue", "zh-Hans"),
        ("tlh", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_client_gets_the_nearest_language(code: str | None, language: str) -> None:
    assert pick_language(code) == language


def test_sentences_stand_apart_as_the_language_has_it() -> None:
    assert EN.together(("One.", "", "Two.")) == "One. Two."
    assert ZH.together(("甲。", "", "乙。")) == "甲。乙。"


def test_no_word_stands_beside_a_hashtag_as_if_it_were_part_of_it() -> None:
    assert ZH.listed(["#研究", "#芯片"]) == "#研究 和 #芯片"
    assert ZH.listed(["#研究 (7)", "#芯片 (6)"]) == "#研究 (7)和 #芯片 (6)"
    assert ZH.listed(["#研究", "#芯片", "#训练"]) == "#研究、#芯片 和 #训练"
