"""Cities by the names that every interface language has for them."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.dates import get_timezone_location

from bot.core.cities import CITIES
from bot.core.places import fold_place, parse_zone

from .catalog import INTERFACE_LANGUAGES


def find_zone(typed: str) -> str | None:
    """Read a time zone as `parse_zone` does, or by a city's name in any interface language."""
    return parse_zone(typed) or _cities().get(fold_place(typed))


@cache
def _cities() -> dict[str, str]:
    """Return the cities of all zones; the Unicode locale data (CLDR) name them."""
    cities: dict[str, str] = {}
    # Those of our own list first: some of the others are old names for the same zone.
    known = [zone for zone, _ in CITIES]
    regions = [*known, *sorted(zone for zone in available_timezones() if "/" in zone)]
    for code in INTERFACE_LANGUAGES:
        locale = Locale.parse(code, sep="-")
        for zone in regions:
            if not zone.startswith("Etc/"):
                city = get_timezone_location(ZoneInfo(zone), locale=locale, return_city=True)
                cities.setdefault(fold_place(city.rpartition("/")[2]), zone)
    return cities
