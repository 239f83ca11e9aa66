"""When, how much, in which language: commands and the screens that edit themselves."""

from dataclasses import replace

from telegram import Update

from bot.core.actions import (
    Close,
    Flow,
    Screen,
    SetFloor,
    SetLanguage,
    SetSize,
    SetTime,
    SetTimezone,
    ShowScreen,
    ShowTopics,
    Subscribe,
    ToggleWeekday,
    Unsubscribe,
)
from bot.core.outgoing import Message
from bot.core.phrases import N_
from bot.core.places import parse_times, parse_zone, suggest_zones
from bot.errors import UserError
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.i18n.languages import find_language
from bot.render.replies import render_subscribed, render_unsubscribed
from bot.render.settings import (
    render_floor,
    render_language,
    render_settings,
    render_size,
    render_time,
    render_timezone,
)

from .arguments import MAX_QUOTED, STALE
from .changes import change_preferences, change_schedule, turn_off
from .context import Context
from .permissions import require_administrator
from .topics import press_topics


async def settings(_update: Update, context: Context) -> None:
    """Show all settings as buttons."""
    await context.send(render_settings(context.view, context.reader))


async def subscribe(update: Update, context: Context) -> None:
    """Turn the digest on, at the time given or the one set before."""
    await require_administrator(update, context)
    schedule = context.reader.schedule
    if context.args:
        schedule = replace(schedule, times=_read_times(" ".join(context.args), "/subscribe 8:30"))
    await change_schedule(context, schedule, turn_on=True)
    await context.send(render_subscribed(context.view, context.reader))


async def unsubscribe(update: Update, context: Context) -> None:
    """Turn the digest off; every setting stays."""
    await require_administrator(update, context)
    await turn_off(context)
    await context.send(render_unsubscribed(context.view))


async def time(update: Update, context: Context) -> None:
    """Set when the digest comes, or show times to choose from."""
    if not context.args:
        await context.send(render_time(context.view, context.reader.schedule, Flow.SETTINGS))
        return
    await require_administrator(update, context)
    times = _read_times(" ".join(context.args), "/time 8:30")
    await change_schedule(context, replace(context.reader.schedule, times=times), turn_on=True)
    await context.send(render_subscribed(context.view, context.reader))


async def timezone(update: Update, context: Context) -> None:
    """Set the zone by name, city or offset, or show zones to choose from."""
    if not context.args:
        await context.send(render_timezone(context.view, context.reader.schedule, Flow.SETTINGS))
        return
    await require_administrator(update, context)
    typed = " ".join(context.args)
    zone = parse_zone(typed)
    if zone is None:
        likely = suggest_zones(typed)
        if likely:
            raise UserError(
                N_("I don't know the time zone “{typed}”. Did you mean {likely}?"),
                typed=typed[:MAX_QUOTED],
                likely=likely,
            )
        raise UserError(
            N_(
                "I don't know the time zone “{typed}”. Send a city or an offset: "
                "/timezone Berlin, /timezone +8."
            ),
            typed=typed[:MAX_QUOTED],
        )
    await change_schedule(context, replace(context.reader.schedule, timezone=zone))
    await context.send(render_settings(context.view, context.reader))


async def language(update: Update, context: Context) -> None:
    """Set the language by its name, or show the languages to choose from."""
    if not context.args:
        await context.send(render_language(context.view, Flow.SETTINGS))
        return
    await require_administrator(update, context)
    typed = " ".join(context.args)
    found = find_language(typed)
    if found is None:
        raise UserError(
            N_("I don't speak “{typed}” yet. /language shows the languages I speak."),
            typed=typed[:MAX_QUOTED],
        )
    preferences = replace(context.reader.preferences, language=found)
    await change_preferences(context, preferences)
    await context.send(render_settings(context.view, context.reader))


def screen_message(action: ShowScreen, context: Context) -> Message:
    """Render one screen of the settings or of the welcome."""
    view, reader = context.view, context.reader
    match action.screen:
        case Screen.SETTINGS:
            return render_settings(view, reader)
        case Screen.LANGUAGE:
            return render_language(view, action.flow)
        case Screen.TIME:
            return render_time(view, reader.schedule, action.flow)
        case Screen.TIMEZONE:
            return render_timezone(view, reader.schedule, action.flow)
        case Screen.SIZE:
            return render_size(view, reader.preferences)
        case Screen.FLOOR:
            return render_floor(view, reader.preferences)


async def press_screen(action: ShowScreen, context: Context) -> None:
    """Show another screen in the same message."""
    await context.show(screen_message(action, context))


async def press_language(action: SetLanguage, context: Context) -> None:
    """Choose a language, and lead on from the welcome to the time."""
    if action.language not in INTERFACE_LANGUAGES:
        raise UserError(STALE)
    preferences = replace(context.reader.preferences, language=action.language)
    await change_preferences(context, preferences)
    following = Screen.TIME if action.flow is Flow.START else Screen.SETTINGS
    await press_screen(ShowScreen(following, action.flow), context)


async def press_time(action: SetTime, context: Context) -> None:
    """Choose the time of the digest, which turns it on; the welcome leads on to the topics."""
    schedule = replace(context.reader.schedule, times=(action.minutes,))
    if action.flow is Flow.START:
        await change_schedule(context, schedule)
        await press_topics(ShowTopics(action.flow), context)
    else:
        await change_schedule(context, schedule, turn_on=True)
        await press_screen(ShowScreen(Screen.SETTINGS), context)


async def press_timezone(action: SetTimezone, context: Context) -> None:
    """Choose the zone, and lead back to where it was asked."""
    zone = parse_zone(action.timezone)
    if zone is None:
        raise UserError(STALE)
    await change_schedule(context, replace(context.reader.schedule, timezone=zone))
    following = Screen.TIME if action.flow is Flow.START else Screen.SETTINGS
    await press_screen(ShowScreen(following, action.flow), context)


async def press_size(action: SetSize, context: Context) -> None:
    """Choose how many stories a digest has."""
    if not action.size:
        raise UserError(STALE)
    await change_preferences(context, replace(context.reader.preferences, size=action.size))
    await press_screen(ShowScreen(Screen.SETTINGS), context)


async def press_floor(action: SetFloor, context: Context) -> None:
    """Choose the least score a story needs."""
    preferences = replace(context.reader.preferences, min_score=action.floor)
    await change_preferences(context, preferences)
    await press_screen(ShowScreen(Screen.SETTINGS), context)


async def press_weekday(action: ToggleWeekday, context: Context) -> None:
    """Turn a weekday on or off; the last one stays on."""
    schedule = context.reader.schedule
    weekdays = schedule.weekdays ^ (1 << action.weekday)
    if not weekdays:
        raise UserError(N_("At least one day has to stay. /unsubscribe turns digests off."))
    await change_schedule(context, replace(schedule, weekdays=weekdays))
    await press_screen(ShowScreen(Screen.TIME), context)


async def press_subscribe(_action: Subscribe, context: Context) -> None:
    """Turn the digest on with the schedule as it is."""
    await change_schedule(context, context.reader.schedule, turn_on=True)
    await context.show(render_subscribed(context.view, context.reader))


async def press_unsubscribe(_action: Unsubscribe, context: Context) -> None:
    """Turn the digest off."""
    await turn_off(context)
    await context.show(render_unsubscribed(context.view))


async def press_close(_action: Close, context: Context) -> None:
    """Remove the message with its buttons."""
    await context.close()


def _read_times(typed: str, example: str) -> tuple[int, ...]:
    times = parse_times(typed)
    if times is None:
        raise UserError(
            N_("I don't understand the time “{typed}”. For example {example}."),
            typed=typed[:MAX_QUOTED],
            example=example,
        )
    return times
