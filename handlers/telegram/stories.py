"""One story: its card, its details, and what a reader does with it."""

from dataclasses import replace

from telegram import Update

from bot.core.actions import GiveFeedback, OpenStory, SaveStory, ShareStory, ToggleDetails
from bot.core.audience import FeedbackKind
from bot.core.news import Story, StoryId
from bot.core.outgoing import Message
from bot.core.phrases import N_
from bot.core.taste import learn
from bot.errors import UserError
from bot.render.replies import say_feedback, say_saved
from bot.render.share import render_share
from bot.render.story import render_story

from .arguments import read_story_id
from .changes import change_preferences
from .context import Context


async def story(_update: Update, context: Context) -> None:
    """Answer with one story, the reasons for its scores and its sources."""
    await send_card(context, read_story_id(context.args or (), "/story"), is_open=True)


async def share(_update: Update, context: Context) -> None:
    """Answer with the ways to share a story."""
    found = await load_story(context, read_story_id(context.args or (), "/share"))
    await context.send(render_share(context.view, found))


async def load_story(context: Context, story_id: StoryId) -> Story:
    """Return a story.

    Raises:
        UserError: there is none with that number, or it was retracted.
    """
    store = context.services.store
    found = await store.stories.get(story_id)
    if found is None:
        if retraction := await store.editing.retraction(story_id):
            raise UserError(
                N_("Story {number} was retracted: {reason}"),
                number=str(story_id),
                reason=retraction.reason,
            )
        raise UserError(
            N_("There is no story {number}. /latest shows the newest ones."), number=str(story_id)
        )
    return found


async def send_card(context: Context, story_id: StoryId, *, is_open: bool) -> None:
    """Send a story's card, count its reader, and remember the message: it may be corrected.

    Raises:
        UserError: there is no such story, or it was retracted.
    """
    stories, reader = context.services.store.stories, context.reader
    await load_story(context, story_id)
    await stories.record_reader(story_id, reader.id, context.now)
    message_id = await context.send(await _card(context, story_id, is_open=is_open))
    if not context.is_elsewhere:
        await stories.record_card(story_id, reader.id, message_id)


async def press_open(action: OpenStory, context: Context) -> None:
    """Send the card of a story from a list; the list stays."""
    await send_card(context, action.story_id, is_open=False)


async def press_details(action: ToggleDetails, context: Context) -> None:
    """Open or close the reasons and the sources of a card."""
    await context.show(await _card(context, action.story_id, is_open=action.is_open))


async def press_share(action: ShareStory, context: Context) -> None:
    """Send the ways to share a story."""
    await context.send(render_share(context.view, await load_story(context, action.story_id)))


async def press_save(action: SaveStory, context: Context) -> str:
    """Set or remove a bookmark; return what to say."""
    await load_story(context, action.story_id)
    await context.services.store.reactions.bookmark(
        context.reader.id, action.story_id, action.is_on, context.now
    )
    await context.show(await _card(context, action.story_id, is_open=context.pressed.is_open))
    return say_saved(context.view, is_on=action.is_on)


async def press_feedback(action: GiveFeedback, context: Context) -> str:
    """Remember what a reader thinks of a story, learn from it, and return what to say."""
    await load_story(context, action.story_id)
    store, reader = context.services.store, context.reader
    if action.is_on:
        await store.reactions.give_feedback(reader.id, action.story_id, action.kind, context.now)
    else:
        await store.reactions.take_back(reader.id, action.story_id, action.kind)
    if action.kind is not FeedbackKind.MUTE:
        leanings = learn(await store.reactions.opinions(reader.id))
        await change_preferences(context, replace(reader.preferences, leanings=leanings))
    await context.show(await _card(context, action.story_id, is_open=context.pressed.is_open))
    return say_feedback(context.view, action.kind, is_on=action.is_on)


async def _card(context: Context, story_id: StoryId, *, is_open: bool) -> Message:
    found = await load_story(context, story_id)
    store, reader = context.services.store, context.reader
    return render_story(
        context.view,
        found,
        is_saved=await store.reactions.is_bookmarked(reader.id, story_id),
        is_open=is_open,
        said=await store.reactions.said(reader.id, story_id),
    )
