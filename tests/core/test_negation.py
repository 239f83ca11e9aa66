"""What one text denies and its translation does not."""

import pytest

from bot.core.check.negation import is_clause_reversed, is_reversed
from bot.core.check.quoted import misquoted
from bot.core.check.sources import Sources

from .stories import VOCABULARY


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
        ("We keep him from leaving", "en", "我们不让他离开", "zh-Hans"),
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


@pytest.mark.parametrize(
    ("one", "language", "other", "spoken"),
    [
        ("The union has not lost its chair", "en", "工会失去了主席", "zh-Hans"),
        ("We should not stop the tests", "en", "我们应该停止测试", "zh-Hans"),
        ("It is not an unreasonable price", "en", "这是不合理的价格", "zh-Hans"),
        ("This is not the only plant", "en", "这是唯一的工厂", "zh-Hans"),
        ("我们不会拒绝这项提议", "zh-Hans", "We will reject the offer", "en"),
        ("Wir werden den Test nicht stoppen", "de", "我们将停止测试", "zh-Hans"),
        ("Nous ne refusons pas cette offre", "fr", "We refuse the offer", "en"),
        ("No evitaremos la prueba", "es", "We will avoid the trial", "en"),
        ("Мы не отказались от сделки", "ru", "We rejected the deal", "en"),
        ("It is not important to Houston", "en", "这对休斯敦很重要", "zh-Hans"),
        ("Nous ne garderons pas l’équipe", "fr", "We will keep the team", "en"),
        ("私たちはチームを残しません", "ja", "We will keep the team", "en"),
        ("We did not invest instantly", "en", "Wir investierten sofort", "de"),
    ],
)
def test_what_both_say_by_a_like_word_leaves_no_room_for_a_denial(
    one: str, language: str, other: str, spoken: str
) -> None:
    assert is_reversed(one, language, other, spoken)
    assert is_reversed(other, spoken, one, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is unreasonable", "这并不合理"),
        ("The price is not unreasonable", "价格并非不合理"),
        ("It did not fail", "它没有失败"),
        ("We lost no time", "我们没有浪费时间"),
        ("He is impolite and unkind", "他没有礼貌，也不友善"),
    ],
)
def test_a_denial_may_be_a_word_s_own_in_the_other_language(one: str, other: str) -> None:
    assert not is_reversed(one, "en", other, "zh-Hans")
    assert not is_reversed(other, "zh-Hans", one, "en")


@pytest.mark.parametrize(
    ("told", "quote"),
    [
        ("他说，工厂不会马上开工，“我们会在挪威出售芯片”。", "We will not sell chips in Norway"),
        (
            "她说：“我们会在挪威出售芯片。”他说：“工人不会离开这座城市。”",
            "We will not sell chips in Norway",
        ),
    ],
)
def test_what_else_is_said_does_not_excuse_a_quotation(told: str, quote: str) -> None:
    sources = Sources.of([(told, "zh-Hans")], VOCABULARY)
    assert [words for _, words in misquoted(f"“{quote}”", "en", sources, VOCABULARY)] == [quote]
    true = f"“{quote.replace(' not', '')}”"
    assert not list(misquoted(true, "en", sources, VOCABULARY))
