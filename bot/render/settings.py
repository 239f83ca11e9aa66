"""The settings: one message of buttons that edits itself, a screen for each thing to choose."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.actions import (
    Action,
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
from bot.core.audience import Effect, Preferences, RuleKind, Schedule, Subscriber
from bot.core.outgoing import Button, Message
from bot.core.text import truncate
from bot.i18n.catalog import INTERFACE_LANGUAGES, open_translator
from bot.i18n.dates import clock, clocks, language, listing, moment, weekday, weekdays, zone

from .buttons import button, grid, tick
from .telegram_html import bold, lines, text
from .view import View

_TIMES = tuple(hour * 60 for hour in (6, 7, 8, 9, 12, 18, 20, 22))
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
_SIZES = (3, 5, 8, 10, 15, 20)
_FLOORS = (0, 20, 30, 40, 50, 60, 70, 80)
_CHOICES_WIDE = 4
_MAX_NAMES = 600


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


def own_name(code: str) -> str:
    """Return an interface language's name in itself."""
    return language(open_translator(code), code)


def rule_name(view: View, kind: RuleKind, value: str) -> str:
    """Name what one follow or mute is about."""
    match kind:
        case RuleKind.TAG:
            return view.tag_name(value)
        case RuleKind.WORD:
            return f"“{value}”"
        case _:
            return value


def rule_list(view: View, preferences: Preferences, effect: Effect) -> str:
    """List what a reader follows or mutes: tags, words, publishers; empty where nothing."""
    names = [
        rule_name(view, kind, value)
        for kind in RuleKind
        for value in sorted(preferences.values(kind, effect))
    ]
    return truncate(listing(view.t, names), _MAX_NAMES)


def render_settings(view: View, subscriber: Subscriber) -> Message:
    """Render what is set, with a button for each thing."""
    t, chosen = view.t, subscriber.preferences
    followed = rule_list(view, chosen, Effect.FOLLOW)
    muted = rule_list(view, chosen, Effect.MUTE)
    switch = (
        button(t("🔕 Unsubscribe"), Unsubscribe())
        if subscriber.is_subscribed
        else button(t("🔔 Subscribe"), Subscribe())
    )
    screens: list[tuple[str, Action]] = [
        (t("🕗 Time"), ShowScreen(Screen.TIME)),
        (t("🌍 Time zone"), ShowScreen(Screen.TIMEZONE)),
        (t("⭐ Topics"), ShowTopics(Flow.SETTINGS)),
        (t("🗣 Language"), ShowScreen(Screen.LANGUAGE)),
        (t("🔢 Size"), ShowScreen(Screen.SIZE)),
        (t("📏 Lowest score"), ShowScreen(Screen.FLOOR)),
    ]
    return Message(
        html=lines(
            bold(t("Settings")),
            text(schedule_sentence(view, subscriber.schedule, subscriber.next_digest_at)),
            text(_local_time(view, subscriber.schedule.timezone)),
            text(t("Language: {name}", name=own_name(chosen.language))),
            text(
                t.plural(
                    "{count} story, scored {floor} or more",
                    "Up to {count} stories, scored {floor} or more",
                    chosen.size,
                    floor=chosen.min_score,
                )
            ),
            text(t("Topics: {names}", names=followed or t("everything"))),
            text(t("Muted: {names}", names=muted) if muted else ""),
        ).markup,
        keyboard=(
            *grid([button(label, action) for label, action in screens], 2),
            (switch, button(t("Close"), Close())),
        ),
    )


def render_language(view: View, flow: Flow = Flow.SETTINGS) -> Message:
    """Render the choice of a language; each is named in itself."""
    t = view.t
    choices = [
        button(tick(own_name(code), code == t.language), SetLanguage(code, flow))
        for code in INTERFACE_LANGUAGES
    ]
    return Message(
        html=lines(
            bold(t("Language")), text(t("What I say, and stories where there is a text in it."))
        ).markup,
        keyboard=(*grid(choices, 2), _back(view, flow)),
    )


def render_time(view: View, schedule: Schedule, flow: Flow = Flow.SETTINGS) -> Message:
    """Render the choice of a time of day, and in the settings of weekdays."""
    t = view.t
    times = [
        button(tick(clock(minutes), minutes in schedule.times), SetTime(minutes, flow))
        for minutes in _TIMES
    ]
    days = [
        button(tick(weekday(t, number), schedule.weekdays >> number & 1), ToggleWeekday(number))
        for number in range(7)
    ]
    change = button(
        t("🌍 Not in {zone}?", zone=zone(t, schedule.timezone)),
        ShowScreen(Screen.TIMEZONE, flow),
    )
    rows = [*grid(times, _TIMES_WIDE), (change,)]
    if flow is Flow.SETTINGS:
        rows[-1:-1] = grid(days, _TIMES_WIDE)
        rows.append(_back(view, flow))
    return Message(
        html=lines(
            bold(t("When should your digest come?")),
            text(_local_time(view, schedule.timezone)),
            text(t("For another time send for example /time 7:15, for two of them /time 8 20:30")),
        ).markup,
        keyboard=tuple(rows),
    )


def render_timezone(view: View, schedule: Schedule, flow: Flow = Flow.SETTINGS) -> Message:
    """Render the choice of a time zone."""
    t = view.t
    zones = [
        button(tick(zone(t, name), name == schedule.timezone), SetTimezone(name, flow))
        for name in dict.fromkeys((schedule.timezone, *_ZONES))
    ]
    return Message(
        html=lines(
            bold(t("Time zone")),
            text(_local_time(view, schedule.timezone)),
            text(
                t("For another one send a city or an offset: /timezone Vienna or /timezone +5:30")
            ),
        ).markup,
        keyboard=(*grid(zones, _ZONES_WIDE), _back(view, flow)),
    )


def render_size(view: View, preferences: Preferences) -> Message:
    """Render the choice of how many stories a digest has at most."""
    t = view.t
    sizes = [button(tick(str(n), n == preferences.size), SetSize(n)) for n in _SIZES]
    return Message(
        html=bold(t("How many stories should a digest have at most?")).markup,
        keyboard=(*grid(sizes, _CHOICES_WIDE), _back(view, Flow.SETTINGS)),
    )


def render_floor(view: View, preferences: Preferences) -> Message:
    """Render the choice of the least score a story needs."""
    t = view.t
    floors = [
        button(tick(str(n) if n else t("Any"), n == preferences.min_score), SetFloor(n))
        for n in _FLOORS
    ]
    return Message(
        html=lines(
            bold(t("Lowest score")),
            text(t("Stories below it stay out of your digest and of /latest.")),
            text(t("The score is one number from 0 to 100 for heat, quality and impact.")),
        ).markup,
        keyboard=(*grid(floors, _CHOICES_WIDE), _back(view, Flow.SETTINGS)),
    )


def _back(view: View, flow: Flow) -> tuple[Button, ...]:
    if flow is Flow.START:
        return (button(view.t("‹ Back"), ShowScreen(Screen.TIME, Flow.START)),)
    return (button(view.t("‹ Settings"), ShowScreen(Screen.SETTINGS)),)


def _local_time(view: View, timezone: str) -> str:
    local = view.now.astimezone(ZoneInfo(timezone))
    return view.t(
        "It is {time} in {zone} now.", time=f"{local:%H:%M}", zone=zone(view.t, timezone)
    )
