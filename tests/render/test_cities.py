import pytest

from bot.i18n.cities import find_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("Москва", "Europe/Moscow"),
        ("санкт-петербург", "Europe/Moscow"),
        ("Ciudad de México", "America/Mexico_City"),
        ("Nueva York", "America/New_York"),
        ("東京", "Asia/Tokyo"),
        ("ロンドン", "Europe/London"),
        ("臺北", "Asia/Taipei"),
        ("Le Caire", "Africa/Cairo"),
        ("Genève", "Europe/Zurich"),
        ("Warschau", "Europe/Warsaw"),
        ("Калькутта", "Asia/Kolkata"),
        ("キーウ", "Europe/Kyiv"),
        ("+8", "Etc/GMT-8"),
        ("Atlantis", None),
    ],
)
def test_a_city_is_known_by_its_name_in_every_interface_language(
    typed: str, zone: str | None
) -> None:
    assert find_zone(typed) == zone
