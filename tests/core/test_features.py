import pytest

from bot.core.evidence import Evidence
from bot.core.features import Features, features

from .stories import VOCABULARY


def read(title: str, text: str = "", language: str = "en") -> Features:
    return features(title, text, language, VOCABULARY)


def test_every_chinese_is_one_tongue() -> None:
    assert {read("一", language=tag).tongue for tag in ("zh-Hans", "zh-Hant", "zh")} == {"zh"}


def test_names_weigh_more_than_other_words_unless_they_are_often_in_the_news() -> None:
    terms = read("Vellum and Microsoft open a library").terms
    assert terms["vellum"] > terms["library"] == terms["microsoft"]


def test_a_capitalised_word_that_also_stands_in_small_letters_is_no_name() -> None:
    assert "report" not in read("Report on a report by Vellum").names


def test_latin_words_and_known_names_are_the_names_of_a_chinese_text() -> None:
    names = read("英伟达发布Rubin平台", language="zh-Hans").names
    assert {"英伟", "伟达", "rubin"} <= names
    assert "平台" not in names


def test_stop_words_count_for_nothing() -> None:
    assert read("It was this and that").terms == {}


def test_a_title_repeated_at_the_start_of_the_text_counts_once() -> None:
    assert read("Vellum opens", "Vellum opens") == read("Vellum opens", "")


@pytest.mark.parametrize(
    ("title", "versions"),
    [
        ("GPT-5.5 is here", {"gpt5.5"}),
        ("GPT 5.5 is here", {"gpt5.5"}),
        ("Qwen3.6-27B is out", {"qwen3.6"}),
        ("Qwen 3.6 27B is out", {"qwen3.6"}),
        ("The H200 and the GPT-4o", {"h200", "gpt4o"}),
        ("Kimi K2.5", {"k2.5"}),
        ("Gemini 3 Pro", {"gemini3"}),
        ("Vellum 0.31", {"vellum0.31"}),
        ("Vellum 0.31.2", {"vellum0.31.2", "v0.31.2"}),
        ("Vellum 2026.4.15 adds a mode", {"vellum2026.4.15", "v2026.4.15"}),
        ("v0.31: fixes", {"v0.31"}),
        ("Vellum发布v0.31版", {"v0.31"}),
        ("Vellum Cuts 600 Jobs", set()),
        ("Qwen-Image 3 is out", {"image3"}),
        ("Qwen-Image Cuts 600 Jobs", set()),
        ("Qwen4-Coder is out", {"qwen4-coder"}),
        ("A Llama4-Based Helper", {"llama4"}),
        ("Series 5 on June 5, 2026", set()),
        ("Shares up 5.5%", set()),
        ("Plan B 12 in a 5 km race", set()),
        ("Vellum grew 12.5 percent", set()),
    ],
)
def test_versions_are_read_however_they_are_spaced(title: str, versions: set[str]) -> None:
    assert read(title).evidence.versions.title == versions


@pytest.mark.parametrize(
    ("one", "other", "veto"),
    [
        ("Vellum v0.31.1", "Vellum v0.31.2", "version"),
        ("Release 0.31.1", "Vellum 0.31.2 is out", "version"),
        ("v0.31", "Vellum v0.32", "version"),
        ("v0.31", "Vellum 0.31 is out", ""),
        ("Alibaba releases Qwen4-Coder", "Alibaba releases Qwen4-VL", "version"),
        ("Alibaba releases Qwen4-Coder", "Alibaba releases Qwen-Image 3", "version"),
        ("Alibaba releases Qwen4-Coder", "Alibaba releases Qwen4 for code", ""),
        ("Vellum releases v0.31.2", "Vellum 0.31.2 mends the clock", ""),
    ],
)
def test_two_releases_of_one_product_are_two_events(one: str, other: str, veto: str) -> None:
    assert read(one).evidence.conflict(read(other).evidence) == veto


def test_a_round_that_a_lead_calls_to_mind_is_not_the_one_of_its_title() -> None:
    before = read("Vellum raises $20 million in Series E").evidence
    now = read("Vellum raises $80 million in Series F", "Its Series E of $20 million was in May.")
    told = read("Vellum raises $80 million", "The Series F values it at $1 billion.").evidence
    assert before.conflict(now.evidence) == now.evidence.conflict(before) == "round"
    assert told.conflict(now.evidence) == now.evidence.conflict(told) == ""


def test_what_only_the_lead_names_is_no_title_evidence() -> None:
    evidence = read("A new model", "OpenAI sells GPT-5.5 for $20 million.").evidence
    assert evidence.versions.title == evidence.actors.title == frozenset()
    assert evidence.title_amounts == ()
    assert "gpt5.5" in evidence.versions.whole
    assert "openai" in evidence.actors.whole
    assert [figure.value for figure in evidence.amounts] == [20e6]


def test_a_product_stands_for_its_maker() -> None:
    assert "anthropic" in read("Claude learns to draw").evidence.actors.title


def test_shared_features_are_equal_in_both_languages() -> None:
    english = read("Nvidia launches Rubin2.5 with 288 chips").shared
    chinese = read("英伟达发布Rubin2.5，288颗芯片", language="zh-Hans").shared
    common = set(english) & set(chinese)
    assert {"concept:nvidia", "concept:launch", "concept:chip", "version:rubin2.5"} <= common


def test_sides_with_nothing_named_do_not_conflict() -> None:
    assert Evidence().conflict(Evidence()) == ""


def test_amounts_in_different_currencies_do_not_conflict() -> None:
    dollars, yuan = read("Deal of $5 billion").evidence, read("Deal of 30 billion yuan").evidence
    assert dollars.conflict(yuan) == ""


def test_an_amount_that_the_other_side_names_below_its_title_does_not_conflict() -> None:
    one = read("Vellum valued at $2 billion", "It raised $100 million.").evidence
    other = read("Vellum raises $100 million").evidence
    assert one.conflict(other) == other.conflict(one) == ""


def conflict_across(english: str, chinese: str) -> str:
    return read(english).evidence.conflict_across(read(chinese, language="zh-Hans").evidence)


@pytest.mark.parametrize(
    ("english", "chinese", "veto"),
    [
        ("Britain signs a deal with OpenAI", "澳大利亚与OpenAI签署协议", "place"),
        ("Brussels fines Meta", "欧盟对Meta罚款", ""),
        ("California sues Meta", "美国起诉Meta", ""),
        ("ChatGPT is down on June 12", "12月5日ChatGPT宕机", "day"),
        ("ChatGPT is down on June 12", "6月13日ChatGPT宕机", ""),
        ("Nvidia sells more in the second quarter", "英伟达第三财季营收增长", "quarter"),
        ("Nvidia sells more in the third quarter", "英伟达第三财季营收增长", ""),
    ],
)
def test_two_languages_conflict_over_places_days_and_quarters(
    english: str, chinese: str, veto: str
) -> None:
    assert conflict_across(english, chinese) == veto


@pytest.mark.parametrize(
    ("english", "chinese", "others"),
    [
        ("Nvidia invests in Intel", "英伟达投资诺基亚", True),
        ("Meta buys Limitless", "Meta收购PlayAI", True),
        ("Nvidia invests in Intel", "英伟达投资英特尔", False),
        ("Meta buys Limitless", "Meta收购一家公司", False),
    ],
)
def test_each_title_may_name_what_the_other_side_does_not(
    english: str, chinese: str, *, others: bool
) -> None:
    one, two = read(english), read(chinese, language="zh-Hans")
    assert one.evidence.names_others(one.shared, two.evidence, two.shared) is others


def test_figures_meet_across_languages_however_they_are_written() -> None:
    english = read("Anthropic pays $1.5 billion, 20 million people").shared
    chinese = read("Anthropic支付15亿美元，2000万人", language="zh-Hans").shared
    assert {"figure:USD1.5e+09", "figure:count2e+07"} <= set(english) & set(chinese)
