"""New messages: sendMessage, copyMessage, sendChatAction."""

from typing import Any

from bot.simulator.access import check_thread, check_writable, find_chat, find_message
from bot.simulator.entity import Entity, utf16_length
from bot.simulator.errors import BadRequestError
from bot.simulator.formatting import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    FormattedText,
    read_markup,
)
from bot.simulator.keyboards import read_markup_fields
from bot.simulator.links import LinkError, check_link
from bot.simulator.params import Json, Params, flag_of, whole
from bot.simulator.people import Chat
from bot.simulator.reply_keyboards import asks_for, keyboard_after
from bot.simulator.rich import read_rich
from bot.simulator.state import State

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
TEXT_FIELDS = ("text", "entities", "link_preview_options", "rich_message")
"""What a message of words holds: a text, or a rich message."""
_ENTITY_FIELDS = ("url", "user", "language", "custom_emoji_id", "unix_time", "date_time_format")


def _entity(given: object) -> Entity:
    if not isinstance(given, dict) or not isinstance(given.get("type"), str):
        raise BadRequestError("can't parse MessageEntity: Can't find field \"type\"")
    try:
        offset, length = int(given["offset"]), int(given["length"])
    except (KeyError, TypeError, ValueError):
        raise BadRequestError("can't parse MessageEntity: Can't find field \"offset\"") from None
    extra = {key: given[key] for key in _ENTITY_FIELDS if key in given}
    if given["type"] == "text_link":
        try:
            extra["url"] = check_link(str(given.get("url", "")))
        except LinkError as error:
            url = given.get("url", "")
            raise BadRequestError(f"entity URL '{url}' is invalid: {error}") from error
    return Entity(given["type"], offset, length, extra)


def read_text(params: Params, name: str = "text") -> FormattedText:
    """Return the text of a request; captions may be empty."""
    text = params.text(name)
    entities_name = "entities" if name == "text" else f"{name}_entities"
    given = params.array(entities_name, "MessageEntity")
    if not text:
        if name == "text":
            raise BadRequestError("message text is empty")
        return FormattedText("")
    formatted = read_markup(text, params.text("parse_mode"), [_entity(e) for e in given or ()])
    if name == "text" and not formatted.text:
        raise BadRequestError("text must be non-empty")
    return formatted


def check_length(content: Json) -> None:
    """Refuse a text or caption that is too long after its entities were taken out."""
    if utf16_length(content.get("text", "")) > TEXT_LIMIT:
        raise BadRequestError("message is too long")
    if utf16_length(content.get("caption", "")) > CAPTION_LIMIT:
        raise BadRequestError("message caption is too long")


def read_preview(params: Params) -> Json:
    """Return the fields of `link_preview_options`."""
    options = params.object("link_preview_options", "link preview options")
    if params.flag("disable_web_page_preview"):
        options = {"is_disabled": True}
    for name in ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text"):
        flag_of(options, name)
    kept = {key: value for key, value in options.items() if value}
    if "url" in kept:
        try:
            check_link(str(kept["url"]))
        except LinkError:
            raise BadRequestError("WEBPAGE_URL_INVALID") from None
    return {"link_preview_options": kept} if kept else {}


def _reply(chat: Chat, params: Params) -> Json:
    options = params.object("reply_parameters", "reply parameters")
    if options and "message_id" not in options:
        raise BadRequestError('can\'t find field "message_id"')
    message_id = whole(options.get("message_id")) or params.integer("reply_to_message_id")
    if not message_id:
        return {}
    if message_id in chat.messages:
        return {"reply_to_message": chat.messages[message_id]}
    if options.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise BadRequestError("message to be replied not found")


def deliver(state: State, params: Params, content: Json) -> Json:
    """Post a checked message to the chat of a request, within the limits."""
    markup = read_markup_fields(params)
    chat = find_chat(state, params)
    check_writable(state, chat)
    asked = params.json("reply_markup", "reply keyboard markup")
    if chat.is_group and asks_for(asked):
        raise BadRequestError("BUTTON_TYPE_INVALID")  # only a private chat can be asked
    place = check_thread(chat, params) | _reply(chat, params)
    check_length(content)
    state.gate.take(chat.id, is_group=chat.is_group)
    if params.flag("protect_content"):
        content = {**content, "has_protected_content": True}
    state.record.deliveries[chat.id] += 1
    message = state.post(chat, {**place, **content, **markup}, sender=state.bot)
    state.set_keyboard(chat, keyboard_after(asked, chat.keyboard))
    return message


def send_message(state: State, params: Params) -> Any:
    """Bot API, sendMessage."""
    text = read_text(params)
    preview = read_preview(params)
    return deliver(state, params, {**text.fields(), **preview})


def send_rich_message(state: State, params: Params) -> Any:
    """Bot API, sendRichMessage."""
    return deliver(state, params, read_rich(params))


def copy_message(state: State, params: Params) -> Any:
    """Bot API, copyMessage: the content without its author and, unless given, its buttons."""
    source = Params(
        {"chat_id": params.text("from_chat_id"), "message_id": params.text("message_id")}
    )
    _, message = find_message(state, source, "message to copy not found")
    kept = (*TEXT_FIELDS, "photo", "document", "location")
    content = {key: message[key] for key in kept if key in message}
    if not content:
        raise BadRequestError("message can't be copied")
    if "caption" in params:
        content |= read_text(params, "caption").fields("caption")
    else:
        captions = ("caption", "caption_entities")
        content |= {key: message[key] for key in captions if key in message}
    return {"message_id": deliver(state, params, content)["message_id"]}


def send_chat_action(state: State, params: Params) -> Any:
    """Bot API, sendChatAction."""
    chat = find_chat(state, params)
    check_writable(state, chat)
    action = params.text("action")
    if action not in _ACTIONS:
        raise BadRequestError("wrong parameter action in request")
    state.show(chat, "action", {"action": action})
    return True
