"""What comes and in which language: `/settings`, `/subscribe`, `/language` and their buttons."""

from dataclasses import replace

from telegram import Update

from bot.core.actions import (
    Close,
    Flow,
    Screen,
    SetFloor,
    SetLanguage,
    SetSize,
    ShowScreen,
    Subscribe,
    Unsubscribe,
)
from bot.core.callbacks import rule_mark
from bot.core.choices import (
    DropRule,
    ForgetTaste,
    SetRich,
    SetSecondLanguage,
    TogglePart,
    UnmuteStories,
)
from bot.core.phrases import N_
from bot.errors import UserError
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.i18n.languages import find_language
from bot.render.digest import render_rich_sample
from bot.render.replies import render_subscribed, render_unsubscribed
from bot.render.settings import render_settings

from .arguments import MAX_QUOTED, STALE
from .changes import change_preferences, change_rules, change_schedule, turn_off
from .context import Context
from .digest import send_first_digest
from .permissions import require_administrator
from .schedule import take_times
from .screens import press_screen


async def settings(_update: Update, context: Context) -> None:
    """Show all settings as buttons."""
    await context.send(render_settings(context.view, context.reader))


async def subscribe(update: Update, context: Context) -> None:
    """Turn the digest on, at the time given or the one set before."""
    await require_administrator(update, context)
    if context.args:
        await take_times(context, " ".join(context.args), "/subscribe 8:30")
        return
    await change_schedule(context, context.reader.schedule, turn_on=True)
    await context.send(render_subscribed(context.view, context.reader))


async def unsubscribe(update: Update, context: Context) -> None:
    """Turn the digest off."""
    await require_administrator(update, context)
    came_more = await turn_off(context)
    await context.send(render_unsubscribed(context.view, came_more=came_more))


async def language(update: Update, context: Context) -> None:
    """Set the language by its name, or show the languages to choose from."""
    if not context.args:
        await press_screen(ShowScreen(Screen.LANGUAGE), context)
        return
    await require_administrator(update, context)
    typed = " ".join(context.args)
    found = find_language(typed)
    if found is None:
        raise UserError(
            N_("I don't speak “{typed}” yet. /language shows the languages I speak."),
            typed=typed[:MAX_QUOTED],
        )
    await _speak(context, found)
    await context.send(render_settings(context.view, context.reader))


async def press_language(action: SetLanguage, context: Context) -> None:
    """Choose a language, and lead on from the welcome to the time."""
    if action.language not in INTERFACE_LANGUAGES:
        raise UserError(STALE)
    await _speak(context, action.language)
    following = Screen.TIME if action.flow is Flow.START else Screen.SETTINGS
    await press_screen(ShowScreen(following, action.flow), context)


async def press_second_language(action: SetSecondLanguage, context: Context) -> None:
    """Choose a language to stand beside the first, or none."""
    preferences = context.reader.preferences
    if action.language and action.language not in {*INTERFACE_LANGUAGES} - {preferences.language}:
        raise UserError(STALE)
    await change_preferences(context, replace(preferences, second_language=action.language))
    await press_screen(ShowScreen(Screen.LANGUAGE), context)


async def press_size(action: SetSize, context: Context) -> None:
    """Choose how many stories a digest has."""
    if not action.size:
        raise UserError(STALE)
    await change_preferences(context, replace(context.reader.preferences, size=action.size))
    await press_screen(ShowScreen(Screen.SETTINGS), context)


async def press_floor(action: SetFloor, context: Context) -> None:
    """Choose the least score a story needs on an axis."""
    preferences = context.reader.preferences.with_floors({action.axis: action.floor})
    await change_preferences(context, preferences)
    await press_screen(ShowScreen(Screen.FLOOR), context)


async def press_part(action: TogglePart, context: Context) -> None:
    """Show a part of cards, or leave it out."""
    preferences = context.reader.preferences
    hidden = preferences.hidden ^ {action.part}
    await change_preferences(context, replace(preferences, hidden=hidden))
    await press_screen(ShowScreen(Screen.PARTS), context)


async def press_rich(action: SetRich, context: Context) -> None:
    """Have digests unfold and show at once what that looks like, or have them come as before."""
    preferences = replace(context.reader.preferences, is_rich=action.is_on)
    await change_preferences(context, preferences)
    await press_screen(ShowScreen(Screen.PARTS), context)
    if action.is_on:
        await context.send(render_rich_sample(context.view))


async def press_drop(action: DropRule, context: Context) -> None:
    """Follow or mute something no more."""
    dropped = [
        rule.value
        for rule in context.reader.preferences.rules
        if (rule.kind, rule.effect) == (action.kind, action.effect)
        and rule_mark(rule) == action.mark
    ]
    await change_rules(context, action.kind, dropped, None)
    await press_screen(ShowScreen(Screen.MUTED), context)


async def press_unmute(_action: UnmuteStories, context: Context) -> None:
    """Let the muted stories come again."""
    await context.services.store.reactions.unmute_stories(context.reader.id)
    await press_screen(ShowScreen(Screen.MUTED), context)


async def press_forget_taste(_action: ForgetTaste, context: Context) -> None:
    """Drop what more and less like this taught."""
    await context.services.store.reactions.forget_opinions(context.reader.id)
    preferences = replace(context.reader.preferences, leanings=frozenset())
    await change_preferences(context, preferences)
    await press_screen(ShowScreen(Screen.TASTE), context)


async def press_subscribe(_action: Subscribe, context: Context) -> None:
    """Turn the digest on with the schedule as it is; the very first one comes at once."""
    context.listening.leave()
    is_first = not context.reader.is_subscribed and context.reader.last_digest_at is None
    await change_schedule(context, context.reader.schedule, turn_on=True)
    await context.show(render_subscribed(context.view, context.reader, title=context.title))
    if is_first and not context.is_elsewhere:
        await send_first_digest(context)


async def press_unsubscribe(_action: Unsubscribe, context: Context) -> None:
    """Turn the digest off."""
    came_more = await turn_off(context)
    said = render_unsubscribed(context.view, came_more=came_more, title=context.title)
    await context.show(said)


async def press_close(_action: Close, context: Context) -> None:
    """Remove the message with its buttons."""
    await context.close()


async def _speak(context: Context, language: str) -> None:
    preferences = context.reader.preferences
    second = "" if preferences.second_language == language else preferences.second_language
    await change_preferences(
        context, replace(preferences, language=language, second_language=second)
    )
