"""The welcome: language, then time and zone, then topics; three taps to a daily digest.

The second and third steps are `render_time` and `render_topics` with the flow of the welcome.
"""

from bot.core.actions import Close, Flow, ListKind, Screen, SetLanguage, ShowList, ShowScreen
from bot.core.outgoing import Message
from bot.i18n.catalog import INTERFACE_LANGUAGES

from .buttons import button, grid, tick
from .content import own_name
from .telegram_html import bold, join, lines, text
from .view import View

_STORIES = 5


def render_welcome(view: View) -> Message:
    """Render who the bot is, and the first step: the language."""
    t = view.t
    choices = [
        button(tick(own_name(code), code == t.language), SetLanguage(code, Flow.START))
        for code in INTERFACE_LANGUAGES
    ]
    return Message(
        html=join(
            "\n\n",
            (
                bold(t("Welcome to Tidings")),
                text(
                    t(
                        "I read AI news in English and Chinese, put all articles about one event"
                        " into one story, and score each story from 0 to 100:"
                    )
                ),
                lines(
                    text(t("🔥 Hot: how much is being said about it now")),
                    text(t("✍️ Quality: how good the sources are")),
                    text(t("🌍 Impact: how much it changes, for how many")),
                ),
                text(t("Three taps, and the best stories come to you every day. Your language?")),
            ),
        ).markup,
        keyboard=(
            *grid(choices, 2),
            (button(t("Only look around"), ShowList(ListKind.LATEST, _STORIES)),),
        ),
    )


def render_offer(view: View) -> Message:
    """Render the offer that follows a story or tag opened by somebody's link."""
    t = view.t
    return Message(
        html=text(t("Would you like the best AI stories once a day, at your hour?")).markup,
        keyboard=(
            (button(t("Yes, set it up"), ShowScreen(Screen.TIME, Flow.START)),),
            (button(t("Not now"), Close()),),
        ),
    )
