"""`/admin`: what operators see and do, by buttons and, where words are needed, by typing."""

from datetime import timedelta

from telegram import Update
from telegram.constants import ChatType

from bot.core.admin import (
    AdminScreen,
    ManageSource,
    ShowAdmin,
    ShowSources,
    SourceVerb,
    by_health,
)
from bot.core.news import Source
from bot.core.outgoing import Message
from bot.errors import SourceError, UserError
from bot.render.admin import (
    render_admin,
    render_figures,
    render_queue,
    render_source,
    render_sources,
)
from bot.render.desk import render_desk

from .arguments import STALE
from .broadcast import VERB, draft
from .context import Context
from .editing import EDITS, show_usage
from .welcome import unknown

_RECENT = timedelta(days=1)
_SHOWN = 8
_HOURS = 24


def is_operator(update: Update, context: Context) -> bool:
    """Tell whether an operator speaks, in private: what is shown is for nobody else."""
    user, chat = update.effective_user, update.effective_chat
    return (
        user is not None
        and chat is not None
        and chat.type == ChatType.PRIVATE
        and user.id in context.services.admins
    )


async def admin(update: Update, context: Context) -> None:
    """Show operators where to begin, or do what they typed; for others there is no such command.

    Raises:
        UserError: it is no operator, or what is typed cannot be done.
    """
    if not is_operator(update, context):
        await unknown(update, context)
    verb, *words = context.args or ("",)
    if not verb:
        await context.send(await _screen(context, AdminScreen.HOME))
    elif verb.casefold() == VERB:
        # As it was typed: `context.args` knows no lines.
        typed = (update.effective_message.text or "") if update.effective_message else ""
        await context.send(*await draft(context, typed.partition(verb)[2]))
    elif edit := EDITS.get(verb.casefold()):
        await context.send(await edit(context, words))
    else:
        show_usage()


async def press_admin(action: ShowAdmin, context: Context) -> None:
    """Show another screen in the same message."""
    await context.replace(await _screen(context, action.screen))


async def press_sources(action: ShowSources, context: Context) -> None:
    """Show one page of the sources in the same message."""
    sources = by_health(await context.services.store.sources.all())
    await context.replace(render_sources(context.view, sources, action.page))


async def press_source(action: ManageSource, context: Context) -> None:
    """Test, pause or resume a source, and show how it fares."""
    source = await _source(context, action)
    note = ""
    match action.verb:
        case SourceVerb.TEST:
            note = await _try(context, source)
        case SourceVerb.PAUSE | SourceVerb.RESUME:
            await context.services.store.sources.pause(
                source.id, is_on=action.verb is SourceVerb.PAUSE, now=context.now
            )
            source = await _source(context, action)
        case SourceVerb.SHOW:
            pass
    await context.replace(render_source(context.view, source, note))


async def _screen(context: Context, screen: AdminScreen) -> Message:
    view, store = context.view, context.services.store
    match screen:
        case AdminScreen.HOME:
            return render_admin(view, await store.sources.all(), await store.outbox.depths())
        case AdminScreen.QUEUE:
            hours = await store.outbox.hours(context.now, last=_HOURS)
            return render_queue(view, await store.outbox.depths(), hours)
        case AdminScreen.STORIES:
            since = context.now - _RECENT
            best = await store.stories.top(since=since, offset=0, limit=_SHOWN)
            return render_desk(view, best)
        case AdminScreen.FIGURES:
            chats = await store.audience.counts()
            return render_figures(view, chats, await store.counts.figures(context.now))


async def _source(context: Context, action: ManageSource) -> Source:
    for source in await context.services.store.sources.all():
        if source.id == action.source_id:
            return source
    raise UserError(STALE)


async def _try(context: Context, source: Source) -> str:
    """Read a source now, storing nothing; return what came of it."""
    services, t = context.services, context.t
    try:
        feed = await services.reader.read_feed(await services.fetcher.fetch(source.seed.url))
    except SourceError as error:
        return t("Test failed: {reason}", reason=error.reason)
    if not feed.entries:
        return t("Test failed: {reason}", reason=t("the feed holds no entries"))
    return t.plural(
        "Test passed: {format}, {count} entry",
        "Test passed: {format}, {count} entries",
        len(feed.entries),
        format=feed.format,
    )
