"""Who is in the simulated Telegram: persons and chats."""

from dataclasses import dataclass, field

from .params import Json

ADMINISTRATORS = frozenset({"creator", "administrator"})
PRESENT = ADMINISTRATORS | {"member", "restricted"}


def thread_fields(thread_id: int) -> Json:
    """Return the fields of a message in a forum topic; 0 is none."""
    return {"message_thread_id": thread_id, "is_topic_message": True} if thread_id else {}


@dataclass(slots=True, kw_only=True)
class Person:
    """A user account, the bot's own included."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    has_started: bool = False
    """Whether they ever wrote to the bot: only then may it write to them."""
    has_blocked: bool = False
    is_deactivated: bool = False

    def json(self) -> Json:
        """Return the Bot API's User."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user


@dataclass(slots=True, kw_only=True)
class Chat:
    """A conversation and everything in it."""

    id: int
    kind: str
    """`private`, `group`, `supergroup` or `channel`."""
    title: str = ""
    person: Person | None = None
    """The other side of a private chat."""
    username: str = ""
    is_forum: bool = False
    topics: dict[int, str] = field(default_factory=dict[int, str])
    """Forum topics by thread id."""
    closed_topics: set[int] = field(default_factory=set[int])
    members: dict[int, str] = field(default_factory=dict[int, str])
    """Everybody's status by user id (Bot API, ChatMember.status)."""
    may_post: bool = True
    """Whether the bot may write in a group where it is no administrator, or post in a channel."""
    may_send_media: bool = True
    """The same for pictures and files."""
    hides_members: bool = False
    """Whether only administrators learn who is in it."""
    migrated_to: int = 0
    messages: dict[int, Json] = field(default_factory=dict[int, Json])
    keyboard: Json | None = None
    """What stands in the place of the person's keyboard (Bot API, ReplyKeyboardMarkup)."""
    last_message_id: int = 0

    @property
    def is_group(self) -> bool:
        """Tell whether the limits of groups hold here."""
        return self.kind != "private"

    def status(self, user_id: int) -> str:
        """Return somebody's status, `left` for strangers."""
        return self.members.get(user_id, "left")

    def has(self, user_id: int) -> bool:
        """Tell whether somebody is in it now."""
        if self.person is not None:
            return self.person.id == user_id
        return self.status(user_id) in PRESENT

    def is_ruled_by(self, user_id: int) -> bool:
        """Tell whether somebody may do everything there."""
        return self.status(user_id) in ADMINISTRATORS

    def json(self) -> Json:
        """Return the Bot API's Chat."""
        chat: Json = {"id": self.id, "type": self.kind}
        if self.person is not None:
            chat["first_name"] = self.person.first_name
            if self.person.username:
                chat["username"] = self.person.username
            return chat
        chat["title"] = self.title
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat
