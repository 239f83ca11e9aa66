"""When things come: `/time`, `/timezone`, `/pause`, and the buttons of their screens."""

from dataclasses import replace
from datetime import timedelta

from telegram import Update

from bot.core.actions import (
    Flow,
    Screen,
    SetTime,
    SetTimezone,
    ShowScreen,
    ShowTopics,
    ToggleWeekday,
)
from bot.core.audience import QuietHours, Review
from bot.core.callbacks import MAX_PAUSE
from bot.core.choices import (
    AskLocation,
    EndReview,
    Pause,
    SetAlerts,
    SetQuiet,
    SetReview,
    SetSilent,
)
from bot.core.geography import zone_at
from bot.core.phrases import N_
from bot.core.places import MAX_TIMES, parse_times, parse_zone
from bot.errors import UserError
from bot.i18n.cities import find_zone
from bot.render.replies import render_subscribed
from bot.render.schedule import render_location_wish, render_zone_known
from bot.render.settings import render_settings

from .arguments import STALE, read_number, read_times, read_zone
from .changes import change_alerts, change_review, change_schedule
from .context import Context
from .elsewhere import turn_elsewhere
from .permissions import require_administrator
from .screens import press_screen, send_screen
from .topics import press_topics

_TYPED_TIME = "7:15"
_UNKNOWN_TYPED = N_("I don't know the time zone “{typed}”. Send a city or an offset: Berlin, +8.")
_UNKNOWN_TO_COMMAND = N_(
    "I don't know the time zone “{typed}”. Send a city or an offset: "
    "/timezone Berlin, /timezone +8."
)


async def time(update: Update, context: Context) -> None:
    """Set when the digest comes, or show times to choose from."""
    if not context.args:
        await send_screen(ShowScreen(Screen.TIME), context)
        return
    await require_administrator(update, context)
    await take_times(context, " ".join(context.args), "/time 8:30")


async def timezone(update: Update, context: Context) -> None:
    """Set the zone by name, city or offset, or show zones to choose from."""
    if not context.args:
        await send_screen(ShowScreen(Screen.TIMEZONE), context)
        return
    await require_administrator(update, context)
    zone = read_zone(" ".join(context.args), _UNKNOWN_TO_COMMAND, context.view.t)
    await change_schedule(context, replace(context.reader.schedule, timezone=zone))
    await context.send(render_settings(context.view, context.reader))


async def pause(update: Update, context: Context) -> None:
    """Stop digests for some days; 0 goes on at once, and no number asks how long."""
    if not context.args:
        await press_screen(ShowScreen(Screen.PAUSE), context)
        return
    await require_administrator(update, context)
    days = read_number(" ".join(context.args))
    if days is None or days > MAX_PAUSE:
        raise UserError(
            N_("Please give a number of days from 0 to {most}, for example {example}."),
            most=MAX_PAUSE,
            example="/pause 7",
        )
    await _pause(context, days)
    await context.send(render_subscribed(context.view, context.reader))


async def take_typed(context: Context, typed: str) -> bool:
    """Take words typed under a screen of times or zones; tell whether it was one of these.

    A city under the times, which name the zone, is taken for the zone, too. A channel begins to
    publish only when it is subscribed.

    Raises:
        UserError: what was typed is no time or place, and the screen goes on listening.
    """
    listening = context.listening
    is_place = listening.screen is Screen.TIME and parse_times(typed) is None and find_zone(typed)
    if listening.screen is Screen.TIMEZONE or is_place:
        zone = read_zone(typed, _UNKNOWN_TYPED, context.view.t)
        await change_schedule(context, replace(context.reader.schedule, timezone=zone))
        await _after_zone(context, listening.flow)
        return True
    if listening.screen is Screen.TIME:
        await _take_typed_times(context, typed)
        listening.stop()
        return True
    return False


async def location(update: Update, context: Context) -> None:
    """Take a shared location for the time zone it lies in; nothing else of it is kept."""
    message = update.message
    shared = message.location if message else None
    zone = zone_at(shared.latitude, shared.longitude) if shared else None
    if zone is None:
        raise UserError(N_("I don't know the time zone of that place. Send a city instead."))
    await turn_elsewhere(update, context)
    await change_schedule(context, replace(context.reader.schedule, timezone=zone))
    await context.send(render_zone_known(context.view, zone))
    await _after_zone(context, context.listening.flow)


async def press_time(action: SetTime, context: Context) -> None:
    """Choose the time of the welcome, which leads on to the topics; else add or take one."""
    schedule = context.reader.schedule
    if action.flow is Flow.START:
        await change_schedule(context, replace(schedule, times=(action.minutes,)))
        await press_topics(ShowTopics(action.flow), context)
        return
    times = tuple(sorted({*schedule.times} ^ {action.minutes}))
    if not times:
        raise UserError(N_("At least one time has to stay. /unsubscribe turns digests off."))
    if len(times) > MAX_TIMES:
        raise UserError(N_("At most {most} times a day. Drop one first."), most=MAX_TIMES)
    await change_schedule(context, replace(schedule, times=times))
    await press_screen(ShowScreen(Screen.TIME), context)


async def press_timezone(action: SetTimezone, context: Context) -> None:
    """Choose the zone, and lead back to where it was asked."""
    zone = parse_zone(action.timezone)
    if zone is None:
        raise UserError(STALE)
    await change_schedule(context, replace(context.reader.schedule, timezone=zone))
    await _after_zone(context, action.flow)


async def press_weekday(action: ToggleWeekday, context: Context) -> None:
    """Turn a weekday on or off; the last one stays on."""
    schedule = context.reader.schedule
    weekdays = schedule.weekdays ^ (1 << action.weekday)
    if not weekdays:
        raise UserError(N_("At least one day has to stay. /unsubscribe turns digests off."))
    await change_schedule(context, replace(schedule, weekdays=weekdays))
    await press_screen(ShowScreen(Screen.TIME), context)


async def press_pause(action: Pause, context: Context) -> None:
    """Stop digests for some days, or go on."""
    await _pause(context, action.days)
    await press_screen(ShowScreen(Screen.PAUSE), context)


async def press_quiet(action: SetQuiet, context: Context) -> None:
    """Choose the quiet hours."""
    quiet = None
    if action.begin != action.end:
        quiet = QuietHours(start=action.begin, end=action.end, lets_breaking=action.lets_breaking)
    await change_schedule(context, replace(context.reader.schedule, quiet=quiet))
    await press_screen(ShowScreen(Screen.QUIET), context)


async def press_silent(action: SetSilent, context: Context) -> None:
    """Let digests come with or without a sound."""
    await change_schedule(context, replace(context.reader.schedule, is_silent=action.is_on))
    await press_screen(ShowScreen(Screen.QUIET), context)


async def press_alerts(action: SetAlerts, context: Context) -> None:
    """Choose which breaking news come at once, if any."""
    alerts = context.reader.alerts
    threshold = action.threshold or alerts.threshold
    await change_alerts(
        context,
        replace(
            alerts,
            is_on=action.threshold > 0,
            threshold=threshold,
            most_a_day=max(action.most_a_day, 1),
        ),
    )
    await press_screen(ShowScreen(Screen.ALERTS), context)


async def press_review(action: SetReview, context: Context) -> None:
    """Choose when the weekly review comes, which turns it on."""
    await change_review(context, Review(weekday=action.weekday, minutes=action.minutes))
    await press_screen(ShowScreen(Screen.REVIEW), context)


async def press_no_review(_action: EndReview, context: Context) -> None:
    """Send no weekly review any more."""
    await change_review(context, None)
    await press_screen(ShowScreen(Screen.REVIEW), context)


async def press_location(_action: AskLocation, context: Context) -> None:
    """Ask for a location, which only a private chat can share; a city will still do."""
    context.listening.screen = Screen.TIMEZONE
    await context.send(render_location_wish(context.view))


async def take_times(context: Context, typed: str, example: str) -> None:
    """Set the times typed behind a command, which turns the digest on."""
    schedule = replace(context.reader.schedule, times=read_times(typed, example))
    await change_schedule(context, schedule, turn_on=True)
    await context.send(render_subscribed(context.view, context.reader))


async def _take_typed_times(context: Context, typed: str) -> None:
    """Set the times typed under a screen, and lead on from there."""
    is_start = context.listening.flow is Flow.START
    if not (context.is_elsewhere or is_start):
        await take_times(context, typed, _TYPED_TIME)
        return
    times = read_times(typed, _TYPED_TIME)
    await change_schedule(context, replace(context.reader.schedule, times=times))
    if context.is_elsewhere:
        await press_screen(ShowScreen(Screen.SETTINGS), context)
    else:
        await press_topics(ShowTopics(Flow.START), context)


async def _pause(context: Context, days: int) -> None:
    until = context.now + timedelta(days=days) if days else None
    await change_schedule(context, replace(context.reader.schedule, paused_until=until))


async def _after_zone(context: Context, flow: Flow) -> None:
    following = Screen.TIME if flow is Flow.START else Screen.SETTINGS
    await press_screen(ShowScreen(following, flow), context)
