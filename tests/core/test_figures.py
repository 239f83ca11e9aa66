import pytest

from bot.core.quantities import agree, figures, key_figures


def shown(text: str, language: str = "en") -> list[tuple[str, float, str]]:
    return [(f.kind, f.value, f.about) for f in figures(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$295 billion", ("USD", 295e9, "")),
        ("a $295-billion plan", ("USD", 295e9, "")),
        ("US$1.5 million", ("USD", 1.5e6, "")),
        ("nearly $300 billion", ("USD", 300e9, "<")),
        ("more than €3.2m", ("EUR", 3.2e6, ">")),
        ("about 500 billion dollars", ("USD", 500e9, "~")),
        ("$30M", ("USD", 30e6, "")),
        ("£12,500", ("GBP", 12_500, "")),
        ("80 percent", ("%", 80, "")),
        ("80%", ("%", 80, "")),
        ("12,000 jobs", ("count", 12_000, "")),
        ("1.2 million people", ("count", 1.2e6, "")),
        ("3 crore rupees", ("INR", 3e7, "")),
    ],
)
def test_english_quantities_are_shown(text: str, expected: tuple[str, float, str]) -> None:
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2950亿美元", ("USD", 295e9, "")),
        ("近3000亿美元", ("USD", 300e9, "<")),
        ("三千亿美元", ("USD", 300e9, "")),
        ("一亿二千万元", ("CNY", 1.2e8, "")),
        ("三万亿日元", ("JPY", 3e12, "")),
        ("二点五万亿元", ("CNY", 2.5e12, "")),
        ("一百二十三亿元人民币", ("CNY", 123e8, "")),
        ("不超过5000万欧元", ("EUR", 5e7, "≤")),
        ("1000多万美元", ("USD", 1e7, ">")),
        ("百分之八十", ("%", 80, "")),
        ("八成", ("%", 80, "")),
        ("80%", ("%", 80, "")),
        ("裁员1.2万人", ("count", 12_000, "")),
        ("２９５０亿美元", ("USD", 295e9, "")),
    ],
)
def test_chinese_quantities_are_shown(text: str, expected: tuple[str, float, str]) -> None:
    assert shown(text, "zh-Hans") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 on 5 June 2026 at 10:30",
        "Qwen3-27B has a 128k window",
        "the 3rd of 12 models",
        "In 2026-03-02 and 2025",
        "a 5k race with 30M",
        "$0",
    ],
)
def test_what_only_looks_like_a_quantity_is_left_alone(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    "text", ["2026年6月5日第三季度", "万一出现十分重要的问题", "百度千万不要"]
)
def test_chinese_words_made_of_numbers_are_left_alone(text: str) -> None:
    assert shown(text, "zh-Hans") == []


def test_han_numbers_are_no_quantities_in_other_languages() -> None:
    assert shown("三千亿美元", "en") == []


def test_a_range_gives_both_its_ends() -> None:
    assert [value for _, value, _ in shown("$5 to $10 billion")] == [5e9, 10e9]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2000元", "zh-Hans", ("CNY", 2000, "")),
        ("$1900 trillion", "en", ("USD", 1.9e15, "")),
        ("2000万", "zh-Hans", ("count", 2e7, "")),
    ],
)
def test_a_year_with_a_unit_is_an_amount(
    text: str, language: str, expected: tuple[str, float, str]
) -> None:
    assert shown(text, language) == [expected]


def test_both_languages_say_the_same_amount() -> None:
    (english,), (chinese,) = figures("$295 billion", "en"), figures("2950亿美元", "zh-Hans")
    assert agree(english, chinese)
    assert english.is_money
    assert english.usd == chinese.usd


def test_a_percentage_is_worth_no_money() -> None:
    (share,) = figures("80%", "en")
    assert not share.is_money
    assert share.usd == 0


def test_key_figures_hold_each_fact_once_in_its_exact_form() -> None:
    found = figures("Nearly $300 billion, that is $295 billion, for 80% of it; 80 percent!", "en")
    assert [f.value for f in key_figures(found)] == [295e9, 80]


def test_key_figures_are_limited() -> None:
    assert len(key_figures(figures("1%, 2%, 3%, 4%, 5%, 6%", "en"))) == 4


@pytest.mark.parametrize("scale", ["", " billion"])
def test_a_number_nobody_reports_is_no_figure(scale: str) -> None:
    assert figures(f"It costs ${'9' * 400}{scale}.", "en") == []
