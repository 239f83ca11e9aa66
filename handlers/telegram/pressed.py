"""The message whose button was pressed, as far as Telegram still shows it."""

from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message

from bot.core.actions import Action, OpenStory, SetTag, ShowList, TagOrigin, ToggleDetails
from bot.core.audience import ChatId
from bot.core.callbacks import aim, decode, read_aim
from bot.core.choices import ShowHidden
from bot.core.outgoing import Button, Keyboard


@dataclass(frozen=True, slots=True)
class Pressed:
    """What stands under a pressed button; without a press, and for old messages, nothing."""

    id: int = 0
    """Telegram's message id, 0 where no button was pressed."""
    keyboard: Keyboard = ()
    """Its buttons, without the chat they may be meant for."""
    is_picture: bool = False
    """No words can stand in its place."""

    @property
    def holds_stories(self) -> bool:
        """Tell whether it is a list or a digest, which nothing but its next page may replace."""
        return any(isinstance(action, OpenStory) for action in self._actions())

    @property
    def is_list(self) -> bool:
        """Tell whether it is a page of a list: it offers stories, pages and choices only."""
        return all(
            isinstance(action, OpenStory | ShowList | ShowHidden)
            or (isinstance(action, SetTag) and action.origin is TagOrigin.LIST)
            for action in self._actions()
        )

    @property
    def is_screen(self) -> bool:
        """Tell whether it is a screen, which holds nothing that a fresh one would lose."""
        return bool(self.keyboard) and not any(
            isinstance(action, OpenStory | ToggleDetails) for action in self._actions()
        )

    @property
    def is_open(self) -> bool:
        """Tell whether it is a story card that shows its details."""
        return any(
            isinstance(action, ToggleDetails) and not action.is_open for action in self._actions()
        )

    def _actions(self) -> list[Action | None]:
        return [decode(button.data) for row in self.keyboard for button in row]


def read_pressed(query: CallbackQuery | None) -> Pressed:
    """Return what was pressed."""
    message = query.message if query else None
    if message is None:
        return Pressed()
    # Of a very old message Telegram only gives the number (Bot API, InaccessibleMessage).
    if not isinstance(message, Message) or message.reply_markup is None:
        return Pressed(message.message_id)
    return Pressed(
        message.message_id,
        tuple(
            tuple(
                Button(
                    text=shown.text,
                    data=read_aim(str(shown.callback_data or ""))[1],
                    url=shown.url or "",
                )
                for shown in row
            )
            for row in message.reply_markup.inline_keyboard
        ),
        is_picture=bool(message.photo),
    )


def aim_keyboard(keyboard: Keyboard, chat_id: ChatId) -> Keyboard:
    """Have buttons act on another chat; those whose data then has no room are left out."""
    rows = (
        tuple(
            replace(button, data=aim(button.data, chat_id)) if button.data else button
            for button in row
            if not button.data or aim(button.data, chat_id)
        )
        for row in keyboard
    )
    return tuple(row for row in rows if row)
