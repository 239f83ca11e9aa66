"""Screens about when things come: times, zone, breaking news, a pause."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.actions import (
    Flow,
    Screen,
    SetTime,
    SetTimezone,
    ShowScreen,
    Subscribe,
    ToggleWeekday,
    Unsubscribe,
)
from bot.core.audience import Alerts, ChatKind, Schedule, Subscriber
from bot.core.choices import AskLocation, Pause, SetAlerts
from bot.core.outgoing import Button, Message
from bot.core.wishes import Wish, WishButton
from bot.i18n.dates import clock, clocks, day, moment, weekday, weekdays, zone

from .buttons import button, grid, tick
from .telegram_html import NOTHING, bold, lines, text
from .view import View

TIMES = tuple(hour * 60 for hour in (6, 7, 8, 9, 12, 18, 20, 22))
"""Those offered, in minutes after midnight."""
_TIMES_WIDE = 4
_ZONES = (
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
)
_ZONES_WIDE = 2
_PAUSES = (1, 3, 7, 14, 30)
_THRESHOLDS = (70, 80, 90)
_ALERTS = (1, 3, 5)


def schedule_sentence(view: View, schedule: Schedule, next_at: datetime | None) -> str:
    """Say when digests come and when the next one does, or that they are off."""
    t = view.t
    if next_at is None:
        return t("Your digest is off.")
    return t(
        "Your digest comes {days} at {times} ({zone}). Next: {next}.",
        days=weekdays(t, schedule.weekdays),
        times=clocks(t, schedule.times),
        zone=zone(t, schedule.timezone),
        next=moment(t, next_at, view.now, schedule.timezone),
    )


def pause_sentence(view: View, schedule: Schedule) -> str:
    """Say until when nothing comes; empty where there is no pause."""
    until = schedule.paused_until
    if until is None or until <= view.now:
        return ""
    return view.t("Paused until {day}.", day=day(view.t, until, schedule.timezone))


def alerts_sentence(view: View, alerts: Alerts) -> str:
    """Say which breaking news come, and how many; empty where they are off."""
    if not alerts.is_on:
        return ""
    return view.t.plural(
        "Breaking news scored {floor} or more comes at once, at most {count} a day.",
        "Breaking news scored {floor} or more comes at once, at most {count} a day.",
        alerts.most_a_day,
        floor=alerts.threshold,
    )


def local_time(view: View, timezone: str) -> str:
    """Say what time it is in a zone, by which people see whether it is theirs."""
    local = view.now.astimezone(ZoneInfo(timezone))
    return view.t(
        "It is {time} in {zone} now.", time=f"{local:%H:%M}", zone=zone(view.t, timezone)
    )


def back(view: View, flow: Flow) -> tuple[Button, ...]:
    """Return the button that leads back to where a screen was opened from."""
    if flow is Flow.START:
        return (button(view.t("‹ Back"), ShowScreen(Screen.TIME, Flow.START)),)
    return (button(view.t("‹ Settings"), ShowScreen(Screen.SETTINGS)),)


def render_time(
    view: View,
    schedule: Schedule,
    flow: Flow = Flow.SETTINGS,
    kind: ChatKind = ChatKind.PRIVATE,
    *,
    is_on: bool = True,
) -> Message:
    """Render the choice of a time of day, and in the settings of several and of weekdays.

    In a group the bot hears commands only; a channel is set up from a private chat. A choice
    does not turn a digest on that is off, so the screen says so and how to.
    """
    t = view.t
    is_start = flow is Flow.START
    choices = TIMES if is_start else sorted({*TIMES, *schedule.times})
    times = [
        button(tick(clock(minutes), minutes in schedule.times), SetTime(minutes, flow))
        for minutes in choices
    ]
    days = [
        button(tick(weekday(t, number), schedule.weekdays >> number & 1), ToggleWeekday(number))
        for number in range(7)
    ]
    change = button(
        t("🌍 Not in {zone}?", zone=zone(t, schedule.timezone)),
        ShowScreen(Screen.TIMEZONE, flow),
    )
    if is_start:
        rows = [
            *grid(times, _TIMES_WIDE),
            (button(t("🗣 Language"), ShowScreen(Screen.LANGUAGE, flow)),),
            (change,),
        ]
    else:
        on = () if is_on else ((switch(view, is_on=False),),)
        rows = [
            *grid(times, _TIMES_WIDE),
            *grid(days, _TIMES_WIDE),
            (change,),
            *on,
            back(view, flow),
        ]
    hints = [
        t("For another time send /time 8:30")
        if kind.is_group
        else t("For another time, just send it: 7:15")
    ]
    if not is_start:
        hints.insert(0, t("Tap as many times and days as you like."))
    return Message(
        html=lines(
            bold(t("When should your digest come?")),
            NOTHING if is_start or is_on else text(t("Your digest is off.")),
            text(local_time(view, schedule.timezone)),
            *map(text, hints),
        ).markup,
        keyboard=tuple(rows),
    )


def render_timezone(
    view: View,
    schedule: Schedule,
    flow: Flow = Flow.SETTINGS,
    kind: ChatKind = ChatKind.PRIVATE,
) -> Message:
    """Render the choice of a time zone; a private chat can share a location, too."""
    t = view.t
    zones = [
        button(tick(zone(t, name), name == schedule.timezone), SetTimezone(name, flow))
        for name in dict.fromkeys((schedule.timezone, *_ZONES))
    ]
    rows = [*grid(zones, _ZONES_WIDE)]
    if kind is ChatKind.PRIVATE:
        rows.append((button(t("📍 Share my location"), AskLocation()),))
    hint = (
        t("For another one send a city or an offset: /timezone Vienna or /timezone +5:30")
        if kind.is_group
        else t("For another one, just send your city or an offset: Vienna, +5:30")
    )
    return Message(
        html=lines(
            bold(t("Time zone")), text(local_time(view, schedule.timezone)), text(hint)
        ).markup,
        keyboard=(*rows, back(view, flow)),
    )


def render_location_wish(view: View) -> Message:
    """Ask for a location; only the zone it lies in is kept."""
    t = view.t
    return Message(
        html=text(
            t("Tap the button below to share where you are. I keep only the time zone of it.")
        ).markup,
        wish=WishButton(t("📍 Share my location"), Wish.LOCATION),
    )


def render_zone_known(view: View, timezone: str) -> Message:
    """Confirm the zone that a location lies in, and take the button for it away."""
    return Message(html=text(local_time(view, timezone)).markup, ends_wish=True)


def render_alerts(view: View, alerts: Alerts) -> Message:
    """Render the choice of breaking news: from which score, and how many in a day."""
    t = view.t
    floors = [
        button(
            tick(f"≥ {floor}", alerts.is_on and floor == alerts.threshold),
            SetAlerts(floor, alerts.most_a_day),
        )
        for floor in _THRESHOLDS
    ]
    threshold = alerts.threshold if alerts.is_on else 0
    most = [
        button(
            tick(t.plural("{count} a day", "{count} a day", n), n == alerts.most_a_day),
            SetAlerts(threshold, n),
        )
        for n in _ALERTS
    ]
    off = button(tick(t("None"), not alerts.is_on), SetAlerts(0, alerts.most_a_day))
    return Message(
        html=lines(
            bold(t("Breaking news alerts")),
            text(t("A story too big to wait comes at once, outside the digest.")),
        ).markup,
        keyboard=(
            (off, *floors),
            *((tuple(most),) if alerts.is_on else ()),
            back(view, Flow.SETTINGS),
        ),
    )


def switch(view: View, *, is_on: bool) -> Button:
    """Return the button that turns digests off, or on where they are off."""
    t = view.t
    if is_on:
        return button(t("🔕 Unsubscribe"), Unsubscribe())
    return button(t("🔔 Subscribe"), Subscribe())


def go_on(view: View) -> Button:
    """Return the button that ends a pause."""
    return button(view.t("▶️ Go on now"), Pause(0))


def render_pause(view: View, subscriber: Subscriber) -> Message:
    """Render the choice of how long nothing comes."""
    t = view.t
    pauses = [
        button(t.plural("{count} day", "{count} days", days), Pause(days)) for days in _PAUSES
    ]
    rows = [*grid(pauses, 3)]
    paused = pause_sentence(view, subscriber.schedule)
    if paused:
        rows.append((go_on(view),))
    return Message(
        html=lines(
            bold(t("Pause")),
            text(paused or t("How long should nothing come? Your settings stay as they are.")),
        ).markup,
        keyboard=(*rows, back(view, Flow.SETTINGS)),
    )
