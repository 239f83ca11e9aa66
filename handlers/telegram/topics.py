"""What comes and what stays away: `/tags`, `/follow`, `/mute`, `/unmute`."""

import re
from dataclasses import dataclass
from datetime import timedelta

from telegram import Update

from bot.core.actions import Flow, ListKind, SetTag, ShowList, ShowTags, ShowTopics, TagOrigin
from bot.core.audience import Effect, RuleKind
from bot.core.phrases import N_
from bot.errors import UserError
from bot.render.replies import render_rules, render_rules_changed, say_tag
from bot.render.tags import render_tags, render_topics
from bot.render.view import View

from .arguments import DEFAULT_LIST, read_tag
from .changes import change_rules
from .context import Context
from .lists import press_list, show_tag
from .permissions import require_administrator

_COUNTED = timedelta(days=30)
_MAX_RULES = 60
_MIN_WORD, _MAX_WORD = 2, 40
_QUOTED = re.compile(r"[\"“”„«「『](?P<word>[^\"“”«»」』]+)[\"“”»」』]")


@dataclass(frozen=True, slots=True)
class _Subject:
    kind: RuleKind
    value: str


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
    """Show one page of all tags."""
    since = context.now - _COUNTED
    counts = await context.services.store.stories.tag_counts(since)
    preferences = context.reader.preferences
    await context.show(render_tags(context.view, counts, preferences, action.page))


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
        raise UserError(N_("This button is out of date. Please ask again."))
    await change_rules(context, RuleKind.TAG, [action.tag], action.effect)
    match action.origin:
        case TagOrigin.TAGS:
            await show_tags(ShowTags(action.page), context)
        case TagOrigin.TOPICS:
            await press_topics(ShowTopics(Flow.SETTINGS, action.page), context)
        case TagOrigin.START:
            await press_topics(ShowTopics(Flow.START, action.page), context)
        case TagOrigin.LIST:
            shown = ShowList(ListKind.TAG, DEFAULT_LIST, subject=action.tag)
            await press_list(shown, context)
    return say_tag(context.view, action.tag, action.effect)


async def _change(update: Update, context: Context, effect: Effect | None) -> None:
    typed = " ".join(context.args or ())
    if not typed:
        await context.send(render_rules(context.view, context.reader.preferences))
        return
    await require_administrator(update, context)
    publishers = await context.services.store.stories.publishers()
    subjects = [
        _read_subject(part, context.view, publishers)
        for part in re.split(r"[,，、;；]", typed)
        if part.strip()
    ]
    rules = context.reader.preferences.rules
    if effect and len(rules) + len(subjects) > _MAX_RULES:
        raise UserError(
            N_("That would be more than {most} topics. Drop some first with /unmute."),
            most=_MAX_RULES,
        )
    for kind in dict.fromkeys(subject.kind for subject in subjects):
        values = [subject.value for subject in subjects if subject.kind is kind]
        await change_rules(context, kind, values, effect)
        await context.send(render_rules_changed(context.view, kind, values, effect))


def _read_subject(typed: str, view: View, publishers: list[str]) -> _Subject:
    """Tell whether a tag, a publisher or a word is meant, in this order.

    A hashtag is always a tag and a quotation always a word. What looks like a mistyped tag is
    asked about rather than taken for a word.

    Raises:
        UserError: an unknown tag, or a word too short or too long to be useful.
    """
    name = typed.strip()
    if quoted := _QUOTED.fullmatch(name):
        return _Subject(RuleKind.WORD, _read_word(quoted["word"]))
    key = view.taxonomy.resolve(name)
    if key is not None:
        return _Subject(RuleKind.TAG, key)
    if name.startswith(("#", "＃")):
        return _Subject(RuleKind.TAG, read_tag(name, view))
    folded = name.casefold()
    for publisher in publishers:
        if publisher.casefold() == folded:
            return _Subject(RuleKind.PUBLISHER, publisher)
    likely = tuple(view.tag_name(tag) for tag in view.taxonomy.suggest(name))
    if likely:
        raise UserError(
            N_(
                "I don't know the tag “{typed}”. Did you mean {likely}? "
                'For the word itself, put it in quotation marks: "{typed}".'
            ),
            typed=name[:_MAX_WORD],
            likely=likely,
        )
    return _Subject(RuleKind.WORD, _read_word(name))


def _read_word(typed: str) -> str:
    word = " ".join(typed.split()).casefold()
    if not _MIN_WORD <= len(word) <= _MAX_WORD:
        raise UserError(
            N_("A word to follow or mute has {least} to {most} characters."),
            least=_MIN_WORD,
            most=_MAX_WORD,
        )
    return word
