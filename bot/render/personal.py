"""Answers about what is kept: what and why, all of it, and its end."""

from bot.core.actions import Close
from bot.core.choices import ForgetMe
from bot.core.outgoing import Message

from .buttons import button
from .help import page
from .telegram_html import bold, lines, text
from .view import View


def render_privacy(view: View) -> Message:
    """Render what is kept and why."""
    t = view.t
    return page(
        t("What is kept about you"),
        (
            t("Your chat's number and your settings, so that your digest finds you."),
            t("Which digests you were sent, so that no story comes twice."),
            t("The stories you saved or opened, and those you asked for more or less of."),
            t("Of a shared location only its time zone."),
            t("Nothing else you write is kept, and nothing is passed on."),
            t("/export sends you all of it as a file, /forget deletes it."),
        ),
    )


def render_export(view: View) -> str:
    """Render what stands below the file."""
    return text(view.t("Everything I keep about this chat.")).markup


def render_forget(view: View, *, is_private: bool) -> Message:
    """Ask whether everything shall be deleted."""
    t = view.t
    what = (
        t("Settings, saved stories and what you were sent: all of it is deleted for good.")
        if is_private
        else t("Settings and what was sent here: all of it is deleted for good.")
    )
    return Message(
        html=lines(bold(t("Delete everything?")), text(what)).markup,
        keyboard=((button(t("Yes, delete it"), ForgetMe()), button(t("Keep it"), Close())),),
    )


def render_forgotten(view: View) -> Message:
    """Confirm that nothing is kept."""
    return Message(html=text(view.t("Done. I keep nothing any more. /start begins anew.")).markup)
