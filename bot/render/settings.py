"""The settings: one message of buttons that edits itself."""

from bot.core.actions import (
    Action,
    Close,
    Flow,
    Screen,
    ShowScreen,
    ShowTopics,
)
from bot.core.audience import Axis, ChatKind, Effect, Preferences, Subscriber
from bot.core.choices import ShowPreview
from bot.core.outgoing import Message
from bot.i18n.dates import listing, moment

from .buttons import button, grid
from .content import own_name, part_names, rule_list
from .quiet import quiet_sentence
from .review import review_sentence
from .schedule import (
    alerts_sentence,
    local_time,
    pause_sentence,
    schedule_sentence,
    switch,
)
from .telegram_html import bold, lines, text
from .view import View


def render_settings(view: View, subscriber: Subscriber, *, title: str = "") -> Message:
    """Render what is set, with a button for each thing; `title` names another chat."""
    t = view.t
    is_private = subscriber.kind is ChatKind.PRIVATE
    screens: list[tuple[str, Action]] = [
        (t("🕗 Time"), ShowScreen(Screen.TIME)),
        (t("🌍 Time zone"), ShowScreen(Screen.TIMEZONE)),
        (t("⭐ Topics"), ShowTopics(Flow.SETTINGS)),
        (t("🔇 Muted"), ShowScreen(Screen.MUTED)),
        (t("🗣 Language"), ShowScreen(Screen.LANGUAGE)),
        (t("🔢 Size"), ShowScreen(Screen.SIZE)),
        (t("📏 Lowest scores"), ShowScreen(Screen.FLOOR)),
        (t("🃏 Cards"), ShowScreen(Screen.PARTS)),
        (t("⚡ Breaking news"), ShowScreen(Screen.ALERTS)),
        (t("🌙 Quiet hours"), ShowScreen(Screen.QUIET)),
        (t("🗓 Weekly review"), ShowScreen(Screen.REVIEW)),
        (t("⏸ Pause"), ShowScreen(Screen.PAUSE)),
        (t("🎯 What I learnt"), ShowScreen(Screen.TASTE)),
        (t("👁 Preview"), ShowPreview()),
    ]
    if is_private:
        screens.append((t("👥 Groups, channels"), ShowScreen(Screen.CHATS)))
    return Message(
        html=lines(
            bold(t("Settings for {title}", title=title) if title else t("Settings")),
            *map(text, _said(view, subscriber)),
        ).markup,
        keyboard=(
            *grid([button(label, action) for label, action in screens], 2),
            (switch(view, is_on=subscriber.is_subscribed), button(t("Close"), Close())),
        ),
    )


def _said(view: View, subscriber: Subscriber) -> list[str]:
    """Return a sentence for each thing that is set."""
    t, chosen, schedule = view.t, subscriber.preferences, subscriber.schedule
    muted = rule_list(view, chosen, Effect.MUTE)
    names = [own_name(code) for code in (chosen.language, chosen.second_language) if code]
    last = subscriber.last_digest_at
    sentences = [
        schedule_sentence(view, schedule, subscriber.next_digest_at),
        pause_sentence(view, schedule),
        t("The last one came {moment}.", moment=moment(t, last, view.now, schedule.timezone))
        if last
        else "",
        local_time(view, schedule.timezone),
        t("Language: {name}", name=listing(t, names)),
        _size(view, chosen),
        _axes(chosen.floors),
        t("Topics: {names}", names=rule_list(view, chosen, Effect.FOLLOW) or t("everything")),
        t("Muted: {names}", names=muted) if muted else "",
        review_sentence(view, subscriber),
        alerts_sentence(view, subscriber.alerts),
        quiet_sentence(view, schedule.quiet),
        t("Digests arrive without a sound.") if schedule.is_silent else "",
        t(
            "Cards leave out: {parts}",
            parts=listing(t, [n for part, n in part_names(view).items() if part in chosen.hidden]),
        )
        if chosen.hidden
        else "",
        t("Digests unfold in place.") if chosen.is_rich else "",
    ]
    return [sentence for sentence in sentences if sentence]


def _size(view: View, chosen: Preferences) -> str:
    """Say how many stories come at most, and from which score."""
    if not chosen.min_score:
        return view.t.plural(
            "{count} story, whatever its score",
            "Up to {count} stories, whatever their score",
            chosen.size,
        )
    return view.t.plural(
        "{count} story, scored {floor} or more",
        "Up to {count} stories, scored {floor} or more",
        chosen.size,
        floor=chosen.min_score,
    )


def _axes(floors: dict[Axis, int]) -> str:
    """Say which axes have a floor of their own; empty where none has."""
    marks = {Axis.HOT: "🔥", Axis.QUALITY: "✍️", Axis.IMPACT: "🌍"}
    return "   ".join(f"{mark} ≥ {floors[axis]}" for axis, mark in marks.items() if floors[axis])
