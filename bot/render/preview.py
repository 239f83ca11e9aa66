"""What stays out of a digest, and why, each with a tap to look or to change it."""

from collections.abc import Mapping, Sequence

from bot.core.actions import Action, Flow, Screen, ShowScreen, ShowTopics
from bot.core.choices import ShowHidden, ShowPreview, UnmuteStories
from bot.core.news import Story, StoryId
from bot.core.outgoing import Button, Message
from bot.core.select import Why
from bot.i18n.dates import listing

from .buttons import begin, button, halves
from .lists import render_stories
from .telegram_html import NOTHING, bold, lines, text
from .view import View

HIDDEN_ON_PAGE = 5


def why_names(view: View) -> dict[Why, str]:
    """Name the reasons in few words."""
    t = view.t
    return {
        Why.STOPPED: t("muted stories"),
        Why.SEEN: t("seen"),
        Why.LOW_TOTAL: t("low score"),
        Why.LOW_HOT: t("low Hot"),
        Why.LOW_QUALITY: t("low Quality"),
        Why.LOW_IMPACT: t("low Impact"),
        Why.MUTED_TAG: t("muted tags"),
        Why.MUTED_WORD: t("muted words"),
        Why.MUTED_PUBLISHER: t("muted sources"),
        Why.UNFOLLOWED: t("other topics"),
        Why.CROWDED: t("one source too often"),
        Why.FULL: t("no room"),
    }


def render_hidden_counts(view: View, hidden: Mapping[Why, Sequence[StoryId]]) -> Message:
    """Render how many stories stay out for each reason, with a button that shows them."""
    t, names = view.t, why_names(view)
    counted = [
        t("{name} ({detail})", name=names[why], detail=len(stories))
        for why, stories in hidden.items()
    ]
    looks = [
        button(f"{begin(names[why])} · {len(stories)}", ShowHidden(why))
        for why, stories in hidden.items()
    ]
    said = (
        t("Not in it: {reasons}.", reasons=listing(t, counted))
        if counted
        else t("Nothing is left out.")
    )
    return Message(
        html=lines(
            text(said), text(t("Tap one to see what it keeps out.")) if counted else NOTHING
        ).markup,
        keyboard=(*halves(looks), (button(t("⚙️ Settings"), ShowScreen(Screen.SETTINGS)),)),
    )


def render_hidden(
    view: View, why: Why, stories: Sequence[Story], *, page: int, total: int
) -> tuple[Message, ...]:
    """Render one page of what one reason keeps out, and the way to change that."""
    t = view.t
    turns: list[Button] = []
    if page:
        turns.append(button(t("‹ Back"), ShowHidden(why, page - 1)))
    if (page + 1) * HIDDEN_ON_PAGE < total:
        turns.append(button(t("Next ›"), ShowHidden(why, page + 1)))
    heading = bold(
        t("Not in your digest: {reason} ({count})", reason=why_names(view)[why], count=total)
    )
    controls = (
        *((tuple(turns),) if turns else ()),
        (*_undo(view, why), button(t("👁 Preview"), ShowPreview())),
    )
    return render_stories(
        view, stories, heading, NOTHING, first=page * HIDDEN_ON_PAGE + 1, controls=controls
    )


def _undo(view: View, why: Why) -> tuple[Button, ...]:
    """Return the button that leads to what to change; what was seen stays seen."""
    t = view.t
    changes: dict[Why, tuple[str, Action]] = {
        Why.STOPPED: (t("Unmute them"), UnmuteStories()),
        Why.UNFOLLOWED: (t("⭐ Topics"), ShowTopics(Flow.SETTINGS)),
        Why.FULL: (t("🔢 Size"), ShowScreen(Screen.SIZE)),
        Why.CROWDED: (t("🔢 Size"), ShowScreen(Screen.SIZE)),
        **dict.fromkeys(
            (Why.LOW_TOTAL, Why.LOW_HOT, Why.LOW_QUALITY, Why.LOW_IMPACT),
            (t("📏 Lowest scores"), ShowScreen(Screen.FLOOR)),
        ),
        **dict.fromkeys(
            (Why.MUTED_TAG, Why.MUTED_WORD, Why.MUTED_PUBLISHER),
            (t("🔇 Muted"), ShowScreen(Screen.MUTED)),
        ),
    }
    return (button(*changes[why]),) if why in changes else ()
