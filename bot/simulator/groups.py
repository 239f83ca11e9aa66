"""Groups, channels and forums: who joins, leaves, is promoted, and how a group grows up."""

from .people import PRESENT, Chat, thread_fields
from .state import State


class Groups(State):
    """The part of the world that happens in chats of many."""

    def create_group(
        self,
        title: str,
        owner_id: int,
        *,
        kind: str = "group",
        chat_id: int = 0,
        username: str = "",
        is_forum: bool = False,
        members: tuple[int, ...] = (),
    ) -> Chat:
        """Create a `group`, `supergroup` or `channel`, without the bot."""
        number = self.new_id()
        chat = Chat(
            id=chat_id or (-number if kind == "group" else -1_000_000_000_000 - number),
            kind=kind,
            title=title,
            username=username,
            is_forum=is_forum,
            members={owner_id: "creator", **dict.fromkeys(members, "member")},
        )
        self.chats[chat.id] = chat
        return chat

    def bot_is_present(self, chat: Chat) -> bool:
        """Tell whether the bot is in a group or channel."""
        return chat.has(self.bot.id)

    def set_bot_status(self, chat_id: int, by: int, status: str) -> None:
        """Have an administrator add (`member`), promote, kick (`kicked`) or remove the bot."""
        chat, person = self.chats[chat_id], self.people[by]
        before = self.bot_status(chat)
        chat.members[self.bot.id] = status
        self.push_bot_status(chat, person, before, status)
        if chat.kind != "channel" and before not in PRESENT and status in PRESENT:
            content = {"new_chat_members": [self.bot.json()]}
            self.updates.push("message", self.post(chat, content, sender=person))

    def add_bot_to_group(self, chat_id: int, by: int, *, is_administrator: bool = False) -> None:
        """Have somebody add the bot; in a channel it can only be an administrator."""
        is_administrator = is_administrator or self.chats[chat_id].kind == "channel"
        self.set_bot_status(chat_id, by, "administrator" if is_administrator else "member")

    def let_bot_post(self, channel_id: int, by: int, *, may_post: bool) -> None:
        """Have an administrator of a channel take the right to post from the bot, or give it."""
        chat = self.chats[channel_id]
        change = self.change(chat, self.people[by], self.bot, *2 * (self.bot_status(chat),))
        change["old_chat_member"]["can_post_messages"] = chat.may_post
        change["new_chat_member"]["can_post_messages"] = chat.may_post = may_post
        self.updates.push("my_chat_member", change)

    def kick_bot(self, chat_id: int, by: int) -> None:
        """Have an administrator throw the bot out."""
        self.set_bot_status(chat_id, by, "kicked")

    def set_member(self, chat_id: int, user_id: int, status: str, *, by: int) -> None:
        """Change somebody's status in a group."""
        chat, person = self.chats[chat_id], self.people[user_id]
        before, chat.members[user_id] = chat.status(user_id), status
        if self.bot_rules(chat):
            change = self.change(chat, self.people[by], person, before, status)
            self.updates.push("chat_member", change)

    def add_member(self, chat_id: int, user_id: int, *, by: int) -> None:
        """Have somebody bring another person into a group, which the group is told."""
        chat, person = self.chats[chat_id], self.people[user_id]
        self.set_member(chat_id, user_id, "member", by=by)
        message = self.post(chat, {"new_chat_members": [person.json()]}, sender=self.people[by])
        # Privacy mode lets service messages through (core.telegram.org/bots/features).
        if self.bot_is_present(chat):
            self.updates.push("message", message)

    def remove_member(self, chat_id: int, user_id: int, *, by: int) -> None:
        """Have an administrator throw somebody out, the bot perhaps, which the chat is told."""
        chat = self.chats[chat_id]
        if user_id == self.bot.id:
            person = self.bot
            self.kick_bot(chat_id, by)
        else:
            person = self.people[user_id]
            self.set_member(chat_id, user_id, "kicked", by=by)
        if chat.kind == "channel":
            return
        message = self.post(chat, {"left_chat_member": person.json()}, sender=self.people[by])
        if self.bot_is_present(chat):
            self.updates.push("message", message)

    def open_forum(self, chat_id: int, by: int) -> Chat:
        """Have an administrator turn topics on: a basic group becomes a supergroup by that."""
        chat = self.chats[chat_id]
        forum = self.migrate(chat_id, by) if chat.kind == "group" else chat
        forum.is_forum = True
        return forum

    def add_topic(self, chat_id: int, name: str, by: int) -> int:
        """Open a forum topic; return its thread id."""
        chat = self.chats[chat_id]
        created = {"name": name, "icon_color": 7322096}
        message = self.post(chat, {"forum_topic_created": created}, sender=self.people[by])
        thread_id: int = message["message_id"]
        chat.topics[thread_id] = name
        message |= thread_fields(thread_id)
        if self.bot_rules(chat):
            self.updates.push("message", message)
        return thread_id

    def close_topic(self, chat_id: int, thread_id: int, by: int) -> None:
        """Have an administrator close a topic: only administrators can write there."""
        self.chats[chat_id].closed_topics.add(thread_id)
        self._tell_of_topic(chat_id, thread_id, by, "forum_topic_closed")

    def reopen_topic(self, chat_id: int, thread_id: int, by: int) -> None:
        """Have an administrator open a closed topic again."""
        self.chats[chat_id].closed_topics.remove(thread_id)
        self._tell_of_topic(chat_id, thread_id, by, "forum_topic_reopened")

    def _tell_of_topic(self, chat_id: int, thread_id: int, by: int, event: str) -> None:
        chat = self.chats[chat_id]
        content = {event: {}, **thread_fields(thread_id)}
        message = self.post(chat, content, sender=self.people[by])
        # Privacy mode lets service messages through (core.telegram.org/bots/features).
        if self.bot_is_present(chat):
            self.updates.push("message", message)

    def migrate(self, chat_id: int, by: int) -> Chat:
        """Turn a basic group into a supergroup with another id; return the supergroup."""
        old, person = self.chats[chat_id], self.people[by]
        new = self.create_group(old.title, by, kind="supergroup")
        new.members = dict(old.members)
        old.migrated_to = new.id
        leaving = self.post(old, {"migrate_to_chat_id": new.id}, sender=person)
        arriving = self.post(new, {"migrate_from_chat_id": old.id}, sender=person)
        if self.bot_is_present(new):
            # As if it came into a new group (tdlib/telegram-bot-api, issue 266).
            self.push_bot_status(new, person, "left", self.bot_status(new))
            self.updates.push("message", leaving)
            self.updates.push("message", arriving)
        return new
