"""What one text denies and its translation does not."""

import pytest

from bot.core.check.negation import is_clause_reversed, is_reversed


@pytest.mark.parametrize(
    ("one", "language", "other", "spoken"),
    [
        ("We will not sell it", "en", "我们会卖掉它", "zh-Hans"),
        ("我们不会卖掉它", "zh-Hant", "We will sell it", "en"),
        ("私たちは売りません", "ja", "We will sell it", "en"),
        ("Wir verkaufen es nicht", "de", "我们会卖掉它", "zh-Hans"),
        ("Nous ne le vendrons pas", "fr", "Wir verkaufen es", "de"),
        ("No lo venderemos", "es", "We will sell it", "en"),
        ("Мы это не продадим", "ru", "We will sell it", "en"),
    ],
)
def test_the_opposite_is_told_from_a_translation(
    one: str, language: str, other: str, spoken: str
) -> None:
    assert is_reversed(one, language, other, spoken)
    assert is_reversed(other, spoken, one, language)
    assert not is_reversed(one, language, one, language)
    assert not is_reversed(other, spoken, other, spoken)


@pytest.mark.parametrize(
    ("one", "language", "other", "spoken"),
    [
        ("We failed to sell it", "en", "我们没有卖掉它", "zh-Hans"),
        ("It keeps growing", "en", "它在不断增长", "zh-Hans"),
        ("It is not only fast", "en", "它很快", "zh-Hans"),
        ("It is No. 1", "en", "它是第一", "zh-Hans"),
        ("We will not", "en", "Nie będziemy", "pl"),
    ],
)
def test_languages_deny_in_ways_of_their_own(
    one: str, language: str, other: str, spoken: str
) -> None:
    assert not is_reversed(one, language, other, spoken)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "We never sold user data, and the new model will not be open. It is safe.",
            "我们从未出售用户数据，新模型将会开放。它是安全的。",
        ),
        (
            "The chips are ready and the plant is open, but we have no customers.",
            "芯片不是现成的，工厂已经开放，但我们没有客户。",
        ),
        (
            "This will not replace doctors. It cannot read an X-ray alone.",
            "它会取代医生。它不能独自阅读X光片。",
        ),
    ],
)
@pytest.mark.parametrize("chinese_language", ["zh-Hans", "zh-Hant"])
def test_one_denial_more_is_found_among_others(
    english: str, chinese: str, chinese_language: str
) -> None:
    assert is_clause_reversed(english, "en", chinese, chinese_language)
    assert is_clause_reversed(chinese, chinese_language, english, "en")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "We never sold user data, and the new model will not be open.",
            "我们从未出售用户数据，新模型也不会开放。",
        ),
        ("The cleaners in the lake were suddenly no more.", "湖中的清洁工突然都消失了。"),
        ("I cannot say.", "无可奉告。"),
        ("The pay of the builders is yet to be agreed.", "建筑工人的工资尚未谈妥。"),
    ],
)
def test_denials_in_other_words_are_none_more(english: str, chinese: str) -> None:
    assert not is_clause_reversed(english, "en", chinese, "zh-Hans")
    assert not is_reversed(english, "en", chinese, "zh-Hans")


def test_clauses_are_compared_between_english_and_chinese_only() -> None:
    assert not is_clause_reversed("It will not open.", "en", "Es wird öffnen.", "de")
    assert not is_clause_reversed("It will not open.", "en", "It will open.", "en")
    assert not is_clause_reversed("It will not open.", "en", "关于巴西", "zh-Hans")
