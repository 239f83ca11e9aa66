"""Cities by the names that every interface language has for them."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

from bot.core.cities import CITIES
from bot.core.places import fold_place, parse_zone

from .catalog import INTERFACE_LANGUAGES


def city_of(timezone: str, locale: Locale) -> str:
    """Name the city that a zone is called after, as the Unicode locale data (CLDR) do.

    They know some zones by a former name only (Asia/Calcutta), where Babel does not look.
    """
    for name in (timezone, *_former_names().get(timezone, ())):
        if city := locale.time_zones.get(name, {}).get("city"):
            return str(city)
    city = get_timezone_location(ZoneInfo(timezone), locale=locale, return_city=True)
    return city.rpartition("/")[2]


def find_zone(typed: str) -> str | None:
    """Read a time zone as `parse_zone` does, or by a city's name in any interface language."""
    return parse_zone(typed) or _cities().get(fold_place(typed))


@cache
def _cities() -> dict[str, str]:
    """Return the cities of all zones."""
    cities: dict[str, str] = {}
    # Those of our own list first: some of the others are old names for the same zone.
    known = [zone for zone, _ in CITIES]
    regions = [*known, *sorted(zone for zone in available_timezones() if "/" in zone)]
    for code in INTERFACE_LANGUAGES:
        locale = Locale.parse(code, sep="-")
        for zone in regions:
            if not zone.startswith("Etc/"):
                cities.setdefault(fold_place(city_of(zone, locale)), zone)
    return cities


@cache
def _former_names() -> dict[str, list[str]]:
    """Return the names that zones had before."""
    names: dict[str, list[str]] = {}
    for former, name in get_global("zone_aliases").items():
        names.setdefault(name, []).append(former)
    return names
