"""The `context` every Telegram handler receives: services, the reader and their language."""

from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from telegram.ext import Application, BaseHandler, CallbackContext, ExtBot

from bot.core.audience import Subscriber
from bot.core.outgoing import Keyboard, Message
from bot.errors import RejectedError
from bot.i18n.catalog import Translator
from bot.render.view import View
from bot.services import Services

from .pressed import Pressed

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
    pressed: Pressed
    """The message whose button was pressed."""

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
        """Answer in the place of the pressed message, or below it where it holds stories."""
        if self.pressed.id and not self.pressed.holds_stories:
            await self.replace(*messages)
        else:
            await self.send(*messages)

    async def replace(self, *messages: Message) -> None:
        """Put the first message in the place of the pressed one and send the rest after it."""
        first, *others = messages
        try:
            await self.services.messenger.edit(self.reader.chat_id, self.pressed.id, first)
        except RejectedError:  # the person deleted it meanwhile
            others.insert(0, first)
        await self.send(*others)

    async def change_buttons(self, keyboard: Keyboard) -> None:
        """Put other buttons under the pressed message, where Telegram still shows its own."""
        if keyboard:
            messenger = self.services.messenger
            await messenger.edit_keyboard(self.reader.chat_id, self.pressed.id, keyboard)

    async def close(self) -> None:
        """Remove the message whose button was pressed."""
        await self.services.messenger.delete(self.reader.chat_id, self.pressed.id)


def bind_context(services: Services) -> type[Context]:
    """Return a context class whose instances carry `services`; two bots can share a process."""
    return type("BoundContext", (Context,), {"services": services})
