"""The world around the bot: what persons do in it."""

from .detection import find_entities
from .faults import Fault, FaultKind
from .formatting import format_text
from .groups import Groups
from .inline import InlineQuery
from .params import Json
from .people import Chat, Person, thread_fields
from .records import Call


class PlayerError(ValueError):
    """No person could do this in a real client."""


class World(Groups):
    """A simulated Telegram with one bot; its methods are what people do."""

    @property
    def calls(self) -> list[Call]:
        """Return all requests of the bot so far."""
        return self.record.calls

    def fail_next(
        self,
        kind: FaultKind | str,
        *,
        times: int = 1,
        method: str = "send*",
        is_late: bool = False,
        retry_after: int = 1,
    ) -> None:
        """Let the next requests to some methods go wrong."""
        self.faults.add(
            Fault(
                kind=FaultKind(kind),
                times=times,
                method=method,
                is_late=is_late,
                retry_after=retry_after,
            )
        )

    def add_user(
        self,
        user_id: int = 0,
        first_name: str = "Ada",
        language_code: str = "en",
        *,
        username: str = "",
        has_started: bool = False,
    ) -> Person:
        """Add a person; `has_started` lets the bot write to them without being spoken to."""
        person = Person(
            id=user_id or self.new_id(),
            first_name=first_name,
            language_code=language_code,
            username=username,
            has_started=has_started,
        )
        self.people[person.id] = person
        self.chats[person.id] = Chat(id=person.id, kind="private", person=person)
        return person

    def person(self, user_id: int) -> Person:
        """Return a person by id."""
        try:
            return self.people[user_id]
        except KeyError:
            raise PlayerError(f"there is no user {user_id}") from None

    def messages(self, chat_id: int) -> list[Json]:
        """Return all messages of a chat, oldest first."""
        return list(self.chats[chat_id].messages.values())

    def say(
        self,
        user_id: int,
        text: str,
        chat_id: int | None = None,
        *,
        thread_id: int = 0,
        reply_to: int = 0,
    ) -> Json:
        """Have a person type a text, with the bot or in another chat; return the message."""
        content = format_text(text, []).fields()
        if "text" not in content:
            raise PlayerError("an empty message cannot be sent")
        return self._speak(user_id, content, chat_id, thread_id=thread_id, reply_to=reply_to)

    def send_location(self, user_id: int, latitude: float, longitude: float) -> Json:
        """Have a person share a place in their chat with the bot."""
        return self._speak(user_id, {"location": {"latitude": latitude, "longitude": longitude}})

    def send_voice(self, user_id: int, *, seconds: int) -> Json:
        """Have a person say something aloud to the bot."""
        name = f"voice-{self.new_id()}"
        voice = {"file_id": name, "file_unique_id": f"unique-{name}", "duration": seconds}
        return self._speak(user_id, {"voice": voice})

    def share_chat(self, user_id: int, chat_id: int, request_id: int = 1) -> Json:
        """Have a person pick a chat by a button that asks for one (Bot API, ChatShared).

        A real client offers only chats that meet the request and gives the bot the rights that
        were asked for; any chat is let through here, as from a tampered one.
        """
        shared = {"request_id": request_id, "chat_id": chat_id}
        return self._speak(user_id, {"chat_shared": shared})

    def _speak(
        self,
        user_id: int,
        content: Json,
        chat_id: int | None = None,
        *,
        thread_id: int = 0,
        reply_to: int = 0,
    ) -> Json:
        person = self.person(user_id)
        chat = self.chats[user_id if chat_id is None else chat_id]
        if chat.person is not None:
            if person.has_blocked:
                raise PlayerError("the bot is blocked; unblock it first")
            person.has_started = True
        content = {**content, **thread_fields(thread_id)}
        if reply_to:
            content = {**content, "reply_to_message": chat.messages[reply_to]}
        message = self.post(chat, content, sender=person)
        if self._bot_sees(chat, message):
            self.updates.push("channel_post" if chat.kind == "channel" else "message", message)
        return message

    def _bot_sees(self, chat: Chat, message: Json) -> bool:
        """Tell what privacy mode lets through (core.telegram.org/bots/features#privacy-mode)."""
        if chat.person is not None or self.bot_rules(chat):
            return True
        if not self.bot_is_present(chat):
            return False
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot.id:
            return True
        text = message.get("text", "")
        first = next((e for e in find_entities(text) if e.type == "bot_command"), None)
        if first is None:
            return False
        _, at, name = text[first.offset : first.end].partition("@")
        return not at or name.lower() == self.bot.username.lower()

    def press(self, user_id: int, message_id: int, data: str, chat_id: int | None = None) -> str:
        """Have a person press a button; return the callback query's id.

        Any `data` is let through: a tampered client can send what no button holds.
        """
        person = self.person(user_id)
        chat = self.chats[user_id if chat_id is None else chat_id]
        message = chat.messages.get(message_id)
        if message is None:
            raise PlayerError(f"there is no message {message_id}")
        query_id = str(self.new_id())
        query: Json = {
            "id": query_id,
            "from": person.json(),
            "chat_instance": str(chat.id),
            "data": data,
        }
        inline_ids = {place: key for key, place in self.inline_messages.items()}
        if inline_id := inline_ids.get((chat.id, message_id)):
            query["inline_message_id"] = inline_id
        else:
            query["message"] = message
        self.callbacks[query_id] = (user_id, self.now())
        self.updates.push("callback_query", query)
        return query_id

    def inline(
        self, user_id: int, query: str, offset: str = "", chat_id: int | None = None
    ) -> InlineQuery:
        """Have a person type `@bot query` in some chat; the result's `answer` comes later."""
        person = self.person(user_id)
        chat = self.chats[user_id if chat_id is None else chat_id]
        asked = InlineQuery(
            id=str(self.new_id()),
            user_id=user_id,
            query=query[:256],
            offset=offset,
            asked_at=self.now(),
        )
        if self.inline_desk.open(asked):
            update = {
                "id": asked.id,
                "from": person.json(),
                "query": asked.query,
                "offset": offset,
                "chat_type": "sender" if chat.person is not None else chat.kind,
            }
            self.updates.push("inline_query", update)
        return asked

    def choose(
        self, user_id: int, result_id: str, chat_id: int | None = None, *, thread_id: int = 0
    ) -> Json:
        """Have a person take a result: it becomes their message, sent via the bot."""
        person = self.person(user_id)
        asked = self.inline_desk.latest.get(user_id)
        if asked is None or result_id not in asked.contents:
            raise PlayerError(f"there is no inline result {result_id}")
        chat = self.chats[user_id if chat_id is None else chat_id]
        content = {
            **asked.contents[result_id],
            "via_bot": self.bot.json(),
            **thread_fields(thread_id),
        }
        message = self.post(chat, content, sender=person)
        chosen: Json = {"result_id": result_id, "from": person.json(), "query": asked.query}
        if "reply_markup" in content:
            inline_id = f"inline-{self.new_id()}"
            self.inline_messages[inline_id] = (chat.id, message["message_id"])
            chosen["inline_message_id"] = inline_id
        self.updates.push("chosen_inline_result", chosen)
        if chat.person is not None or self.bot_is_present(chat):
            self.updates.push("message", message)
        return message

    def block(self, user_id: int) -> None:
        """Have a person block the bot."""
        self._set_blocked(user_id, is_blocked=True)

    def unblock(self, user_id: int) -> None:
        """Have a person unblock the bot."""
        self._set_blocked(user_id, is_blocked=False)

    def _set_blocked(self, user_id: int, *, is_blocked: bool) -> None:
        person = self.person(user_id)
        if person.has_blocked == is_blocked:
            return
        person.has_blocked = is_blocked
        before, after = ("member", "kicked") if is_blocked else ("kicked", "member")
        self.push_bot_status(self.chats[user_id], person, before, after)

    def deactivate(self, user_id: int) -> None:
        """Have a person delete their account; Telegram tells the bot nothing."""
        self.person(user_id).is_deactivated = True
