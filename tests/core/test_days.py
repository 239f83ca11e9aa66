"""Days of the week and vague magnitudes, in the languages of the product."""

from datetime import UTC, datetime

import pytest

from bot.core.quantities import Quantity, dated, dateline, quantities, unsupported

FRIDAY = datetime(2026, 3, 6, 12, tzinfo=UTC)
EVERY_DAY = {
    "en": ("on Thursday", "on Tuesday"),
    "zh-Hans": ("周四表示", "星期二表示"),
    "zh-Hant": ("週四表示", "禮拜二表示"),
    "ja": ("5日（木）に", "火曜日に"),
    "de": ("am Donnerstagabend", "am Dienstag"),
    "fr": ("jeudi soir", "mardi"),
    "es": ("el jueves", "el martes"),
    "ru": ("в четверг", "во вторник"),
}


def unfounded(text: str, language: str, source: str, spoken: str) -> list[str]:
    return [q.text for q in unsupported(quantities(text, language), quantities(source, spoken))]


def said(found: list[Quantity]) -> set[tuple[str, float]]:
    return {(one.kind, one.value) for one in found}


@pytest.mark.parametrize("language", EVERY_DAY)
def test_a_day_of_the_week_is_not_another(language: str) -> None:
    thursday, tuesday = EVERY_DAY[language]
    for spoken, (same, other) in EVERY_DAY.items():
        day = [q for q in quantities(thursday, language) if q.kind == "weekday"]
        assert unsupported(day, quantities(same, spoken)) == []
        assert unsupported(day, quantities(other, spoken)) == day
    assert unfounded(tuesday, language, thursday, language) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("每周一次，三周五场", "zh-Hans"),
        ("интеграция в среду разработки", "ru"),
        ("on Black Friday and Patch Tuesday, told The Sunday Times", "en"),
        ("Plácido Domingo", "es"),
        ("它读了《星期日泰晤士报》", "zh-Hans"),
        ("di martedì", "it"),
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str, language: str) -> None:
    assert [q for q in quantities(text, language) if q.kind == "weekday" and q.is_claim] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Компания в среду представила модель", 2),
        ("В среду она выйдет", 2),
        ("в минувшую среду.", 2),
    ],
)
def test_a_russian_wednesday_is_told_from_an_environment(text: str, day: int) -> None:
    assert ("weekday", day) in said(quantities(text, "ru"))


def test_another_language_may_say_yesterday_or_the_weekend() -> None:
    assert unfounded("on Thursday", "en", "昨天表示", "zh-Hans") == []
    assert unfounded("on Thursday", "en", "本周表示", "zh-Hans") == []
    assert unfounded("on Sunday", "en", "周末表示", "zh-Hans") == []
    assert unfounded("on Friday", "en", "周末表示", "zh-Hans") == ["Friday"]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("said yesterday", {("weekday", 3), ("date", 305)}),
        ("said on Wednesday", {("weekday", 2), ("date", 304), ("date", 311)}),
        ("said on March 3", {("weekday", 1), ("date", 303)}),
        ("said on the 3 of 7", set()),
    ],
)
def test_the_calendar_says_one_day_in_other_words(
    text: str, means: set[tuple[str, float]]
) -> None:
    assert said(dated(quantities(text, "en"), FRIDAY)) >= means
    assert said(dated(quantities(text, "en"), FRIDAY)) <= means | {
        ("weekday", 4), ("weekday", 5), ("date", 306), ("date", 307)
    }  # fmt: skip


def test_a_day_of_the_month_is_a_day_of_the_week() -> None:
    assert said(dated(quantities("公司3日表示", "zh-Hans"), FRIDAY)) == {
        ("weekday", 1),
        ("date", 303),
    }


def test_an_article_that_tells_no_day_tells_of_its_own() -> None:
    own = said(dateline(quantities("The model was shown.", "en"), FRIDAY))
    assert own == {("weekday", 4), ("date", 306), ("year", 2026)}
    assert said(dateline(quantities("It was shown this week.", "en"), FRIDAY)) == own
    assert dated(quantities("It was shown this week.", "en"), FRIDAY) == []
    told = said(dateline(quantities("It was shown on Monday.", "en"), FRIDAY))
    assert told == {("date", 306), ("year", 2026)}


VAGUE = {
    "en": ("hundreds of billions of dollars", "trillions of U.S. dollars"),
    "zh-Hans": ("数千亿美元", "数万亿美元"),
    "ja": ("数千億ドル", "数兆ドル"),
    "de": ("Hunderte Milliarden Dollar", "Billionen Dollar"),
    "fr": ("centaines de milliards de dollars", "milliers de milliards de dollars"),
    "es": ("cientos de miles de millones de dólares", "billones de dólares"),
    "ru": ("сотни миллиардов долларов", "триллионы долларов"),
}


@pytest.mark.parametrize("language", VAGUE)
def test_a_vague_magnitude_is_not_another(language: str) -> None:
    right, wrong = VAGUE[language]
    for spoken, (same, _) in VAGUE.items():
        assert unfounded(right, language, same, spoken) == []
        assert unfounded(wrong, language, same, spoken) != []
    assert unfounded(right, language, "a plan of $295 billion", "en") == []
    assert unfounded(right, language, "a plan of $3 billion", "en") != []
    assert unfounded(wrong, language, "a plan of $295 billion", "en") != []


@pytest.mark.parametrize(
    ("text", "language", "source", "spoken"),
    [
        ("billions of users", "en", "2 billion users", "en"),
        ("several billion dollars", "en", "数十亿美元", "zh-Hans"),
        ("2,5 Milliarden Dollar", "de", "$2.5 billion", "en"),
        ("投资5000万建厂", "zh-Hans", "a plant for $50 million", "en"),
        ("12,500 people", "en", "1.25万人", "zh-Hans"),
    ],
)
def test_a_true_magnitude_is_found(text: str, language: str, source: str, spoken: str) -> None:
    assert unfounded(text, language, source, spoken) == []


@pytest.mark.parametrize(
    ("text", "language", "source", "spoken"),
    [
        ("花费1.25万美元", "zh-Hans", "雇用1.25万人", "zh-Hans"),
        ("a cost of $12,500", "en", "雇用1.25万名员工", "zh-Hans"),
        ("雇用1.25万人", "zh-Hans", "a cost of $12,500", "en"),
        ("billions of euros", "en", "$3 billion", "en"),
    ],
)
def test_people_are_no_money_nor_is_one_currency_another(
    text: str, language: str, source: str, spoken: str
) -> None:
    assert unfounded(text, language, source, spoken) != []
