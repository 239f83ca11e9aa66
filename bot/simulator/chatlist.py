"""The chats a person is in: which they are, what is new in them, and how new ones are made."""

from .params import Json
from .people import Chat, Person
from .posting import ChatError, Handler, number_of, text_of
from .world import World

_KINDS = frozenset({"group", "channel"})
_TITLE_LIMIT = 128


def check_writable(person: Person, chat: Chat) -> None:
    """Refuse who only reads a channel."""
    if chat.kind == "channel" and not chat.is_ruled_by(person.id):
        raise ChatError("only administrators write in a channel", 403)


class ChatList:
    """What the page knows of the chats beside the one it shows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._seen: dict[tuple[int, int], int] = {}
        """The newest message of a chat that a person was shown."""

    def handlers(self) -> dict[str, Handler]:
        """Return what is under /sim, by its path."""
        return {"chats/new": self.new, "chats/add": self.add}

    def find(self, person: Person, chat_id: int) -> Chat:
        """Return a chat that a person is in.

        Raises:
            ChatError: they are not; whether there is such a chat is not told.
        """
        chat = self.world.chats.get(chat_id)
        if chat is None or not chat.has(person.id):
            raise ChatError(f"{person.first_name} is in no chat {chat_id}", 403)
        return chat

    def see(self, person: Person, chat: Chat) -> None:
        """Remember that a person was shown all there is in a chat."""
        self._seen[person.id, chat.id] = max(chat.messages, default=0)

    def rows(self, person: Person) -> list[Json]:
        """Return a person's chats, the one with the bot first and others as they were made."""
        others = [
            chat
            for chat in self.world.chats.values()
            if chat.person is None and chat.has(person.id)
        ]
        return [
            {**chat.json(), "unread": self._unread(person, chat)}
            for chat in (self.world.chats[person.id], *others)
        ]

    def _unread(self, person: Person, chat: Chat) -> int:
        seen = self._seen.get((person.id, chat.id), 0)
        return sum(
            number > seen and message.get("from", {}).get("id") != person.id
            for number, message in chat.messages.items()
        )

    async def new(self, values: Json) -> Json:
        """Make a group or channel with the bot in it, as `t.me/<bot>?startgroup` does.

        The bot hears of its new status, and in a group gets `/start` with the link's payload
        where there is one (core.telegram.org/bots/features#deep-linking).
        """
        kind, title = text_of(values, "kind"), text_of(values, "title").strip()
        if kind not in _KINDS:
            raise ChatError("kind must be group or channel")
        if not title:
            raise ChatError("title must not be empty")
        payload = text_of(values, "payload") if "payload" in values else ""
        person = self.world.person(number_of(values, "user"))
        chat = self.world.create_group(title[:_TITLE_LIMIT], person.id, kind=kind)
        self.world.add_bot_to_group(chat.id, person.id)
        if payload and kind == "group":
            self.world.say(person.id, f"/start@{self.world.bot.username} {payload}", chat.id)
        return {"id": chat.id}

    async def add(self, values: Json) -> Json:
        """Bring somebody into a group as an ordinary member."""
        person = self.world.person(number_of(values, "user"))
        chat = self.find(person, number_of(values, "chat"))
        if chat.person is not None or chat.kind == "channel":
            raise ChatError("only a group takes members", 409)
        added = self.world.person(number_of(values, "person"))
        if not chat.has(added.id):
            self.world.add_member(chat.id, added.id, by=person.id)
        return {"id": chat.id}
