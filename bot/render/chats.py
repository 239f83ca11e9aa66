"""The first words in a group, and about a channel."""

from bot.core.actions import Screen, ShowScreen, Subscribe
from bot.core.audience import Subscriber
from bot.core.outgoing import Message
from bot.core.wishes import Wish, WishButton
from bot.i18n.dates import clocks, zone

from .buttons import button
from .settings import render_settings
from .telegram_html import bold, lines, text
from .view import View


def render_group(view: View, subscriber: Subscriber) -> Message:
    """Render what a group or topic hears when the bot comes in, and upon /start."""
    t, schedule = view.t, subscriber.schedule
    return Message(
        html=lines(
            bold(t("Welcome to Tidings")),
            text(
                t(
                    "An administrator starts a daily digest of AI news here with one tap: at"
                    " {times} ({zone}). Otherwise I am silent until somebody asks, for example"
                    " /latest.",
                    times=clocks(t, schedule.times),
                    zone=zone(t, schedule.timezone),
                )
            ),
        ).markup,
        keyboard=(
            (button(t("🔔 Start the digest"), Subscribe()),),
            (button(t("⚙️ Settings"), ShowScreen(Screen.SETTINGS)),),
        ),
    )


def render_channel_wish(view: View) -> Message:
    """Ask for a channel with Telegram's own list of those a person administers."""
    t = view.t
    return Message(
        html=text(
            t(
                "Tap the button below and choose a channel of yours. Telegram makes me an"
                " administrator who may post, and nothing else."
            )
        ).markup,
        wish=WishButton(t("📣 Choose a channel"), Wish.CHANNEL),
    )


def render_channel(view: View, subscriber: Subscriber, title: str) -> tuple[Message, Message]:
    """Render that a channel is known, and its settings, which change it from here."""
    t = view.t
    known = (
        t("{title} is ready. Its digest comes as before:", title=title)
        if subscriber.is_subscribed
        else t("{title} is ready. Its digest starts when you subscribe it here:", title=title)
    )
    return (
        Message(html=text(known).markup, ends_wish=True),
        render_settings(view, subscriber, title=title),
    )
