"""What a message can ask a person for, by a button in the place of their keyboard."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Wish(StrEnum):
    """What a button in the place of a person's keyboard asks them for."""

    LOCATION = "location"
    CHANNEL = "channel"
    """A channel of theirs, in which the bot gets the right to post."""


@dataclass(frozen=True, slots=True)
class WishButton:
    """A button in the place of the keyboard, in private chats only (Bot API, KeyboardButton)."""

    text: str
    wish: Wish


CHANNEL_REQUEST = 1
"""The request_id of a Wish.CHANNEL; a button of another number is none of ours."""


def wish_fields(wish: WishButton) -> dict[str, Any]:
    """Return the parameter that puts a wish's button in the place of the keyboard."""
    button: dict[str, Any] = {"text": wish.text}
    if wish.wish is Wish.LOCATION:
        button["request_location"] = True
    else:
        # Whoever picks a channel can give the bot its rights in the same step.
        rights = dict.fromkeys(_NO_RIGHTS, False) | {"can_post_messages": True}
        button["request_chat"] = {
            "request_id": CHANNEL_REQUEST,
            "chat_is_channel": True,
            "user_administrator_rights": rights | {"can_promote_members": True},
            "bot_administrator_rights": rights,
        }
    return {
        "reply_markup": {
            "keyboard": [[button]],
            "resize_keyboard": True,
            "one_time_keyboard": True,
        }
    }


_NO_RIGHTS = (
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
"""Required members of ChatAdministratorRights."""
