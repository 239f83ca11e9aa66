"""Short answers: what was done, and what comes next."""

from collections.abc import Sequence

from bot.core.actions import (
    Close,
    Flow,
    ListKind,
    Screen,
    ShowList,
    ShowScreen,
    ShowTags,
    ShowTopics,
)
from bot.core.audience import Effect, FeedbackKind, Preferences, RuleKind, Subscriber
from bot.core.outgoing import Message
from bot.core.text import truncate
from bot.i18n.dates import listing

from .buttons import button
from .content import rule_list, rule_name
from .quiet import quiet_note
from .schedule import go_on, pause_sentence, schedule_sentence, switch
from .telegram_html import NOTHING, bold, lines, text
from .view import View

_STORIES = 5
_MAX_NAMES = 600


def render_subscribed(view: View, subscriber: Subscriber, *, title: str = "") -> Message:
    """Confirm the schedule with the next local date and time; `title` names another chat."""
    t = view.t
    schedule = subscriber.schedule
    sentence = schedule_sentence(view, schedule, subscriber.next_digest_at)
    paused = pause_sentence(view, schedule)
    late = quiet_note(view, schedule, schedule.times)
    return Message(
        html=lines(bold(title), text(sentence), text(late), text(paused)).markup,
        keyboard=(
            *(((go_on(view),),) if paused else ()),
            (
                button(t("Latest stories"), ShowList(ListKind.LATEST, _STORIES)),
                button(t("⚙️ Settings"), ShowScreen(Screen.SETTINGS)),
            ),
            (switch(view, is_on=subscriber.is_subscribed),),
        ),
    )


def render_unsubscribed(view: View, *, came_more: bool = False, title: str = "") -> Message:
    """Confirm that nothing comes any more; `came_more` says so of what else came.

    `title` names another chat than the one it is said in.
    """
    t = view.t
    return Message(
        html=lines(
            bold(title),
            text(t("Your digest is off. Nothing comes any more; your settings stay as they are.")),
            text(t("Weekly review and breaking news are off, too.")) if came_more else NOTHING,
        ).markup,
        keyboard=(
            (
                switch(view, is_on=False),
                button(t("⚙️ Settings"), ShowScreen(Screen.SETTINGS)),
            ),
        ),
    )


def render_rules(view: View, preferences: Preferences) -> Message:
    """Render what is followed and muted, and how to change it."""
    t = view.t
    followed = rule_list(view, preferences, Effect.FOLLOW)
    muted = rule_list(view, preferences, Effect.MUTE)
    return Message(
        html=lines(
            text(
                t("You follow {name}.", name=followed) if followed else t("You follow everything.")
            ),
            text(t("Muted: {names}.", names=muted) if muted else t("Nothing is muted.")),
            text(t("Change it with a tag, a word or a source: /follow chips, /mute rumour")),
        ).markup,
        keyboard=(
            (
                button(t("⭐ Topics"), ShowTopics(Flow.SETTINGS)),
                button(t("All tags"), ShowTags(0)),
            ),
            (
                button(t("🔇 Muted"), ShowScreen(Screen.MUTED)),
                button(t("Close"), Close()),
            ),
        ),
    )


def render_rules_changed(
    view: View, kind: RuleKind, values: Sequence[str], effect: Effect | None
) -> Message:
    """Confirm a follow, a mute, or (None) the end of either."""
    t = view.t
    names = truncate(listing(t, [rule_name(view, kind, value) for value in values]), _MAX_NAMES)
    if effect is Effect.FOLLOW:
        said = t("You follow {names}. Your digest holds only what you follow.", names=names)
    elif effect is Effect.MUTE:
        said = t("Muted: {names}.", names=names)
    else:
        said = t("No longer followed or muted: {names}.", names=names)
    return Message(html=text(said).markup)


def say_saved(view: View, *, is_on: bool) -> str:
    """Answer the save button."""
    return view.t("Saved. /saved shows them all.") if is_on else view.t("No longer saved.")


def say_feedback(view: View, kind: FeedbackKind, *, is_on: bool) -> str:
    """Answer the buttons for more, less and no more of a story."""
    t = view.t
    if not is_on:
        return t("Taken back.")
    match kind:
        case FeedbackKind.MORE:
            return t("Noted: more like this.")
        case FeedbackKind.LESS:
            return t("Noted: less like this.")
        case _:
            return t("Muted: this story stays out of your digests.")


def say_tag(view: View, tag: str, effect: Effect | None) -> str:
    """Answer the follow and mute buttons of a tag."""
    t, name = view.t, view.tag_name(tag)
    if effect is Effect.FOLLOW:
        return t("You follow {name}.", name=name)
    if effect is Effect.MUTE:
        return t("{name} is muted.", name=name)
    return t("{name} is neither followed nor muted.", name=name)
