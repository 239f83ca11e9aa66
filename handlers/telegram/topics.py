"""What comes and what stays away: `/tags`, `/follow`, `/mute`, `/unmute`."""

from collections.abc import Sequence
from datetime import timedelta

from telegram import Update

from bot.core.actions import (
    Flow,
    MarkTags,
    Screen,
    SetTag,
    ShowScreen,
    ShowTags,
    ShowTopics,
    TagOrigin,
)
from bot.core.audience import Effect, Preferences, RuleKind
from bot.core.phrases import N_
from bot.errors import UserError
from bot.render.content import rule_name
from bot.render.lists import change_tag_buttons
from bot.render.replies import render_rules, render_rules_changed, say_tag
from bot.render.tags import render_tags, render_topics

from .arguments import STALE
from .changes import change_rules
from .context import Context
from .lists import show_tag
from .permissions import require_administrator
from .screens import press_screen
from .subjects import Known, Subject, read_subjects

_COUNTED = timedelta(days=30)
_MAX_RULES = 60


async def tags(_update: Update, context: Context) -> None:
    """Show all tags with their counts and buttons."""
    await show_tags(ShowTags(0), context)


async def tag(update: Update, context: Context) -> None:
    """Answer with the newest stories of a tag; without a name, with all tags."""
    if context.args:
        await show_tag(context, list(context.args))
    else:
        await tags(update, context)


async def follow(update: Update, context: Context) -> None:
    """Let only what is followed into the digest."""
    await _change(update, context, Effect.FOLLOW)


async def mute(update: Update, context: Context) -> None:
    """Keep something out of the digest."""
    await _change(update, context, Effect.MUTE)


async def unmute(update: Update, context: Context) -> None:
    """Forget what was followed or muted."""
    await _change(update, context, None)


async def show_tags(action: ShowTags, context: Context) -> None:
    """Show one page of all tags, to read."""
    await _show_tags(context, action.page)


async def mark_tags(action: MarkTags, context: Context) -> None:
    """Show one page of all tags, to follow or mute."""
    await _show_tags(context, action.page, action.effect)


async def _show_tags(context: Context, page: int, effect: Effect | None = None) -> None:
    since = context.now - _COUNTED
    counts = await context.services.store.stories.tag_counts(since)
    preferences = context.reader.preferences
    await context.show(render_tags(context.view, counts, preferences, page, effect))


async def press_topics(action: ShowTopics, context: Context) -> None:
    """Show one page of the topics to choose from."""
    origin = TagOrigin.START if action.flow is Flow.START else TagOrigin.TOPICS
    preferences = context.reader.preferences
    await context.show(render_topics(context.view, preferences, origin, action.page))


async def press_tag(action: SetTag, context: Context) -> str:
    """Follow or mute a tag from a button; return what to say above it.

    Raises:
        UserError: there is no such tag (any more).
    """
    if action.tag not in frozenset(context.services.taxonomy.keys()):
        raise UserError(STALE)
    await change_rules(context, RuleKind.TAG, [action.tag], action.effect)
    match action.origin:
        case TagOrigin.FOLLOWING:
            await _show_tags(context, action.page, Effect.FOLLOW)
        case TagOrigin.MUTING:
            await _show_tags(context, action.page, Effect.MUTE)
        case TagOrigin.TOPICS:
            await press_topics(ShowTopics(Flow.SETTINGS, action.page), context)
        case TagOrigin.START:
            await press_topics(ShowTopics(Flow.START, action.page), context)
        case TagOrigin.LIST:
            buttons = change_tag_buttons(
                context.view, context.pressed.keyboard, action.tag, action.effect
            )
            await context.change_buttons(buttons)
    return say_tag(context.view, action.tag, action.effect)


async def take_typed(context: Context, typed: str) -> bool:
    """Mute what is typed under the screen that asks for it; tell whether it was that.

    Raises:
        UserError: it names nothing that can be muted, and the screen goes on listening.
    """
    if context.listening.screen is not Screen.MUTING:
        return False
    await _set(context, await _read(context, typed), Effect.MUTE)
    await press_screen(ShowScreen(Screen.MUTED), context)
    return True


async def _change(update: Update, context: Context, effect: Effect | None) -> None:
    subjects = await _read(context, " ".join(context.args or ()))
    if not subjects:
        await context.send(render_rules(context.view, context.reader.preferences))
        return
    await require_administrator(update, context)
    for kind, values in (await _set(context, subjects, effect)).items():
        await context.send(render_rules_changed(context.view, kind, values, effect))


async def _read(context: Context, typed: str) -> list[Subject]:
    preferences = context.reader.preferences
    known = Known(
        view=context.view,
        words=_values(preferences, RuleKind.WORD),
        publishers={*await context.services.store.stories.publishers()}
        | _values(preferences, RuleKind.PUBLISHER),
    )
    return read_subjects(typed, known)


async def _set(
    context: Context, subjects: Sequence[Subject], effect: Effect | None
) -> dict[RuleKind, list[str]]:
    """Follow, mute or (None) drop what is named; return it by kind."""
    if effect is None:
        _require_rules(context, subjects)
    elif len(context.reader.preferences.rules) + len(subjects) > _MAX_RULES:
        raise UserError(
            N_("That would be more than {most} topics. Drop some first with /unmute."),
            most=_MAX_RULES,
        )
    by_kind: dict[RuleKind, list[str]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.kind, []).append(subject.value)
    for kind, values in by_kind.items():
        await change_rules(context, kind, values, effect)
    return by_kind


def _values(preferences: Preferences, kind: RuleKind) -> frozenset[str]:
    return frozenset(rule.value for rule in preferences.rules if rule.kind is kind)


def _require_rules(context: Context, subjects: Sequence[Subject]) -> None:
    preferences = context.reader.preferences
    for subject in subjects:
        if subject.value not in _values(preferences, subject.kind):
            raise UserError(
                N_("You neither follow nor mute {name}. /unmute alone shows what you do."),
                name=rule_name(context.view, subject.kind, subject.value),
            )
