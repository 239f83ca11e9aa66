"""`/admin broadcast`: words for everybody, looked at before they go."""

from bot.core.admin import SendBroadcast
from bot.core.broadcast import MAX_BROADCAST, read_broadcast
from bot.core.outgoing import Message
from bot.core.phrases import N_
from bot.core.text import utf16_length
from bot.errors import UserError
from bot.i18n.languages import find_language
from bot.render.admin import render_done
from bot.render.broadcast import render_preview

from .arguments import MAX_QUOTED, STALE
from .context import Context

VERB = "broadcast"


async def draft(context: Context, typed: str) -> tuple[Message, ...]:
    """Keep what was typed, and show it as everybody would get it.

    Raises:
        UserError: there are no words, or too many.
    """
    texts = read_broadcast(typed, find_language)
    if not texts:
        raise UserError(
            N_("Say what everybody is to read, for example {example}"),
            example="/admin broadcast Back at noon.\nde: Um zwölf zurück.",
        )
    for words in texts.values():
        if utf16_length(words) > MAX_BROADCAST:
            raise UserError(
                N_("“{typed}” is too long: {most} characters at most."),
                typed=words[:MAX_QUOTED],
                most=MAX_BROADCAST,
            )
    broadcasts = context.services.store.broadcasts
    draft_id = await broadcasts.draft(texts, context.now)
    return render_preview(context.view, draft_id, texts, await broadcasts.chats())


async def press_send(action: SendBroadcast, context: Context) -> None:
    """Let a draft go to everybody, once.

    Raises:
        UserError: it went before, or is too old.
    """
    if not await context.services.store.broadcasts.confirm(action.broadcast_id, context.now):
        raise UserError(STALE)
    await context.replace(
        render_done(context.view, N_("It goes to everybody now, after their quiet hours."))
    )
