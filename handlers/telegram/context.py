"""The `context` every Telegram handler receives: services, the reader and their language."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from telegram.ext import Application, BaseHandler, CallbackContext, ExtBot

from bot.core.actions import Flow, Screen
from bot.core.audience import ChatId, Subscriber
from bot.core.outgoing import Keyboard, Message
from bot.errors import RejectedError
from bot.i18n.catalog import Translator
from bot.render.view import View
from bot.services import Services

from .pressed import Pressed, aim_keyboard

Data: TypeAlias = dict[Any, Any]
TelegramApp: TypeAlias = "Application[ExtBot[None], Context, Data, Listening, Data, None]"
Handler: TypeAlias = "BaseHandler[Any, Context, Any]"


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, or a topic of it."""

    chat_id: ChatId
    thread_id: int = 0


@dataclass(slots=True)
class Listening:
    """What is said next in a private chat is an answer to; words are a search without `screen`.

    It is kept in memory: who types after a restart is answered with a search.
    """

    screen: Screen | None = None
    flow: Flow = Flow.SETTINGS
    elsewhere: ChatId | None = None
    """The other chat whose screen it is."""
    welcome: int = 0
    """The message that welcomed a group, until somebody says /start there."""
    ready: ChatId | None = None
    """The channel that was last said to be ready."""

    def hears_of(self, channel: ChatId) -> bool:
        """Tell whether to say that a channel is ready; who picks one adds the bot by that, too."""
        if self.screen is Screen.CHATS and self.ready == channel:
            self.stop()
            return False
        self.ready = channel
        return True

    def stop(self) -> None:
        """Take what is said next for a search again."""
        self.screen = self.elsewhere = self.ready = None

    def leave(self) -> None:
        """End the welcome, too: what is chosen next leads to the settings."""
        self.stop()
        self.flow = Flow.SETTINGS


class Context(CallbackContext[ExtBot[None], Data, Listening, Data]):
    """One update's view of the program.

    `handlers.telegram.middleware` fills the attributes below before any other handler runs.
    """

    services: ClassVar[Services]

    reader: Subscriber
    """The chat (or forum topic) that is asked about, with its preferences."""
    place: Place
    """Where to answer: the reader's chat, or the private one it is set up from."""
    title: str = ""
    """The name of the reader's chat, where it is set up from elsewhere."""
    t: Translator
    """Speaks the reader's language."""
    now: datetime
    """The moment the update was taken up; one moment per answer."""
    pressed: Pressed
    """The message whose button was pressed."""

    @property
    def minute(self) -> datetime:
        """Return the minute of `now`: who asks in the same one is shown and means the same."""
        return self.now.replace(second=0, microsecond=0)

    @property
    def view(self) -> View:
        """Return what rendering for this reader needs."""
        services = self.services
        return View(
            t=self.t,
            taxonomy=services.taxonomy,
            now=self.minute,
            timezone=self.reader.schedule.timezone,
            bot_username=services.bot_username,
            public_url=services.public_url,
            second_language=self.reader.preferences.second_language,
            hidden=self.reader.preferences.hidden,
            is_rich=self.reader.preferences.is_rich,
        )

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether the reader is another chat than the one that is spoken in."""
        return self.reader.chat_id != self.place.chat_id

    @property
    def listening(self) -> Listening:
        """Return what words typed next mean."""
        return self.chat_data if self.chat_data is not None else Listening()

    async def send(self, *messages: Message) -> int:
        """Send new messages to where the person is, in order; return the last one's id."""
        message_id = 0
        for message in messages:
            message_id = await self.services.messenger.send(
                self.place.chat_id, self._aimed(message), thread_id=self.place.thread_id
            )
        return message_id

    async def send_photo(self, photo: bytes, caption: Message) -> None:
        """Send a PNG with words below it to where the person is."""
        await self.services.messenger.send_photo(
            self.place.chat_id, photo, self._aimed(caption), thread_id=self.place.thread_id
        )

    def _aimed(self, message: Message) -> Message:
        """Have the buttons act on the reader where that is another chat."""
        if not self.is_elsewhere:
            return message
        return replace(message, keyboard=aim_keyboard(message.keyboard, self.reader.chat_id))

    async def show(self, *messages: Message) -> None:
        """Answer in the place of the pressed message, or below one that stays as it is."""
        if self.pressed.id and not (self.pressed.holds_stories or self.pressed.is_picture):
            await self.replace(*messages)
        else:
            await self.send(*messages)

    async def replace(self, *messages: Message) -> None:
        """Put the first message in the place of the pressed one and send the rest after it."""
        first, *others = messages
        try:
            await self.services.messenger.edit(
                self.place.chat_id, self.pressed.id, self._aimed(first)
            )
        except RejectedError:  # the person deleted it meanwhile
            others.insert(0, first)
        await self.send(*others)

    async def change_buttons(self, keyboard: Keyboard) -> None:
        """Put other buttons under the pressed message, where Telegram still shows its own."""
        if keyboard:
            messenger = self.services.messenger
            if self.is_elsewhere:
                keyboard = aim_keyboard(keyboard, self.reader.chat_id)
            await messenger.edit_keyboard(self.place.chat_id, self.pressed.id, keyboard)

    async def close(self) -> None:
        """Remove the message whose button was pressed."""
        await self.services.messenger.delete(self.place.chat_id, self.pressed.id)


def bind_context(services: Services) -> type[Context]:
    """Return a context class whose instances carry `services`; two bots can share a process."""
    return type("BoundContext", (Context,), {"services": services})
