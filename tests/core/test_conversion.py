import pytest

from bot.core.conversion import convert
from bot.core.news import Origin, Text


def text(language: str, words: str) -> Text:
    return Text(language=language, title=words, summary=words, analysis="", origin=Origin.EXTRACT)


@pytest.mark.parametrize(
    ("source", "words", "target", "converted"),
    [
        ("zh-Hans", "开源软件和网络", "zh-Hant", "開源軟體和網路"),
        ("zh-Hant", "開源軟體和網路", "zh-Hans", "开源软件和网络"),
    ],
)
def test_chinese_is_converted_by_words(
    source: str, words: str, target: str, converted: str
) -> None:
    assert convert(text(source, words), target) == text(target, converted)


@pytest.mark.parametrize(
    ("source", "target"), [("en", "zh-Hant"), ("zh-Hans", "zh-Hans"), ("zh-Hans", "ja")]
)
def test_nothing_else_is_converted(source: str, target: str) -> None:
    assert convert(text(source, "words"), target) is None
