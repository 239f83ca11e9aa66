"""What is kept about a chat: `/privacy`, `/export`, `/forget`."""

import json

from telegram import Update

from bot.core.audience import ChatKind
from bot.core.choices import ForgetMe
from bot.core.outgoing import File
from bot.core.phrases import N_
from bot.errors import RejectedError, UserError
from bot.render.personal import render_export, render_forget, render_forgotten, render_privacy

from .context import Context
from .permissions import require_administrator

_OF_THE_GROUP = N_(
    "Here that is about the whole group, so only its administrators may. About you, ask me in a"
    " private chat."
)


async def privacy(_update: Update, context: Context) -> None:
    """Say what is kept about a person and why."""
    await context.send(render_privacy(context.view))


async def export(update: Update, context: Context) -> None:
    """Send everything that is kept about the chat as a JSON file."""
    await require_administrator(update, context, _OF_THE_GROUP)
    kept = await context.services.store.personal.export(context.reader.id)
    content = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    file = File(name="tidings.json", content=content, media_type="application/json")
    try:
        await context.services.messenger.send_file(
            context.place.chat_id,
            file,
            caption=render_export(context.view),
            thread_id=context.place.thread_id,
        )
    except RejectedError as error:
        raise UserError(N_("I may not send files here. An administrator can allow it.")) from error


async def forget(update: Update, context: Context) -> None:
    """Ask once whether everything shall be deleted."""
    await require_administrator(update, context, _OF_THE_GROUP)
    is_private = context.reader.kind is ChatKind.PRIVATE
    await context.send(render_forget(context.view, is_private=is_private))


async def press_forget(_action: ForgetMe, context: Context) -> None:
    """Delete everything that is kept about the chat, and say so in its language."""
    await context.services.store.personal.forget(context.reader.id)
    await context.show(render_forgotten(context.view))
