from datetime import UTC, datetime, timedelta

import pytest

from bot.i18n.catalog import INTERFACE_LANGUAGES, open_translator
from bot.i18n.dates import (
    age,
    clocks,
    day,
    language,
    listing,
    moment,
    weekday,
    weekdays,
    zone,
)
from bot.render.schedule import local_time

from .samples import view

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
EN = open_translator("en")
ZH = open_translator("zh-Hans")


@pytest.mark.parametrize(
    ("passed", "english", "chinese"),
    [
        (timedelta(seconds=-90), "just now", "刚刚"),
        (timedelta(seconds=59), "just now", "刚刚"),
        (timedelta(minutes=1), "1 minute ago", "1分钟前"),
        (timedelta(hours=23, minutes=59), "23 hours ago", "23小时前"),
        (timedelta(days=5, hours=23), "5 days ago", "5天前"),
        (timedelta(days=15), "2 weeks ago", "2周前"),
        (timedelta(days=59), "1 month ago", "1个月前"),
        (timedelta(days=800), "2 years ago", "2年前"),
    ],
)
def test_an_age_is_floored_and_written_in_full(
    passed: timedelta, english: str, chinese: str
) -> None:
    assert age(EN, NOW - passed, NOW) == english
    assert age(ZH, NOW - passed, NOW) == chinese


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_no_age_carries_a_sign_in_any_language(code: str) -> None:
    t = open_translator(code)
    for hours in range(0, 24 * 900, 7):
        assert not set(age(t, NOW - timedelta(hours=hours), NOW)) & set("-+−")


@pytest.mark.parametrize(
    ("at", "english", "chinese"),
    [
        (NOW, "today at 21:00", "今天 21:00"),
        (NOW + timedelta(hours=11), "tomorrow at 08:00", "明天 08:00"),
        (NOW + timedelta(hours=35), "Wed, Nov 25 at 08:00", "11月25日周三 08:00"),
    ],
)
def test_a_moment_is_said_in_the_readers_zone(at: datetime, english: str, chinese: str) -> None:
    assert moment(EN, at, NOW, "Europe/Berlin") == english
    assert moment(ZH, at, NOW, "Europe/Berlin") == chinese


def test_a_day_is_the_readers_local_day() -> None:
    assert day(EN, NOW, "Asia/Shanghai") == "Tue, Nov 24"
    assert day(ZH, NOW, "UTC") == "11月23日周一"


@pytest.mark.parametrize(
    ("mask", "english", "chinese"),
    [
        (0b1111111, "every day", "每天"),
        (0b0011111, "Monday to Friday", "周一至周五"),
        (0b1100000, "at weekends", "周末"),
        (0b0010101, "Mon, Wed, and Fri", "周一、周三和周五"),
    ],
)
def test_the_days_of_a_schedule_are_named(mask: int, english: str, chinese: str) -> None:
    assert weekdays(EN, mask) == english
    assert weekdays(ZH, mask) == chinese


def test_monday_is_the_first_day() -> None:
    assert (weekday(EN, 0), weekday(ZH, 6)) == ("Mon", "周日")


@pytest.mark.parametrize(
    ("timezone", "english", "chinese"),
    [
        ("Europe/Berlin", "Berlin", "柏林"),
        ("America/New_York", "New York", "纽约"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "布宜诺斯艾利斯"),
        ("Asia/Kolkata", "Kolkata", "加尔各答"),
        ("Etc/GMT-8", "UTC+8", "UTC+8"),
        ("Etc/GMT+5", "UTC−5", "UTC−5"),
        ("Etc/GMT-10", "UTC+10", "UTC+10"),
        ("Etc/GMT", "UTC", "UTC"),
        ("Etc/GMT+0", "UTC", "UTC"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_is_named_by_its_city_or_offset(timezone: str, english: str, chinese: str) -> None:
    assert zone(EN, timezone) == english
    assert zone(ZH, timezone) == chinese


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("en", "English", "英语"),
        ("zh-Hans", "Simplified Chinese", "简体中文"),
        ("de-AT", "Austrian German", "奥地利德语"),
        ("ja-JP", "Japanese", "日语"),
        ("xx", "xx", "xx"),
        ("???", "???", "???"),
    ],
)
def test_a_language_is_named_in_the_readers_own(code: str, english: str, chinese: str) -> None:
    assert language(EN, code) == english
    assert language(ZH, code) == chinese


def test_lists_and_times_follow_the_language() -> None:
    assert listing(EN, ["A", "B", "C"]) == "A, B, and C"
    assert listing(ZH, ["Herald", "晚报", "Tribune"]) == "Herald、晚报和 Tribune"
    assert listing(ZH, ["Herald", "晚报"]) == "Herald 和晚报"
    assert clocks(ZH, (480, 1200)) == "08:00和20:00"


@pytest.mark.parametrize(
    ("language", "timezone", "said"),
    [
        ("es", "Asia/Tashkent", "Hora actual en Taskent: 01:00."),  # not "son las 01:00"
        ("fr", "UTC", "Heure actuelle (UTC)\xa0: 20:00."),  # not "à UTC"
        ("fr", "Africa/Cairo", "Heure actuelle (Le Caire)\xa0: 22:00."),  # not "à Le Caire"
    ],
)
def test_the_local_time_fits_every_hour_and_city(language: str, timezone: str, said: str) -> None:
    assert local_time(view(language), timezone) == said


def test_spanish_counts_no_single_hour_as_several() -> None:
    t = open_translator("es")
    one = datetime(2026, 11, 25, 1, tzinfo=UTC)
    said = [moment(t, one, one + timedelta(days=ahead), "UTC") for ahead in (0, -1, 1, 9)]
    assert said == ["hoy, 01:00", "mañana, 01:00", "ayer, 01:00", "el mié, 25 nov, 01:00"]
