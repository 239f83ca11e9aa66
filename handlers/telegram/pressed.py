"""The message whose button was pressed, as far as Telegram still shows it."""

from dataclasses import dataclass

from telegram import CallbackQuery, Message

from bot.core.actions import Action, OpenStory, SetTag, ShowList, TagOrigin, ToggleDetails
from bot.core.callbacks import decode
from bot.core.outgoing import Button, Keyboard


@dataclass(frozen=True, slots=True)
class Pressed:
    """What stands under a pressed button; without a press, and for old messages, nothing."""

    id: int = 0
    """Telegram's message id, 0 where no button was pressed."""
    keyboard: Keyboard = ()

    @property
    def holds_stories(self) -> bool:
        """Tell whether it is a list or a digest, which nothing but its next page may replace."""
        return any(isinstance(action, OpenStory) for action in self._actions())

    @property
    def is_list(self) -> bool:
        """Tell whether it is a page of a list: it offers stories, pages and choices only."""
        return all(
            isinstance(action, OpenStory | ShowList)
            or (isinstance(action, SetTag) and action.origin is TagOrigin.LIST)
            for action in self._actions()
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
                Button(text=shown.text, data=str(shown.callback_data or ""), url=shown.url or "")
                for shown in row
            )
            for row in message.reply_markup.inline_keyboard
        ),
    )
