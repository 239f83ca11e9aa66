"""The operators' desk: stories found, and what was said about them and how far that has come."""

from collections.abc import Sequence

from bot.core.admin import AdminScreen, ManageStory, RestoreStory, ShowAdmin, TellReaders
from bot.core.amending import Reach, Word
from bot.core.news import Retraction, Story, StoryId
from bot.core.outgoing import Button, Message

from .admin import MAX_NAME, back
from .buttons import button, grid
from .story import one_line
from .telegram_html import NOTHING, Html, bold, code, lines, text
from .view import View

_MAX_MENTIONS = 20


def render_desk(view: View, newest: Sequence[Story]) -> Message:
    """Render how stories are found: the best of the day as buttons, the others by number."""
    t = view.t
    choices = [
        button(
            f"#{story.id} {one_line(story.texts[story.language].title, MAX_NAME)}",
            ManageStory(story.id),
        )
        for story in newest
    ]
    return Message(
        html=lines(
            bold(t("Stories")),
            text(t("For another one send its number:")),
            code("/admin story 12"),
        ).markup,
        keyboard=(*grid(choices, 1), back(view)),
    )


def render_managed(view: View, story: Story, reach: Reach | None) -> Message:
    """Render one story for operators: its texts by origin, its articles, what can be done."""
    t, number = view.t, story.id
    is_untold = reach is not None and reach.word is Word.CORRECTION and not reach.is_told
    tell = (button(t("🔔 Tell those who had it"), TellReaders(number)),) if is_untold else ()
    return Message(
        html=lines(
            bold(t("Story {number}", number=str(number))),
            *(
                text(f"{told.language} ({told.origin}): {one_line(told.title, MAX_NAME * 2)}")
                for told in story.texts.values()
            ),
            _mentions(view, story),
            _reach(view, reach),
            text(t("Press to copy the beginning of a command, then add the rest and send it.")),
        ).markup,
        keyboard=(
            (
                _command(t("✏️ Correct"), f"/admin correct {number} {view.t.language} "),
                _command(t("🗑 Retract"), f"/admin retract {number} "),
            ),
            (
                _command(t("🔗 Merge"), f"/admin merge {number} "),
                _command(t("✂️ Split"), f"/admin split {number} "),
            ),
            *([tell] if tell else []),
            _to_stories(view),
        ),
    )


def render_retraction(
    view: View, story_id: StoryId, retraction: Retraction, reach: Reach | None
) -> Message:
    """Render a retracted story for operators: why, how far that has come, and the way back."""
    t = view.t
    said = t(
        "Story {number} was retracted: {reason}", number=str(story_id), reason=retraction.reason
    )
    return Message(
        html=lines(text(said), _reach(view, reach)).markup,
        keyboard=((button(t("↩️ Undo"), RestoreStory(story_id)),), _to_stories(view)),
    )


def _mentions(view: View, story: Story) -> Html:
    t = view.t
    hidden = len(story.mentions) - _MAX_MENTIONS
    return lines(
        text(t("Articles:")),
        *(
            text(
                f"{one.article_id} · {one_line(one.publisher, MAX_NAME)}: "
                f"{one_line(one.title, MAX_NAME)}"
            )
            for one in story.mentions[:_MAX_MENTIONS]
        ),
        text(t.plural("and {count} more", "and {count} more", hidden)) if hidden > 0 else NOTHING,
    )


def _command(label: str, beginning: str) -> Button:
    return Button(text=label, copy=beginning)


def _reach(view: View, reach: Reach | None) -> Html:
    """Say how far the last word about a story has come."""
    if reach is None:
        return NOTHING
    t = view.t
    return lines(
        text(
            t(
                "Messages changed: {changed}, waiting: {waiting}, beyond change: {failed}",
                changed=reach.changed,
                waiting=reach.waiting,
                failed=reach.failed,
            )
        ),
        text(
            t("Told: {told}, to be told: {waiting}", told=reach.told, waiting=reach.to_tell)
            if reach.is_told
            else ""
        ),
        text("" if reach.is_done else t("More messages follow.")),
    )


def _to_stories(view: View) -> tuple[Button, ...]:
    return (button(view.t("‹ Stories"), ShowAdmin(AdminScreen.STORIES)),)
