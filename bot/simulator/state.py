"""The simulated Telegram's memory and its few primitive changes."""

from collections.abc import Callable

from .events import Screens
from .faults import Faults
from .files import StoredFile
from .inline import InlineDesk
from .limits import Gate, Limits
from .members import member_json
from .params import Json
from .people import Chat, Person
from .profile import Profile
from .records import Record
from .updates import UpdateQueue

FIRST_ID = 1001
"""What the first person gets whose id is not chosen."""


class State:
    """Persons, chats, messages and everything on its way; no sockets, no clock of its own."""

    def __init__(
        self,
        *,
        now: Callable[[], float],
        bot_token: str = "1:simulated",  # noqa: S107 - opens nothing
        bot_username: str = "tidings_bot",
        bot_name: str = "Tidings",
        limits: Limits | None = None,
        faults: Faults | None = None,
        keep_calls: bool = True,
        knows_rich: bool = True,
    ) -> None:
        """Begin with nobody; without `knows_rich` the server is older than rich messages."""
        self.now = now
        self.bot_token = bot_token
        self.bot = Person(
            id=int(bot_token.partition(":")[0]),
            first_name=bot_name,
            username=bot_username,
            is_bot=True,
        )
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.updates = UpdateQueue(now)
        self.screens = Screens()
        self.gate = Gate(limits or Limits(), now)
        self.faults = faults or Faults()
        self.record = Record(keep=keep_calls)
        self.knows_rich = knows_rich
        self.profile = Profile(names={"": bot_name})
        self.callbacks: dict[str, tuple[int, float]] = {}
        """Unanswered callback queries: who pressed, and when."""
        self.inline_desk = InlineDesk(now)
        self.inline_messages: dict[str, tuple[int, int]] = {}
        """Chat and message by inline_message_id."""
        self.files: dict[str, StoredFile] = {}
        self._last_id = FIRST_ID - 1
        self._last_message_id = 0

    def new_id(self) -> int:
        """Return a number that was never used."""
        self._last_id += 1
        return self._last_id

    def bot_status(self, chat: Chat) -> str:
        """Return what the bot is in a group or channel (Bot API, ChatMember.status)."""
        return chat.status(self.bot.id)

    def bot_rules(self, chat: Chat) -> bool:
        """Tell whether the bot is an administrator of a group or channel."""
        return chat.is_ruled_by(self.bot.id)

    def push_bot_status(self, chat: Chat, by: Person, before: str, after: str) -> None:
        """Tell the bot that its own status in a chat changed."""
        self.updates.push("my_chat_member", self.change(chat, by, self.bot, before, after))

    def change(self, chat: Chat, by: Person, who: Person, before: str, after: str) -> Json:
        """Return the Bot API's ChatMemberUpdated."""
        return {
            "chat": chat.json(),
            "from": by.json(),
            "date": int(self.now()),
            "old_chat_member": member_json(who, before),
            "new_chat_member": member_json(who, after),
        }

    def post(self, chat: Chat, content: Json, *, sender: Person | None) -> Json:
        """Put a new message into a chat; channels sign their own posts."""
        if chat.kind in {"supergroup", "channel"}:
            chat.last_message_id += 1
            message_id = chat.last_message_id
        else:
            self._last_message_id += 1
            message_id = self._last_message_id
        message: Json = {"message_id": message_id, "date": int(self.now()), "chat": chat.json()}
        if chat.kind == "channel" or sender is None:
            message["sender_chat"] = chat.json()
        else:
            message["from"] = sender.json()
        message |= content
        chat.messages[message_id] = message
        self.show(chat, "message", message)
        return message

    def replace(self, chat: Chat, message: Json) -> None:
        """Show another version of a message; earlier versions stay as they were handed out."""
        chat.messages[message["message_id"]] = message
        self.show(chat, "edit", message)

    def remove(self, chat: Chat, message_id: int) -> None:
        """Delete a message for everybody."""
        del chat.messages[message_id]
        self.show(chat, "delete", {"message_id": message_id})

    def set_keyboard(self, chat: Chat, keyboard: Json | None) -> None:
        """Put a keyboard in the place of a person's own, None for theirs."""
        if keyboard != chat.keyboard:
            chat.keyboard = keyboard
            self.show(chat, "keyboard", {"keyboard": keyboard})

    def show(self, chat: Chat, name: str, data: Json) -> None:
        """Show everybody in a chat what happened there."""
        everybody = chat.members if chat.person is None else (chat.person.id,)
        for user_id in everybody:
            if chat.has(user_id):
                self.screens.show(user_id, name, data, chat.id)
