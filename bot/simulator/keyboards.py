"""Reply markup: what Telegram takes under a message."""

from typing import Any

from .errors import BadRequestError
from .links import LinkError, check_link
from .params import Json, Params, flag_of, word_of
from .reply_keyboards import check_reply_keyboard

_DATA_BYTES = 64
_COPY_LIMIT = 256
_QUERY_LIMIT = 256
_BUTTON_LIMIT = 100
_ROW_LIMIT = 8
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_UNPARSABLE = "can't parse inline keyboard button"


def _string(button: Json, name: str) -> str:
    value = button[name]
    if not isinstance(value, str):
        raise BadRequestError(f'{_UNPARSABLE}: Field "{name}" must be of type String')
    return value


def _url(value: str, what: str, *, https_only: bool = False) -> str:
    try:
        checked = check_link(value)
    except LinkError as error:
        reason = "Only HTTPS links are allowed" if https_only else str(error)
        raise BadRequestError(f"{what} '{value}' is invalid: {reason}") from error
    if https_only and not checked.startswith("https://"):
        raise BadRequestError(f"{what} '{value}' is invalid: Only HTTPS links are allowed")
    return checked


def _nested(button: Json, name: str) -> Json:
    value = button[name]
    if not isinstance(value, dict):
        raise BadRequestError(f'{_UNPARSABLE}: Field "{name}" must be of type Object')
    return value


def _action(button: Json, name: str) -> Any:
    if name == "url":
        return _url(_string(button, name), "inline keyboard button URL")
    if name == "callback_data":
        data = _string(button, name)
        if len(data.encode()) > _DATA_BYTES:
            raise BadRequestError("BUTTON_DATA_INVALID")
        return data
    if name in {"switch_inline_query", "switch_inline_query_current_chat"}:
        return _string(button, name)[:_QUERY_LIMIT]
    if name == "copy_text":
        copied = _nested(button, name).get("text")
        if not isinstance(copied, str) or not 0 < len(copied) <= _COPY_LIMIT:
            raise BadRequestError("BUTTON_COPY_TEXT_INVALID")
        return {"text": copied}
    if name == "web_app":
        url = str(_nested(button, name).get("url", ""))
        return {"url": _url(url, "inline keyboard button Web App URL", https_only=True)}
    if name == "switch_inline_query_chosen_chat":
        return _nested(button, name)
    raise BadRequestError("BUTTON_TYPE_INVALID")


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise BadRequestError(f"{_UNPARSABLE}: InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise BadRequestError(f'{_UNPARSABLE}: Can\'t find field "text"')
    text = _string(button, "text")
    if not text.strip():
        raise BadRequestError("inline keyboard button text is empty")
    # Telegram takes the first action that is set; two of them are always a bot's mistake.
    actions = [
        name for name in _ACTIONS if button.get(name) not in (None, "") or _is_query(name, button)
    ]
    if not actions:
        raise BadRequestError(f"{_UNPARSABLE}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise BadRequestError("BUTTON_TYPE_INVALID")
    kept: Json = {"text": text, actions[0]: _action(button, actions[0])}
    if "style" in button:
        if word_of(button, "style") not in {"primary", "success", "danger"}:
            raise BadRequestError("BUTTON_STYLE_INVALID")
        kept["style"] = button["style"]
    return kept


def _is_query(name: str, button: Json) -> bool:
    return name.startswith("switch_inline_query") and button.get(name) == ""


def _rows(rows: object) -> list[list[Json]]:
    if not isinstance(rows, list):
        raise BadRequestError('field "inline_keyboard" must be of type Array')
    kept = []
    for row in rows:
        if not isinstance(row, list):
            raise BadRequestError("can't parse inline keyboard: Field must be of type Array")
        if row:
            kept.append([_button(button) for button in row])
    if any(len(row) > _ROW_LIMIT for row in kept) or sum(map(len, kept)) > _BUTTON_LIMIT:
        raise BadRequestError("REPLY_MARKUP_TOO_LONG")
    return kept


def check_markup(markup: object) -> Json:
    """Return the `reply_markup` that a message keeps; keyboards below the input field vanish."""
    if markup is None:
        return {}
    if not isinstance(markup, dict):
        raise BadRequestError("object expected as reply markup")
    for name in ("force_reply", "remove_keyboard", "resize_keyboard", "one_time_keyboard"):
        flag_of(markup, name)
    if "keyboard" in markup:
        check_reply_keyboard(markup["keyboard"])
    if "inline_keyboard" not in markup:
        return {}
    rows = _rows(markup["inline_keyboard"])
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def read_markup_fields(params: Params) -> Json:
    """Return the fields that `reply_markup` adds to a message."""
    return check_markup(params.json("reply_markup", "reply keyboard markup"))
