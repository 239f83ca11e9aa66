"""What a message becomes as a post of a channel, which all its readers see."""

from typing import Any

from .actions import OpenStory, ShareStory, ToggleDetails
from .callbacks import decode
from .choices import ShowTrends
from .outgoing import Fields

_FOR_READERS = (OpenStory, ToggleDetails, ShareStory, ShowTrends)
"""What opens in a reader's own chat with the bot. What is their own affair alone, such as saving a
story or muting it, stands there under its card."""


def post_fields(fields: Fields) -> Fields:
    """Return what `message_fields` gave, without buttons that are not for a channel's readers."""
    post = {name: value for name, value in fields.items() if name != "reply_markup"}
    rows = fields.get("reply_markup", {}).get("inline_keyboard", ())
    kept = [some for row in rows if (some := [one for one in row if _is_for_readers(one)])]
    return post | ({"reply_markup": {"inline_keyboard": kept}} if kept else {})


def _is_for_readers(button: dict[str, Any]) -> bool:
    data = button.get("callback_data")
    return data is None or isinstance(decode(data), _FOR_READERS)
