"""Keyboards in the place of a person's own: what Telegram takes (Bot API, KeyboardButton)."""

from .errors import BadRequestError
from .params import Json, flag_of

_REQUESTS = (
    "request_users",
    "request_chat",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
)
_RIGHTS = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
"""Members of ChatAdministratorRights that have to be there."""
_UNPARSABLE = "can't parse keyboard button"


def check_reply_keyboard(rows: object) -> None:
    """Refuse what is no keyboard."""
    if not isinstance(rows, list):
        raise BadRequestError('field "keyboard" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise BadRequestError('field "keyboard" must be an Array of Arrays')
        for button in row:
            _check_button(button)


def keyboard_after(markup: object, before: Json | None) -> Json | None:
    """Return the keyboard that stands in a chat after a message with a checked `reply_markup`."""
    if not isinstance(markup, dict):
        return before
    if markup.get("remove_keyboard"):
        return None
    if "keyboard" not in markup:
        return before
    rows = [
        [{"text": button} if isinstance(button, str) else button for button in row]
        for row in markup["keyboard"]
    ]
    return {**markup, "keyboard": rows}


def asks_for(markup: object) -> frozenset[str]:
    """Return what the buttons of a checked `reply_markup` ask a person for."""
    if not isinstance(markup, dict):
        return frozenset()
    buttons = [button for row in markup.get("keyboard", ()) for button in row]
    return frozenset(
        name
        for button in buttons
        if isinstance(button, dict)
        for name in _REQUESTS
        if name in button
    )


def _check_button(button: object) -> None:
    if isinstance(button, str):
        return
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise BadRequestError(f'{_UNPARSABLE}: Can\'t find field "text"')
    if sum(name in button for name in _REQUESTS) > 1:
        raise BadRequestError(f"{_UNPARSABLE}: at most one request is allowed")
    for name in ("request_contact", "request_location"):
        flag_of(button, name)
    if "request_chat" in button:
        _check_request(button["request_chat"])


def _check_request(request: object) -> None:
    if not isinstance(request, dict) or not isinstance(request.get("request_id"), int):
        raise BadRequestError(f'{_UNPARSABLE}: Can\'t find field "request_id"')
    if not isinstance(request.get("chat_is_channel"), bool):
        raise BadRequestError(f'{_UNPARSABLE}: Can\'t find field "chat_is_channel"')
    for name in ("user_administrator_rights", "bot_administrator_rights"):
        if name in request:
            _check_rights(request[name], name)
    user, bot = (
        {right for right, is_on in request.get(name, {}).items() if is_on}
        for name in ("user_administrator_rights", "bot_administrator_rights")
    )
    # "The rights must be a subset of user_administrator_rights" (KeyboardButtonRequestChat).
    if not bot <= user:
        raise BadRequestError("BUTTON_USER_PRIVACY_RESTRICTED")


def _check_rights(rights: object, name: str) -> None:
    if not isinstance(rights, dict):
        raise BadRequestError(f'field "{name}" must be of type Object')
    given: Json = rights
    missing = next((right for right in _RIGHTS if not isinstance(given.get(right), bool)), None)
    if missing is not None:
        raise BadRequestError(f'{_UNPARSABLE}: Can\'t find field "{missing}"')
