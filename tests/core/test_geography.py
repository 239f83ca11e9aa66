import pytest

from bot.core.geography import zone_at


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.52, 13.40, "Europe/Berlin"),
        (31.23, 121.47, "Asia/Shanghai"),
        (27.70, 85.32, "Asia/Kathmandu"),
        (-33.87, 151.21, "Australia/Sydney"),
        (0.0, -30.0, "Etc/GMT+2"),
    ],
)
def test_a_place_has_a_zone_at_sea_too(latitude: float, longitude: float, zone: str) -> None:
    assert zone_at(latitude, longitude) == zone


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0)])
def test_what_is_no_place_has_none(latitude: float, longitude: float) -> None:
    assert zone_at(latitude, longitude) is None
