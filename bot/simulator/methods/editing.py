"""Changes to messages that exist: edits and deletions."""

from typing import Any

from bot.simulator.access import check_member, check_writable, find_chat, find_message
from bot.simulator.errors import BadRequestError
from bot.simulator.keyboards import read_markup_fields
from bot.simulator.params import Json, Params, whole
from bot.simulator.people import Chat
from bot.simulator.rich import read_rich
from bot.simulator.state import State

from .sending import TEXT_FIELDS, check_length, read_preview, read_text

_DELETABLE_SECONDS = 48 * 3600
_BATCH = 100
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
_CAPTION_FIELDS = ("caption", "caption_entities")


def _edited(state: State, params: Params) -> tuple[Chat, Json, bool]:
    """Return the message to edit and whether it was sent in inline mode."""
    if inline_id := params.text("inline_message_id"):
        place = state.inline_messages.get(inline_id)
        if place is None:
            raise BadRequestError("MESSAGE_ID_INVALID")
        chat = state.chats[place[0]]
        return chat, chat.messages[place[1]], True
    chat, message = find_message(state, params, "message to edit not found")
    check_writable(state, chat)
    is_own = message.get("from", {}).get("id") == state.bot.id or chat.kind == "channel"
    if not is_own:
        raise BadRequestError("message can't be edited")
    return chat, message, False


def _replace(state: State, params: Params, changed: tuple[str, ...], content: Json) -> Json | bool:
    chat, message, is_inline = _edited(state, params)
    check_length(content)
    markup = read_markup_fields(params)
    dropped = (*changed, "reply_markup")
    kept = {key: value for key, value in message.items() if key not in dropped}
    new = {**kept, **content, **markup}
    if all(new.get(key) == message.get(key) for key in dropped):
        raise BadRequestError(_SAME)
    if content:
        new["edit_date"] = int(state.now())
    state.replace(chat, new)
    return True if is_inline else new


def edit_message_text(state: State, params: Params) -> Any:
    """Bot API, editMessageText; buttons that are not given again disappear."""
    if state.knows_rich and "rich_message" in params:
        content = read_rich(params)
    else:
        content = {**read_text(params).fields(), **read_preview(params)}
    _, message, _ = _edited(state, params)
    if not message.keys() & {"text", "rich_message"}:
        raise BadRequestError("there is no text in the message to edit")
    return _replace(state, params, TEXT_FIELDS, content)


def edit_message_caption(state: State, params: Params) -> Any:
    """Bot API, editMessageCaption."""
    caption = read_text(params, "caption")
    _, message, _ = _edited(state, params)
    if "photo" not in message and "document" not in message:
        raise BadRequestError("there is no caption in the message to edit")
    return _replace(state, params, _CAPTION_FIELDS, caption.fields("caption"))


def edit_message_reply_markup(state: State, params: Params) -> Any:
    """Bot API, editMessageReplyMarkup."""
    return _replace(state, params, (), {})


def _check_deletable(state: State, chat: Chat, message: Json) -> None:
    is_own = message.get("from", {}).get("id") == state.bot.id
    is_old = state.now() - message["date"] > _DELETABLE_SECONDS
    may_delete = chat.person is not None or is_own or state.bot_status(chat) == "administrator"
    if not may_delete or (is_old and state.bot_status(chat) != "administrator"):
        raise BadRequestError("message can't be deleted for everyone")


def delete_message(state: State, params: Params) -> Any:
    """Bot API, deleteMessage."""
    chat, message = find_message(state, params, "message to delete not found")
    _check_deletable(state, chat, message)
    state.remove(chat, message["message_id"])
    return True


def delete_messages(state: State, params: Params) -> Any:
    """Bot API, deleteMessages: what is not there is skipped."""
    chat = find_chat(state, params)
    check_member(state, chat)
    ids = params.array("message_ids", "message identifiers")
    if not ids:
        raise BadRequestError("message identifiers are not specified")
    if len(ids) > _BATCH:
        raise BadRequestError("too many messages to delete")
    found = [chat.messages[i] for i in map(whole, ids) if i in chat.messages]
    for message in found:
        _check_deletable(state, chat, message)
    for message in found:
        state.remove(chat, message["message_id"])
    return True
