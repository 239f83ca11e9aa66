"""From a method's name to what it does."""

from collections.abc import Callable
from typing import Any, TypeAlias

from .errors import ApiError
from .methods import chats, editing, media, polling, profiles, queries, sending
from .params import Params
from .state import State

Method: TypeAlias = Callable[[State, Params], Any]

METHODS: dict[str, Method] = {
    "getme": polling.get_me,
    "setwebhook": polling.set_webhook,
    "deletewebhook": polling.delete_webhook,
    "getwebhookinfo": polling.get_webhook_info,
    "logout": polling.log_out,
    "close": polling.log_out,
    "getchat": chats.get_chat,
    "getchatmember": chats.get_chat_member,
    "getchatadministrators": chats.get_chat_administrators,
    "getchatmembercount": chats.get_chat_member_count,
    "leavechat": chats.leave_chat,
    "sendphoto": media.send_photo,
    "senddocument": media.send_document,
    "getfile": media.get_file,
    "setmycommands": profiles.set_my_commands,
    "getmycommands": profiles.get_my_commands,
    "deletemycommands": profiles.delete_my_commands,
    "setmyname": profiles.set_my_name,
    "getmyname": profiles.get_my_name,
    "setmydescription": profiles.set_my_description,
    "getmydescription": profiles.get_my_description,
    "setmyshortdescription": profiles.set_my_short_description,
    "getmyshortdescription": profiles.get_my_short_description,
    "setchatmenubutton": profiles.set_chat_menu_button,
    "getchatmenubutton": profiles.get_chat_menu_button,
    "sendmessage": sending.send_message,
    "sendrichmessage": sending.send_rich_message,
    "copymessage": sending.copy_message,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": queries.answer_callback_query,
    "answerinlinequery": queries.answer_inline_query,
}


async def call(state: State, method: str, params: Params) -> Any:
    """Carry out one method; names are case-insensitive. Raises ApiError."""
    name = method.lower()
    if name == "getupdates":
        return await polling.get_updates(state, params)
    if name not in METHODS or (name == "sendrichmessage" and not state.knows_rich):
        raise ApiError(404, "Not Found: method not found")
    return METHODS[name](state, params)
