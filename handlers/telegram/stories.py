"""One story: its card, its details, and what a reader does with it."""

from telegram import Update

from bot.core.actions import GiveFeedback, OpenStory, SaveStory, ShareStory, ToggleDetails
from bot.core.audience import FeedbackKind
from bot.core.news import Story, StoryId
from bot.core.outgoing import Message
from bot.core.phrases import N_
from bot.errors import UserError
from bot.render.replies import say_feedback, say_saved
from bot.render.share import render_share
from bot.render.story import render_story

from .arguments import read_story_id
from .context import Context


async def story(_update: Update, context: Context) -> None:
    """Answer with one story, the reasons for its scores and its sources."""
    await context.send(await load_card(context, read_story_id(context.args or (), "/story")))


async def share(_update: Update, context: Context) -> None:
    """Answer with the ways to share a story."""
    found = await load_story(context, read_story_id(context.args or (), "/share"))
    await context.send(render_share(context.view, found))


async def load_story(context: Context, story_id: StoryId) -> Story:
    """Return a story.

    Raises:
        UserError: there is none with that number.
    """
    found = await context.services.store.stories.get(story_id)
    if found is None:
        raise UserError(
            N_("There is no story {number}. /latest shows the newest ones."), number=str(story_id)
        )
    return found


async def load_card(context: Context, story_id: StoryId, *, is_open: bool = True) -> Message:
    """Render a story's card and count its reader."""
    store, reader = context.services.store, context.reader
    await load_story(context, story_id)
    await store.stories.record_reader(story_id, reader.id, context.now)
    return await _card(context, story_id, is_open=is_open)


async def press_open(action: OpenStory, context: Context) -> None:
    """Send the card of a story from a list; the list stays."""
    await context.send(await load_card(context, action.story_id, is_open=False))


async def press_details(action: ToggleDetails, context: Context) -> None:
    """Open or close the reasons and the sources of a card."""
    await context.show(await _card(context, action.story_id, is_open=action.is_open))


async def press_share(action: ShareStory, context: Context) -> None:
    """Send the ways to share a story."""
    await context.send(render_share(context.view, await load_story(context, action.story_id)))


async def press_save(action: SaveStory, context: Context) -> str:
    """Set or remove a bookmark; return what to say."""
    await load_story(context, action.story_id)
    await context.services.store.audience.bookmark(
        context.reader.id, action.story_id, action.is_on, context.now
    )
    await context.show(await _card(context, action.story_id, is_open=context.pressed.is_open))
    return say_saved(context.view, is_on=action.is_on)


async def press_feedback(action: GiveFeedback, context: Context) -> str:
    """Remember what a reader thinks of a story; return what to say."""
    await load_story(context, action.story_id)
    await context.services.store.audience.give_feedback(
        context.reader.id, action.story_id, FeedbackKind(action.kind), context.now
    )
    return say_feedback(context.view, action.kind)


async def _card(context: Context, story_id: StoryId, *, is_open: bool) -> Message:
    found = await load_story(context, story_id)
    audience = context.services.store.audience
    is_saved = await audience.is_bookmarked(context.reader.id, story_id)
    return render_story(context.view, found, is_saved=is_saved, is_open=is_open)
