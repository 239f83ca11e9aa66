"""What people type behind a command, read with forgiveness."""

from collections.abc import Sequence

from bot.core.actions import MAX_LIST
from bot.core.news import StoryId
from bot.core.phrases import N_
from bot.core.places import parse_times, suggest_zones
from bot.errors import UserError
from bot.i18n.catalog import Translator
from bot.i18n.cities import find_zone
from bot.i18n.dates import zone as zone_name
from bot.render.view import View

STALE = N_("This button is out of date. Please ask again.")
"""Callback data that no button of ours holds, or whose subject is gone."""
DEFAULT_LIST = 5
MAX_QUOTED = 40
"""Characters of what was typed that an answer repeats."""
_MAX_DIGITS = 18  # more would not fit a database id, and int() of a huge number is slow


def read_number(typed: str) -> int | None:
    """Return the whole number typed in any script's digits; None where it is none."""
    return int(typed) if typed.isdecimal() and len(typed) <= _MAX_DIGITS else None


def read_size(arguments: Sequence[str], example: str) -> int:
    """Return how many stories are asked for.

    Raises:
        UserError: it is not one number from 1 to 20.
    """
    if not arguments:
        return DEFAULT_LIST
    size = read_number(" ".join(arguments))
    if size is None or not 1 <= size <= MAX_LIST:
        raise UserError(
            N_("Please give a number from 1 to {most}, for example {example}."),
            most=MAX_LIST,
            example=example,
        )
    return size


def read_story_id(arguments: Sequence[str], command: str) -> StoryId:
    """Return the story's number; `#12` is understood as well.

    Raises:
        UserError: it is not one number.
    """
    number = read_number(" ".join(arguments).lstrip("#"))
    if not number:
        raise UserError(
            N_("Please give the number of a story, for example {example}."),
            example=f"{command} 12",
        )
    return StoryId(number)


def read_tag(typed: str, view: View) -> str:
    """Return the key of the tag that `typed` names in any language.

    Raises:
        UserError: no tag has that name; the likeliest ones are suggested.
    """
    key = view.taxonomy.resolve(typed)
    if key is not None:
        return key
    likely = view.suggest_tags(typed)
    if likely:
        raise UserError(
            N_("I don't know the tag “{typed}”. Did you mean {likely}? /tags shows them all."),
            typed=typed[:MAX_QUOTED],
            likely=likely,
        )
    raise UserError(
        N_("I don't know the tag “{typed}”. /tags shows them all."), typed=typed[:MAX_QUOTED]
    )


def read_times(typed: str, example: str) -> tuple[int, ...]:
    """Return the times of day that are typed.

    Raises:
        UserError: there is one that is none.
    """
    times = parse_times(typed)
    if times is None:
        raise UserError(
            N_("I don't understand the time “{typed}”. For example {example}."),
            typed=typed[:MAX_QUOTED],
            example=example,
        )
    return times


def read_zone(typed: str, unknown: str, t: Translator) -> str:
    """Return the zone that is typed.

    Raises:
        UserError: there is none; the cities of those with the likeliest names are suggested, in
            the words of `t`, which are understood when they are typed.
    """
    found = find_zone(typed)
    if found is not None:
        return found
    cities = dict.fromkeys(zone_name(t, name) for name in suggest_zones(typed))
    likely = tuple(city for city in cities if find_zone(city))
    if likely:
        raise UserError(
            N_("I don't know the time zone “{typed}”. Did you mean {likely}?"),
            typed=typed[:MAX_QUOTED],
            likely=likely,
        )
    raise UserError(unknown, typed=typed[:MAX_QUOTED])
