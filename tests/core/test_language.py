"""Which language a title is in."""

import pytest

from bot.core.language import detect_language, normalize_tag


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("OpenAI发布GPT-5", "", "zh-Hans"),
        ("輝達發表新晶片", "", "zh-Hant"),
        ("中文", "zh-TW", "zh-Hant"),
        ("中文", "", "zh-Hans"),
        ("Google DeepMind 发布 AI Co-Mathematician", "", "zh-Hans"),
        ("Alibaba (阿里巴巴) launches new model for coding", "", "en"),
        ("Google DeepMind 发布 AI Co-Mathematician", "en", "en"),
        ("日本経済新聞、AI投資拡大へ", "", "ja"),
        ("人工知能", "ja", "ja"),
        ("삼성전자, AI 반도체 공개", "", "ko"),
        ("Bonjour tout le monde, ceci est un article sur la ville", "", "fr"),
        ("The committee published its report on Monday", "de", "en"),
        ("Apple M5", "de", "de"),
        ("123 …", "", "en"),
        ("", "fr-CA", "fr"),
        ("Правительство приняло новый закон об искусственном интеллекте", "", "ru"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, hint: str, language: str) -> None:
    assert detect_language(text, hint) == language


def test_a_doubtful_text_is_english_or_what_its_source_says() -> None:
    assert detect_language("Zorb flum quix") == "en"
    assert detect_language("Zorb flum quix", "nl") == "nl"


def test_a_doubtful_text_in_another_script_is_never_called_english() -> None:
    assert detect_language("Привет мир") == "ru"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-US", "en"), ("zh_CN", "zh-Hans"), ("zh-Hant-HK", "zh-Hant"), ("nb", "no"),
        ("", ""), ("x", ""), ("日本", ""), ("e2", ""),
    ],
)  # fmt: skip
def test_declared_tags_come_to_one_form(tag: str, expected: str) -> None:
    assert normalize_tag(tag) == expected
