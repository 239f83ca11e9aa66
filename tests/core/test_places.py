from zoneinfo import ZoneInfo

import pytest

from bot.core.cities import CITIES, ZONE_OF_LANGUAGE
from bot.core.places import guess_zone, parse_time, parse_times, parse_zone, suggest_zones


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("8", "08:00"),
        ("08:00", "08:00"),
        (" 8 : 05 ", "08:05"),
        ("８：３０", "08:30"),
        ("8.30pm", "20:30"),
        ("8:30 p.m.", "20:30"),
        ("8 PM", "20:00"),
        ("8a", "08:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("20h", "20:00"),
        ("20h30", "20:30"),
        ("2030", "20:30"),
        ("24:00", "00:00"),
        ("noon", "12:00"),
        ("午夜", "00:00"),
        ("8点", "08:00"),
        ("8点钟", "08:00"),
        ("晚上8点", "20:00"),
        ("晚上八点半", "20:30"),
        ("晚八点三刻", "20:45"),
        ("晚上20点", "20:00"),
        ("晚上12点", "00:00"),
        ("晚上1点", "01:00"),
        ("早上八点零五分", "08:05"),
        ("上午十点一刻", "10:15"),
        ("上午十一點", "11:00"),
        ("下午3时5分", "15:05"),
        ("下午12点", "12:00"),
        ("中午1点", "13:00"),
        ("中午12点整", "12:00"),
        ("凌晨12点", "00:00"),
        ("深夜11点", "23:00"),
        ("二十一点", "21:00"),
        ("两点", "02:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, time: str) -> None:
    minutes = parse_time(text)
    assert minutes is not None
    assert f"{minutes // 60:02}:{minutes % 60:02}" == time


@pytest.mark.parametrize(
    "text",
    ["", "25", "8:60", "13pm", "0am", "8:5", "tomorrow", "25点", "2560", "-8", "8 8", "1" * 4000],
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("8", (480,)),
        ("20:00 8:00", (480, 1200)),
        ("8:00, 20:00, 8:00", (480, 1200)),
        ("早上8点和晚上8点", (480, 1200)),
        ("8 pm", (1200,)),
        ("8:00 later", None),
        ("1 2 3 4 5 6 7", None),
        ("", None),
    ],
)
def test_several_times_are_sorted_and_distinct(text: str, times: tuple[int, ...] | None) -> None:
    assert parse_times(text) == times


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Berlin", "Europe/Berlin"),
        ("柏林", "Europe/Berlin"),
        ("münchen", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("纽约", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("北京", "Asia/Shanghai"),
        ("北京市", "Asia/Shanghai"),
        ("北京时间", "Asia/Shanghai"),
        ("上海", "Asia/Shanghai"),
        ("Beijing", "Asia/Shanghai"),
        ("Chongqing", "Asia/Shanghai"),
        ("São Paulo", "America/Sao_Paulo"),
        ("St. Petersburg", "Europe/Moscow"),
        ("UTC", "UTC"),
        ("gmt", "UTC"),
        ("+8", "Etc/GMT-8"),
        ("UTC+8", "Etc/GMT-8"),
        ("GMT+8", "Etc/GMT-8"),
        ("GMT −8", "Etc/GMT+8"),
        ("＋０８：００", "Etc/GMT-8"),
        ("-0500", "Etc/GMT+5"),
        ("+0", "UTC"),
        ("UTC-0", "UTC"),
        ("UTC+05:30", "Asia/Kolkata"),
        ("+15", None),
        ("+5:17", None),
        ("Atlantis", None),
        ("时间", None),
        ("", None),
        ("central", None),
    ],
)
def test_a_zone_is_read_by_name_city_or_offset(text: str, zone: str | None) -> None:
    assert parse_zone(text) == zone


@pytest.mark.parametrize(
    ("text", "first"),
    [("Berln", "Europe/Berlin"), ("shangai", "Asia/Shanghai"), ("New Yrok", "America/New_York")],
)
def test_a_typo_is_answered_with_likely_zones(text: str, first: str) -> None:
    suggestions = suggest_zones(text)
    assert suggestions[0] == first
    assert len(set(suggestions)) == len(suggestions) <= 3


def test_nothing_likely_is_no_suggestion() -> None:
    assert suggest_zones("qqqqqqqq") == ()


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("zh-hans", "Asia/Shanghai"),
        ("zh-TW", "Asia/Taipei"),
        ("zh_Hant", "Asia/Taipei"),
        ("de", "Europe/Berlin"),
        ("de-AT", "Europe/Berlin"),
        ("en-GB", "Europe/London"),
        ("tlh", "UTC"),
        ("", "UTC"),
        (None, "UTC"),
    ],
)
def test_a_clients_language_hints_at_its_zone(code: str | None, zone: str) -> None:
    assert guess_zone(code) == zone


def test_every_zone_we_name_exists() -> None:
    for zone in {zone for zone, _ in CITIES} | set(ZONE_OF_LANGUAGE.values()):
        assert ZoneInfo(zone).key == zone


def test_every_zone_that_stands_for_an_offset_has_it() -> None:
    for hours in range(-12, 15):
        zone = parse_zone(f"{hours:+d}")
        assert zone is not None
        assert ZoneInfo(zone).key == zone
