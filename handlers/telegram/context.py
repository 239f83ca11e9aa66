"""The `context` every Telegram handler receives: services, the reader and their language."""

from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from telegram.ext import Application, BaseHandler, CallbackContext, ExtBot

from bot.core.audience import Subscriber
from bot.core.outgoing import Message
from bot.i18n.catalog import Translator
from bot.render.view import View
from bot.services import Services

Data: TypeAlias = dict[Any, Any]
TelegramApp: TypeAlias = "Application[ExtBot[None], Context, Data, Data, Data, None]"
Handler: TypeAlias = "BaseHandler[Any, Context, Any]"


class Context(CallbackContext[ExtBot[None], Data, Data, Data]):
    """One update's view of the program.

    `handlers.telegram.middleware` fills the attributes below before any other handler runs.
    """

    services: ClassVar[Services]

    reader: Subscriber
    """The chat (or forum topic) that asks, with its preferences."""
    t: Translator
    """Speaks the reader's language."""
    now: datetime
    """The moment the update was taken up; one moment per answer."""
    pressed_message_id: int
    """The message whose button was pressed, 0 where none was."""

    @property
    def view(self) -> View:
        """Return what rendering for this reader needs."""
        services = self.services
        return View(
            t=self.t,
            taxonomy=services.taxonomy,
            now=self.now,
            timezone=self.reader.schedule.timezone,
            bot_username=services.bot_username,
            public_url=services.public_url,
        )

    async def send(self, *messages: Message) -> None:
        """Send new messages to the reader, in order."""
        for message in messages:
            await self.services.messenger.send(
                self.reader.chat_id, message, thread_id=self.reader.thread_id
            )

    async def show(self, *messages: Message) -> None:
        """Put the first message in the place of the pressed one and send the rest after it."""
        if self.pressed_message_id:
            first, *messages_left = messages
            await self.services.messenger.edit(self.reader.chat_id, self.pressed_message_id, first)
            await self.send(*messages_left)
        else:
            await self.send(*messages)

    async def close(self) -> None:
        """Remove the message whose button was pressed."""
        await self.services.messenger.delete(self.reader.chat_id, self.pressed_message_id)


def bind_context(services: Services) -> type[Context]:
    """Return a context class whose instances carry `services`; two bots can share a process."""
    return type("BoundContext", (Context,), {"services": services})
