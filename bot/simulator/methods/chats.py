"""What the bot can learn about chats, and how it leaves them."""

from typing import Any

from bot.simulator.access import check_member, find_chat
from bot.simulator.errors import BadRequestError
from bot.simulator.members import member_json
from bot.simulator.params import Json, Params
from bot.simulator.people import ADMINISTRATORS
from bot.simulator.state import State

_PERMISSIONS = (
    "can_send_messages",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
)
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(state: State, params: Params) -> Any:
    """Bot API, getChat."""
    chat = find_chat(state, params)
    check_member(state, chat)
    full: Json = {
        **chat.json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if chat.kind in {"group", "supergroup"}:
        full["permissions"] = dict.fromkeys(_PERMISSIONS, chat.may_post)
    return full


def get_chat_member(state: State, params: Params) -> Any:
    """Bot API, getChatMember."""
    chat = find_chat(state, params)
    check_member(state, chat)
    user_id = params.integer("user_id")
    person = state.bot if user_id == state.bot.id else state.people.get(user_id)
    if person is None:
        raise BadRequestError("PARTICIPANT_ID_INVALID")
    if chat.person is not None:
        return member_json(person, "member")
    if chat.hides_members and not state.bot_rules(chat) and person is not state.bot:
        raise BadRequestError("CHAT_ADMIN_REQUIRED")
    return member_json(person, chat.status(user_id), may_post=chat.may_post)


def get_chat_administrators(state: State, params: Params) -> Any:
    """Bot API, getChatAdministrators: all but other bots."""
    chat = find_chat(state, params)
    check_member(state, chat)
    if chat.person is not None:
        raise BadRequestError("there are no administrators in the private chat")
    known = state.people | {state.bot.id: state.bot}
    return [
        member_json(known[user_id], status)
        for user_id, status in chat.members.items()
        if status in ADMINISTRATORS
    ]


def get_chat_member_count(state: State, params: Params) -> Any:
    """Bot API, getChatMemberCount."""
    chat = find_chat(state, params)
    check_member(state, chat)
    if chat.person is not None:
        return 2
    return sum(status not in {"left", "kicked"} for status in chat.members.values())


def leave_chat(state: State, params: Params) -> Any:
    """Bot API, leaveChat."""
    chat = find_chat(state, params)
    check_member(state, chat)
    if chat.person is not None:
        raise BadRequestError("chat member status can't be changed in private chats")
    before = state.bot_status(chat)
    chat.members[state.bot.id] = "left"
    state.push_bot_status(chat, state.bot, before, "left")
    return True
