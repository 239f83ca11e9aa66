"""Which chats and messages a request may touch (Client.cpp, check_chat and its kin)."""

from .errors import BadRequestError, ForbiddenError
from .params import Json, Params
from .people import ADMINISTRATORS, PRESENT, Chat, thread_fields
from .state import State

_KIND_WORDS = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}


def _by_username(state: State, name: str) -> Chat | None:
    """Find a public group or channel: nothing else can be named by @username."""
    return next(
        (
            chat
            for chat in state.chats.values()
            if chat.person is None and chat.username and chat.username.lower() == name.lower()
        ),
        None,
    )


def find_chat(state: State, params: Params, name: str = "chat_id") -> Chat:
    """Return a chat that the bot has met, whatever it may do there."""
    value = params.text(name).strip()
    if not value:
        raise BadRequestError(f"{name} is empty")
    chat = (
        _by_username(state, value[1:])
        if value.startswith("@")
        else state.chats.get(params.integer(name))
    )
    if chat is None or not _has_met(state, chat):
        raise BadRequestError("chat not found")
    return chat


def _has_met(state: State, chat: Chat) -> bool:
    if chat.person is None:
        return state.bot.id in chat.members or bool(chat.username)
    return chat.person.has_started or any(
        chat.id in other.members and other.status(state.bot.id) in PRESENT
        for other in state.chats.values()
        if other.person is None
    )


def check_writable(state: State, chat: Chat) -> None:
    """Refuse where the bot may not write."""
    if chat.person is not None:
        if chat.person.is_deactivated:
            raise ForbiddenError("user is deactivated")
        if chat.person.has_blocked:
            raise ForbiddenError("bot was blocked by the user")
        if not chat.person.has_started:
            raise ForbiddenError("bot can't initiate conversation with a user")
        return
    check_member(state, chat)
    status = state.bot_status(chat)
    if chat.kind == "channel":
        if status not in ADMINISTRATORS or not chat.may_post:
            raise BadRequestError("need administrator rights in the channel chat")
    elif status == "restricted" or (status not in ADMINISTRATORS and not chat.may_post):
        raise BadRequestError("not enough rights to send text messages to the chat")


def check_media(state: State, chat: Chat, kind: str) -> None:
    """Refuse a kind of file (`photos`, `documents`) where only words may be written."""
    if not chat.may_send_media and state.bot_status(chat) not in ADMINISTRATORS:
        raise BadRequestError(f"not enough rights to send {kind} to the chat")


def check_member(state: State, chat: Chat) -> None:
    """Refuse where the bot is not in the group, or the group has moved."""
    if chat.person is not None:
        return
    if chat.migrated_to:
        raise BadRequestError(
            "group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    status, words = state.bot_status(chat), _KIND_WORDS[chat.kind]
    if status == "kicked":
        raise ForbiddenError(f"bot was kicked from the {words}")
    if status not in PRESENT:
        raise ForbiddenError(f"bot is not a member of the {words}")


def find_message(state: State, params: Params, missing: str) -> tuple[Chat, Json]:
    """Return the message of `chat_id` and `message_id`; `missing` is the refusal."""
    chat = find_chat(state, params)
    check_member(state, chat)
    message_id = params.integer("message_id")
    if message_id <= 0:
        raise BadRequestError("message identifier is not specified")
    message = chat.messages.get(message_id)
    if message is None:
        raise BadRequestError(missing)
    return chat, message


def check_thread(chat: Chat, params: Params) -> Json:
    """Return the fields of `message_thread_id`."""
    thread_id = params.integer("message_thread_id")
    if not thread_id:
        return {}
    if thread_id not in chat.topics:
        raise BadRequestError("message thread not found")
    if thread_id in chat.closed_topics:
        raise BadRequestError("TOPIC_CLOSED")
    return thread_fields(thread_id)
