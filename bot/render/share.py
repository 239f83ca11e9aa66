"""Ways to pass a story on."""

from bot.core.actions import Close
from bot.core.news import Story
from bot.core.outgoing import Button, Message
from bot.core.share import page_url, sheet_url, story_link
from bot.core.text import grapheme_length, whole_sentences

from .buttons import button
from .story import MAX_TITLE, choose_text, language_label, one_line, score_line
from .telegram_html import NOTHING, bold, code, italic, join, lines, link
from .view import View

_MAX_TEXT = 600
_MAX_SENT = 200
"""In the share sheet, so that its address stays under 2048 characters in Chinese too."""
_MAX_COPIED = 256
"""Characters a copy button holds (Bot API, CopyTextButton)."""


def render_share(view: View, story: Story) -> Message:
    """Render a story's links: share sheet, deep link, web page, and a text ready to be sent."""
    t = view.t
    deep_link = story_link(view.bot_username, story.id)
    page = page_url(view.public_url, story.id)
    original = story.mentions[0].url if story.mentions else ""
    ready = share_text(view, story)
    rows = [
        (
            Button(
                text=t("↗️ Send to a chat"),
                url=sheet_url(deep_link, share_text(view, story, _MAX_SENT)),
            ),
        ),
        (Button(text=t("📋 Copy link"), copy=deep_link[:_MAX_COPIED]),),
        (button(t("Close"), Close()),),
    ]
    return Message(
        html=join(
            "\n\n",
            (
                bold(t("Share this story")),
                code(f"{ready}\n{deep_link}"),
                lines(
                    italic(language_label(view, story)),
                    link(page, t("Web page")) if page else NOTHING,
                    link(original, t("Original article")) if original else NOTHING,
                ),
            ),
        ).markup,
        keyboard=tuple(rows),
    )


def share_text(view: View, story: Story, limit: int = _MAX_TEXT) -> str:
    """Return a ready text about a story, without a link.

    The summary's whole sentences follow the title as far as `limit` characters hold them.
    """
    told = choose_text(view, story)
    title = one_line(told.title, MAX_TITLE)
    heading = f"{title}\n{score_line(story.scores)}"
    summary = whole_sentences(told.summary, limit - grapheme_length(heading))
    return f"{heading}\n\n{summary}".rstrip()
