"""What operators type behind `/admin`: stories found, corrected, retracted, merged and split."""

from collections.abc import Awaitable, Callable
from typing import NoReturn, TypeAlias

from bot.core.admin import ManageStory, RestoreStory, TellReaders
from bot.core.editing import MAX_REASON, MAX_SUMMARY, MAX_TITLE, clean
from bot.core.news import ArticleId, StoryId
from bot.core.outgoing import Message
from bot.core.phrases import N_
from bot.errors import UserError
from bot.i18n.languages import find_language
from bot.render.admin import render_done
from bot.render.desk import render_managed, render_retraction

from .arguments import MAX_QUOTED, read_number, read_story_id
from .broadcast import VERB
from .context import Context
from .stories import load_story

Edit: TypeAlias = Callable[[Context, list[str]], Awaitable[Message]]
"""Does what is typed behind a verb and returns the answer."""


def show_usage() -> NoReturn:
    """Say what can be typed.

    Raises:
        UserError: always.
    """
    raise UserError(
        N_("Send {commands}. /admin alone shows the screens."),
        commands=tuple(f"/admin {verb}" for verb in (*EDITS, VERB)),
    )


async def find(context: Context, words: list[str]) -> Message:
    """Show what can be done with a story."""
    return await _manage(context, read_story_id(words, "/admin story"))


async def press_story(action: ManageStory, context: Context) -> None:
    """Show what can be done with a story."""
    await context.replace(await _manage(context, action.story_id))


async def press_tell(action: TellReaders, context: Context) -> None:
    """Tell those who had a story that it was corrected."""
    await context.services.store.editing.tell(action.story_id, context.now)
    await context.replace(await _manage(context, action.story_id))


async def press_restore(action: RestoreStory, context: Context) -> None:
    """Undo a retraction."""
    await context.replace(await _restore(context, action.story_id))


async def correct(context: Context, words: list[str]) -> Message:
    """Store a title in one language, and behind a `|` a summary."""
    example = "/admin correct 12 en Right title | Right summary."
    story_id = read_story_id(words[:1], "/admin correct")
    language = find_language(words[1]) if len(words) > 1 else None
    title, _, summary = " ".join(words[2:]).partition("|")
    title, summary = _clean(title, MAX_TITLE), _clean(summary, MAX_SUMMARY)
    if language is None or not (title or summary):
        raise UserError(
            N_("Say which language and what is right, for example {example}"), example=example
        )
    await load_story(context, story_id)
    if not await context.services.store.editing.correct(
        story_id, language, context.now, title=title, summary=summary
    ):
        raise UserError(
            N_("There is no text in that language yet, so it needs both, for example {example}"),
            example=example,
        )
    return await _manage(context, story_id)


async def retract(context: Context, words: list[str]) -> Message:
    """Take a story back, and say why to all who look for it."""
    story_id = read_story_id(words[:1], "/admin retract")
    reason = _clean(" ".join(words[1:]), MAX_REASON)
    if not reason:
        raise UserError(
            N_("Say why, for readers are told, for example {example}"),
            example="/admin retract 12 It was a hoax.",
        )
    await load_story(context, story_id)
    await context.services.store.editing.retract(story_id, reason, context.now)
    return await _manage(context, story_id)


async def restore(context: Context, words: list[str]) -> Message:
    """Undo a retraction."""
    return await _restore(context, read_story_id(words, "/admin restore"))


async def merge(context: Context, words: list[str]) -> Message:
    """Make one story of two; the first goes on."""
    kept = read_story_id(words[:1], "/admin merge 13")
    other = read_story_id(words[1:], "/admin merge 13")
    if not await context.services.store.stories.merge(kept, other, context.now):
        raise UserError(N_("These are not two stories."))
    return render_done(
        context.view,
        N_("Story {other} is now part of story {kept}; its texts are written anew."),
        other=str(other),
        kept=str(kept),
    )


async def split(context: Context, words: list[str]) -> Message:
    """Take articles out of a story into one of their own."""
    story_id = read_story_id(words[:1], "/admin split 12")
    articles = [ArticleId(number) for word in words[1:] if (number := read_number(word))]
    fresh: StoryId | None = None
    if articles and len(articles) == len(words) - 1:
        stories = context.services.store.stories
        fresh = await stories.split(story_id, articles, context.now)
    if fresh is None:
        raise UserError(
            N_("Give numbers of its articles, and leave at least one, for example {example}"),
            example="/admin split 12 345 346",
        )
    return render_done(context.view, N_("The articles are story {number} now."), number=str(fresh))


async def _manage(context: Context, story_id: StoryId) -> Message:
    store, view = context.services.store, context.view
    reach = await store.amending.reach(story_id)
    if retraction := await store.editing.retraction(story_id):
        return render_retraction(view, story_id, retraction, reach)
    return render_managed(view, await load_story(context, story_id), reach)


async def _restore(context: Context, story_id: StoryId) -> Message:
    if not await context.services.store.editing.restore(story_id, context.now):
        raise UserError(N_("Story {number} is not retracted."), number=str(story_id))
    return render_done(
        context.view,
        N_("Story {number} stands again; it is back in a moment."),
        number=str(story_id),
    )


def _clean(words: str, limit: int) -> str:
    try:
        return clean(words, limit)
    except ValueError as error:
        raise UserError(
            N_("“{typed}” is too long: {most} characters at most."),
            typed=words[:MAX_QUOTED],
            most=limit,
        ) from error


EDITS: dict[str, Edit] = {
    "story": find,
    "correct": correct,
    "retract": retract,
    "restore": restore,
    "merge": merge,
    "split": split,
}
