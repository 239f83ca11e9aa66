"""The chats a person is in: which they are, what is new in them, and how new ones are made."""

from .params import Json
from .people import Chat, Person
from .posting import ChatError, Handler, number_of, text_of
from .world import World

_KINDS = frozenset({"group", "channel"})
_STATUSES = frozenset({"member", "administrator", "kicked"})
_TITLE_LIMIT = 128


def check_writable(person: Person, chat: Chat, topic: int) -> None:
    """Refuse who only reads a channel, or a closed topic of a forum."""
    if chat.is_ruled_by(person.id):
        return
    if chat.kind == "channel":
        raise ChatError("only administrators write in a channel", 403)
    if topic in chat.closed_topics:
        raise ChatError("only administrators write in a closed topic", 403)


def topics_of(chat: Chat) -> list[Json]:
    """Return a forum's topics as the page lists them, as they were opened."""
    return [
        {"id": thread_id, "name": name, "is_closed": thread_id in chat.closed_topics}
        for thread_id, name in chat.topics.items()
    ]


class ChatList:
    """What the page knows of the chats beside the one it shows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._seen: dict[tuple[int, int], int] = {}
        """The newest message of a chat that a person was shown."""

    def handlers(self) -> dict[str, Handler]:
        """Return what is under /sim, by its path."""
        return {
            "chats/new": self.new,
            "chats/add": self.add,
            "chats/link": self.link,
            "chats/status": self.status,
            "chats/topic": self.topic,
            "chats/topic/status": self.topic_status,
        }

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
            if chat.person is None and chat.has(person.id) and not chat.migrated_to
        ]
        return [
            {
                **chat.json(),
                "status": chat.status(person.id),
                "topics": topics_of(chat),
                "unread": self._unread(person, chat),
            }
            for chat in (self.world.chats[person.id], *others)
        ]

    def _unread(self, person: Person, chat: Chat) -> int:
        seen = self._seen.get((person.id, chat.id), 0)
        return sum(
            number > seen and message.get("from", {}).get("id") != person.id
            for number, message in chat.messages.items()
        )

    async def new(self, values: Json) -> Json:
        """Make a group or channel with the bot in it, as `t.me/<bot>?startgroup` does."""
        kind, title = text_of(values, "kind"), text_of(values, "title").strip()
        if kind not in _KINDS:
            raise ChatError("kind must be group or channel")
        if not title:
            raise ChatError("title must not be empty")
        person = self.world.person(number_of(values, "user"))
        chat = self.world.create_group(title[:_TITLE_LIMIT], person.id, kind=kind)
        self._follow(person, chat, values)
        return {"id": chat.id}

    async def link(self, values: Json) -> Json:
        """Have who rules a group or channel follow such a link into it."""
        person, chat = self._ruler(values)
        self._follow(person, chat, values)
        return {"id": chat.id}

    def _follow(self, person: Person, chat: Chat, values: Json) -> None:
        """Bring the bot into a chat by a link.

        The bot hears of its new status, and in a group gets `/start` with the link's payload
        where there is one (core.telegram.org/bots/features#deep-linking).
        """
        payload = text_of(values, "payload") if "payload" in values else ""
        if not self.world.bot_is_present(chat):
            self.world.add_bot_to_group(chat.id, person.id)
        if payload and chat.kind != "channel":
            self.world.say(person.id, f"/start@{self.world.bot.username} {payload}", chat.id)

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

    async def status(self, values: Json) -> Json:
        """Have who rules a chat add, promote, demote or remove somebody, the bot among them."""
        person, chat = self._ruler(values)
        whom, status = number_of(values, "person"), text_of(values, "status")
        if status not in _STATUSES:
            raise ChatError("status must be member, administrator or kicked")
        if not chat.has(whom) and whom != self.world.bot.id:
            raise ChatError("they are not in this chat", 409)
        if chat.status(whom) == "creator":
            raise ChatError("the owner stays the owner", 409)
        if status == "kicked":
            self.world.remove_member(chat.id, whom, by=person.id)
        elif whom != self.world.bot.id:
            self.world.set_member(chat.id, whom, status, by=person.id)
        elif chat.kind == "channel" and status == "member":
            raise ChatError("a channel has bots only as administrators", 409)
        else:
            self.world.set_bot_status(chat.id, person.id, status)
        return {"id": chat.id}

    async def topic(self, values: Json) -> Json:
        """Have who rules a group open a topic; with the first one it becomes a forum.

        A basic group goes on under another id then.
        """
        person, chat = self._ruler(values)
        name = text_of(values, "name").strip()[:_TITLE_LIMIT]
        if chat.kind == "channel":
            raise ChatError("only a group has topics", 409)
        if not name:
            raise ChatError("name must not be empty")
        forum = self.world.open_forum(chat.id, person.id)
        return {"id": forum.id, "topic": self.world.add_topic(forum.id, name, person.id)}

    async def topic_status(self, values: Json) -> Json:
        """Have who rules a forum close one of its topics, or open it again."""
        person, chat = self._ruler(values)
        topic, is_closed = number_of(values, "topic"), values.get("is_closed")
        if not isinstance(is_closed, bool):
            raise ChatError("is_closed must be true or false")
        if topic not in chat.topics:
            raise ChatError(f"there is no topic {topic}", 404)
        if is_closed is not (topic in chat.closed_topics):
            change = self.world.close_topic if is_closed else self.world.reopen_topic
            change(chat.id, topic, person.id)
        return {"id": chat.id, "topic": topic}

    def _ruler(self, values: Json) -> tuple[Person, Chat]:
        """Return who acts, and in which group or channel of theirs."""
        person = self.world.person(number_of(values, "user"))
        chat = self.find(person, number_of(values, "chat"))
        if chat.migrated_to or not chat.is_ruled_by(person.id):
            raise ChatError("only administrators may do that", 403)
        return person, chat
