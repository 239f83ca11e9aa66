"""Quiet hours: what they say of other times, and their screen."""

from collections.abc import Iterable

from bot.core.actions import Flow
from bot.core.audience import QuietHours, Schedule
from bot.core.choices import SetQuiet, SetSilent
from bot.core.outgoing import Message
from bot.i18n.dates import clock

from .buttons import button, grid, tick
from .schedule import back
from .telegram_html import bold, lines, text
from .view import View

_HOURS = ((21 * 60, 7 * 60), (22 * 60, 7 * 60), (23 * 60, 8 * 60), (0, 9 * 60))


def quiet_sentence(view: View, quiet: QuietHours | None) -> str:
    """Say which hours are quiet; empty where none are."""
    if quiet is None:
        return ""
    return view.t("Quiet from {start} to {end}.", start=clock(quiet.start), end=clock(quiet.end))


def quiet_note(view: View, schedule: Schedule, times: Iterable[int]) -> str:
    """Say why what is set for these times comes later; empty where no quiet hours hold it."""
    quiet = schedule.quiet
    if quiet is None or not any(quiet.contain(minutes) for minutes in times):
        return ""
    return f"{quiet_sentence(view, quiet)}\n{_rule(view)}"


def render_quiet(view: View, schedule: Schedule) -> Message:
    """Render the choice of quiet hours and of digests without a sound."""
    t, quiet = view.t, schedule.quiet
    chosen = (quiet.start, quiet.end) if quiet else None
    lets_breaking = quiet is not None and quiet.lets_breaking
    hours = [
        button(
            tick(f"{clock(start)}–{clock(end)}", (start, end) == chosen),
            SetQuiet(start, end, lets_breaking),
        )
        for start, end in dict.fromkeys((*_HOURS, *((chosen,) if chosen else ())))
    ]
    none = button(tick(t("No quiet hours"), quiet is None), SetQuiet(0, 0))
    rows = [*grid(hours, 2), (none,)]
    if quiet is not None:
        label = tick(t("Breaking news all the same"), lets_breaking)
        rows.append((button(label, SetQuiet(quiet.start, quiet.end, not lets_breaking)),))
    sound = tick(t("🔈 Digests without a sound"), schedule.is_silent)
    rows.append((button(sound, SetSilent(not schedule.is_silent)),))
    return Message(
        html=lines(
            bold(t("Quiet hours")),
            text(_rule(view)),
        ).markup,
        keyboard=(*rows, back(view, Flow.SETTINGS)),
    )


def _rule(view: View) -> str:
    return view.t("What would come in the quiet hours comes at their end.")
