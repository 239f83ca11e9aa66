"""Longer answers about the bot itself."""

from collections.abc import Sequence

from bot.core.actions import Close, ListKind, Screen, ShowList, ShowScreen, ShowTags
from bot.core.outgoing import Message
from bot.core.query import EXAMPLES

from .buttons import button
from .commands import Scope, command_menu
from .telegram_html import bold, join, lines, text
from .view import View

_STORIES = 5


def render_help(view: View, scope: Scope) -> Message:
    """Render the commands of a scope with what each does."""
    t = view.t
    menu = command_menu(t, scope)
    hints = [
        t("Everything works with buttons too."),
        t("A search takes filters: {filters}", filters=EXAMPLES),
    ]
    if scope is not Scope.PRIVATE:
        hints.append(t("In a group, administrators choose the digest; everybody can read."))
    return Message(
        html=join(
            "\n\n",
            (
                bold(t("What I can do")),
                lines(*(text(f"/{command} · {description}") for command, description in menu)),
                lines(*map(text, hints)),
            ),
        ).markup,
        keyboard=(
            (
                button(t("Latest stories"), ShowList(ListKind.LATEST, _STORIES)),
                button(t("All tags"), ShowTags(0)),
            ),
            (button(t("⚙️ Settings"), ShowScreen(Screen.SETTINGS)), button(t("Close"), Close())),
        ),
    )


def render_about(view: View) -> Message:
    """Render what the bot does with the news."""
    t = view.t
    return page(
        t("About Tidings"),
        (
            t(
                "Tidings reads the feeds of many publishers, English and Chinese, and puts all"
                " articles about one event into one story."
            ),
            t(
                "Each story has three scores from 0 to 100. Hot counts publishers and how lately"
                " they wrote, Quality weighs sources and reporting, Impact what changes and for"
                " how many. The button 🔍 under a story gives the reasons."
            ),
            t(
                "Every story names its sources and links to them, and says so where a text was"
                " excerpted, translated or written by a model."
            ),
        ),
    )


def page(title: str, paragraphs: Sequence[str]) -> Message:
    """Render a title over some paragraphs."""
    return Message(html=join("\n\n", (bold(title), *map(text, paragraphs))).markup)
