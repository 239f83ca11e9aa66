"""What languages call the countries and large cities of the world, often not by their sound.

They are countries, and the cities that time zones are named after, as Unicode's locale data (CLDR)
have them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import regex
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.core.places import fold_place
from bot.core.script import simplified

_NONE: Mapping[str, str] = {}


def is_place(name: str, language: str, text: str, languages: Iterable[str]) -> bool:
    """Tell whether texts name the place that `language` calls so, or its people.

    `text` is all of them, of some languages, in small and simplified characters.
    """
    place = _places(language).get(fold_place(name))
    return place is not None and any(
        regex.search(rf"(?<!\p{{Latin}}){regex.escape(known)}(?!\p{{Latin}})", text)
        for other in languages
        for known in (_names(other).get(place), *_peoples(other).get(place, ()))
        if known
    )


def is_people(word: str, language: str, text: str, languages: Iterable[str]) -> bool:
    """Tell whether a word is what `language` calls the language, and so the people, of a place.

    "Dutch" stands for the Netherlands where texts name them.
    """
    codes = {
        code
        for form in {word.casefold(), word.casefold().removesuffix("s")}
        if (code := _tongues(language).get(form))
    }
    return any(
        known in text
        for code in codes
        for other in languages
        if (known := _names(other).get(code))
    )


@cache
def _tongues(language: str) -> Mapping[str, str]:
    """Return the country code of each language with one, by its name in small letters."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return _NONE
    likely = get_global("likely_subtags")
    return {
        name.casefold(): likely[code].rpartition("_")[2]
        for code, name in locale.languages.items()
        if code in likely
    }


@cache
def _peoples(language: str) -> Mapping[str, Sequence[str]]:
    """Return what a language calls the languages, and so the peoples, of each country code."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, code in _tongues(language).items():
        found[code].append(name)
    return found


@cache
def _places(language: str) -> Mapping[str, str]:
    """Return the country code or zone of each place, by its folded name."""
    return {fold_place(name): place for place, name in _names(language).items()}


@cache
def _names(language: str) -> Mapping[str, str]:
    """Return the name of each country code and zone, in small and simplified characters."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return _NONE
    zones = locale.time_zones
    cities = {
        zone: zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        for zone in Locale("en").time_zones.keys() | Locale("zh").time_zones.keys()
    }
    return {
        place: simplified(name).casefold()
        for place, name in {**cities, **locale.territories}.items()
    }
