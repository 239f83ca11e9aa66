"""What operators say to everybody, and the look at it before it goes."""

from collections.abc import Mapping

from bot.core.actions import Close
from bot.core.admin import SendBroadcast
from bot.core.broadcast import BroadcastId
from bot.core.outgoing import Message
from bot.i18n.dates import language

from .buttons import button
from .telegram_html import bold, join, lines, split_message, text
from .view import View


def render_broadcast(words: str) -> Message:
    """Render words of an operator as everybody gets them."""
    return Message(html=text(words).markup)


def render_preview(
    view: View, broadcast_id: BroadcastId, texts: Mapping[str, str], chats: int
) -> tuple[Message, ...]:
    """Render what would be said in each language; the last message asks whether to."""
    t = view.t
    blocks = [
        lines(bold(language(t, code) if code else t("In every other language:")), text(words))
        for code, words in sorted(texts.items(), reverse=True)
    ]
    *before, last = split_message(
        join(
            "\n\n",
            [
                *(blocks if len(texts) > 1 else [text(texts[""])]),
                text(
                    t.plural(
                        "This goes to {count} chat, without a sound. Send it?",
                        "This goes to {count} chats, without a sound. Send it?",
                        chats,
                    )
                ),
            ],
        )
    )
    choices = (button(t("📣 Send it"), SendBroadcast(broadcast_id)), button(t("Close"), Close()))
    return (
        *(Message(html=part.markup) for part in before),
        Message(html=last.markup, keyboard=(choices,)),
    )
