"""The first words: `/start`, with or without a link, `/help`, `/about` and what is unknown."""

from telegram import Update

from bot.core.actions import ListKind, ShowList
from bot.core.audience import ChatKind
from bot.core.news import StoryId
from bot.core.outgoing import Message
from bot.core.phrases import N_
from bot.core.share import parse_payload
from bot.errors import UserError
from bot.render.chats import render_group
from bot.render.commands import Scope
from bot.render.help import render_about, render_help
from bot.render.onboarding import render_offer, render_welcome
from bot.render.settings import render_settings
from bot.render.telegram_html import text

from .arguments import DEFAULT_LIST, MAX_QUOTED
from .context import Context
from .lists import load_page
from .permissions import may_change
from .stories import send_card


async def start(update: Update, context: Context) -> None:
    """Welcome a person; who comes by a link sees what it leads to first.

    A group has its language and zone from who added the bot, so it is not asked for them.
    A payload comes from a link that anybody can make, so an unknown one is simply no payload.
    Who adds the bot by a link sends its payload at once (Bot API, deep linking), when the group
    has been welcomed already.
    """
    given = (context.args or [""])[0]
    is_welcomed, context.listening.welcome = bool(given and context.listening.welcome), 0
    is_shown = await _show_linked(context, parse_payload(given))
    if is_welcomed:
        return
    if is_shown:
        await _offer(update, context)
    elif context.reader.is_subscribed:
        await context.send(render_settings(context.view, context.reader))
    elif context.reader.kind is ChatKind.PRIVATE:
        await context.send(render_welcome(context.view))
    else:
        await context.send(render_group(context.view, context.reader))


async def help_(update: Update, context: Context) -> None:
    """Say what the bot does and how to ask for it."""
    scope = Scope.PRIVATE
    if context.reader.kind is not ChatKind.PRIVATE:
        scope = Scope.ADMINISTRATORS if await may_change(update, context) else Scope.GROUP
    await context.send(render_help(context.view, scope))


async def about(_update: Update, context: Context) -> None:
    """Say what this is and where the news come from."""
    await context.send(render_about(context.view))


async def unknown(update: Update, _context: Context) -> None:
    """Answer a command the bot does not have."""
    message = update.message
    typed = (message.text or "").split()[0] if message else ""
    raise UserError(
        N_("I don't know {command}. /help shows what I can do."), command=typed[:MAX_QUOTED]
    )


async def wordless(_update: Update, _context: Context) -> None:
    """Answer a picture, a voice or a sticker."""
    raise UserError(N_("I read text only. Send words to search for, or /help."))


async def _show_linked(context: Context, payload: StoryId | str | None) -> bool:
    """Show what a link leads to and tell whether there is something.

    Who comes by a dead one hears so, and is welcome all the same.
    """
    if isinstance(payload, int):
        try:
            await send_card(context, payload, is_open=False)
        except UserError as error:
            await context.send(Message(html=text(context.t.say(error.phrase)).markup))
        return True
    if payload in frozenset(context.services.taxonomy.keys()):
        shown = ShowList(ListKind.TAG, DEFAULT_LIST, subject=str(payload))
        await context.send(*await load_page(context, shown))
        return True
    return False


async def _offer(update: Update, context: Context) -> None:
    """Offer the digest; in a group its own, to those who can start it."""
    if context.reader.is_subscribed:
        return
    if context.reader.kind is ChatKind.PRIVATE:
        await context.send(render_offer(context.view))
    elif await may_change(update, context):
        await context.send(render_group(context.view, context.reader))
