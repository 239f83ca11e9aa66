"""Another chat's settings from a private chat: how a channel is set up, where nobody talks."""

from telegram import Update
from telegram.error import BadRequest, Forbidden

from bot.core.actions import Screen
from bot.core.audience import ChatId, ChatKind
from bot.core.choices import AskChannel
from bot.core.phrases import N_
from bot.core.wishes import CHANNEL_REQUEST
from bot.errors import UserError
from bot.render.chats import render_channel, render_channel_wish

from .context import Context
from .permissions import may_post, rules


async def take_elsewhere(update: Update, context: Context, chat_id: ChatId) -> None:
    """Have the rest of an answer act on another chat, a channel the person administers.

    Anybody can forge the number of a chat, so Telegram is asked each time.

    Raises:
        UserError: the person is no administrator there, or the bot may not post.
    """
    user, here = update.effective_user, context.reader
    is_theirs = user is not None and await rules(context, chat_id, user.id)
    if here.kind is not ChatKind.PRIVATE or not is_theirs:
        raise UserError(N_("Only administrators of that channel can change its digest."))
    if not await may_post(context, chat_id):
        raise UserError(
            N_("I can't post there. Make me an administrator of the channel who may post.")
        )
    try:
        chat = await context.bot.get_chat(chat_id)
    except (BadRequest, Forbidden) as error:
        raise UserError(N_("That chat is gone.")) from error
    if chat.type != ChatKind.CHANNEL:
        raise UserError(N_("Only administrators of that channel can change its digest."))
    context.title = chat.title or ""
    context.reader = await context.services.store.audience.ensure(
        chat_id,
        kind=ChatKind.CHANNEL,
        language=here.preferences.language,
        timezone=here.schedule.timezone,
        now=context.now,
    )


async def turn_elsewhere(update: Update, context: Context) -> None:
    """Have what is said act on the channel whose screen it answers, if it does.

    Raises:
        UserError: the channel is no longer theirs; what they say next is a search again.
    """
    chat_id = context.listening.elsewhere
    if chat_id is None:
        return
    try:
        await take_elsewhere(update, context, chat_id)
    except UserError:
        context.listening.stop()
        raise


async def press_channel(_action: AskChannel, context: Context) -> None:
    """Ask which channel to set up; only a private chat can tell."""
    if context.reader.kind is not ChatKind.PRIVATE:
        raise UserError(N_("A channel is set up in a private chat with me."))
    context.listening.screen = Screen.CHATS
    await context.send(render_channel_wish(context.view))


async def channel_shared(update: Update, context: Context) -> None:
    """Show the settings of a channel somebody picked, unless the bot's coming has shown them."""
    shared = update.message.chat_shared if update.message else None
    if shared is None or shared.request_id != CHANNEL_REQUEST:
        return
    channel = ChatId(shared.chat_id)
    if not context.listening.hears_of(channel):
        return
    try:
        await take_elsewhere(update, context, channel)
    except UserError:
        context.listening.ready = None
        raise
    await context.send(*render_channel(context.view, context.reader, context.title))
