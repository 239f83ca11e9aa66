"""Which time zone a place on earth lies in."""

from zoneinfo import available_timezones

import tzfpy


def zone_at(latitude: float, longitude: float) -> str | None:
    """Return the IANA zone of a place, the nautical one at sea; None where it is no place."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - degrees
        return None
    zone = str(tzfpy.get_tz(longitude, latitude))
    return zone if zone in available_timezones() else None
