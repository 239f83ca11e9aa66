"""The screens that edit themselves: which one is shown, and what words typed under it mean."""

from collections.abc import Callable

from bot.core.actions import Flow, Screen, ShowScreen
from bot.core.audience import Subscriber
from bot.core.outgoing import Message
from bot.render.content import (
    render_chats,
    render_floor,
    render_language,
    render_muted,
    render_muting,
    render_parts,
    render_size,
    render_taste,
)
from bot.render.quiet import render_quiet
from bot.render.review import render_review_choice
from bot.render.schedule import (
    render_alerts,
    render_pause,
    render_time,
    render_timezone,
)
from bot.render.settings import render_settings

from .context import Context

_LISTENING = frozenset({Screen.TIME, Screen.TIMEZONE, Screen.MUTING})


async def press_screen(action: ShowScreen, context: Context) -> None:
    """Show another screen in the same message, and listen for what is typed under it."""
    await context.show(await load_screen(action, context))
    listen(action, context)


async def send_screen(action: ShowScreen, context: Context) -> None:
    """Send a screen anew, as a command asks for it, and listen for what is typed under it."""
    await context.send(await load_screen(action, context))
    listen(action, context)


def listen(action: ShowScreen, context: Context) -> None:
    """Take what is typed next for an answer to a screen that asks for it."""
    listening = context.listening
    listening.stop()
    listening.flow = action.flow
    if action.screen in _LISTENING:
        listening.screen = action.screen
        listening.elsewhere = context.reader.chat_id if context.is_elsewhere else None


async def load_screen(action: ShowScreen, context: Context) -> Message:
    """Render one screen of the settings or of the welcome."""
    if action.screen is Screen.MUTED:
        muted = await context.services.store.reactions.muted_stories(context.reader.id)
        reader = context.reader
        return render_muted(context.view, reader.preferences, reader.kind, stories=len(muted))
    return _SCREENS[action.screen](context, context.reader, action.flow)


_SCREENS: dict[Screen, Callable[[Context, Subscriber, Flow], Message]] = {
    Screen.SETTINGS: lambda c, r, _: render_settings(c.view, r, title=c.title),
    Screen.LANGUAGE: lambda c, r, flow: render_language(c.view, r.preferences, flow),
    Screen.TIME: lambda c, r, flow: render_time(
        c.view, r.schedule, flow, r.kind, is_on=r.is_subscribed
    ),
    Screen.TIMEZONE: lambda c, r, flow: render_timezone(c.view, r.schedule, flow, r.kind),
    Screen.MUTING: lambda c, _, __: render_muting(c.view),
    Screen.SIZE: lambda c, r, _: render_size(c.view, r.preferences),
    Screen.FLOOR: lambda c, r, _: render_floor(c.view, r.preferences),
    Screen.PARTS: lambda c, r, _: render_parts(c.view, r.preferences),
    Screen.TASTE: lambda c, r, _: render_taste(c.view, r.preferences),
    Screen.ALERTS: lambda c, r, _: render_alerts(c.view, r.alerts),
    Screen.REVIEW: lambda c, r, _: render_review_choice(c.view, r),
    Screen.QUIET: lambda c, r, _: render_quiet(c.view, r.schedule),
    Screen.PAUSE: lambda c, r, _: render_pause(c.view, r),
    Screen.CHATS: lambda c, _, __: render_chats(c.view),
}
