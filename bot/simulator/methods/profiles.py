"""What the bot says about itself: setMyCommands, setMyName and their kin."""

import re
from collections.abc import Callable
from typing import Any

from bot.simulator.access import find_chat
from bot.simulator.errors import BadRequestError
from bot.simulator.params import Json, Params, word_of
from bot.simulator.profile import Profile
from bot.simulator.state import State

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_COMMAND_LIMIT = 100
_DESCRIPTION_LIMIT = 256
_WIDE_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise BadRequestError("invalid language code specified")
    return code


def _scope(state: State, params: Params) -> str:
    scope = params.object("scope", "bot command scope")
    kind = word_of(scope, "type") if scope else "default"
    if kind in _WIDE_SCOPES:
        return kind
    if kind not in _CHAT_SCOPES:
        raise BadRequestError("can't parse BotCommandScope: Unsupported type specified")
    chat = find_chat(state, Params(scope))
    return f"{kind}:{chat.id}:{scope['user_id']}" if "user_id" in scope else f"{kind}:{chat.id}"


def _command(given: object) -> Json:
    if not isinstance(given, dict) or "command" not in given or "description" not in given:
        raise BadRequestError("can't parse BotCommand: Can't find field \"command\"")
    command = str(given["command"]).strip().removeprefix("/")
    description = str(given["description"]).strip()
    if not _COMMAND.fullmatch(command):
        raise BadRequestError("BOT_COMMAND_INVALID")
    if not description:
        raise BadRequestError("command description must be non-empty")
    if len(description) > _DESCRIPTION_LIMIT:
        raise BadRequestError(f"command description length must not exceed {_DESCRIPTION_LIMIT}")
    return {"command": command, "description": description}


def set_my_commands(state: State, params: Params) -> Any:
    """Bot API, setMyCommands."""
    given = params.array("commands", "BotCommand") or []
    if len(given) > _COMMAND_LIMIT:
        raise BadRequestError("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(command) for command in given]
    state.profile.commands[_scope(state, params), _language(params)] = commands
    state.screens.show_all("commands", {})
    return True


def get_my_commands(state: State, params: Params) -> Any:
    """Bot API, getMyCommands."""
    return state.profile.commands.get((_scope(state, params), _language(params)), [])


def delete_my_commands(state: State, params: Params) -> Any:
    """Bot API, deleteMyCommands."""
    state.profile.commands.pop((_scope(state, params), _language(params)), None)
    state.screens.show_all("commands", {})
    return True


def _text_methods(
    name: str, limit: int, texts: Callable[[Profile], dict[str, str]]
) -> tuple[Callable[[State, Params], Any], Callable[[State, Params], Any]]:
    """Return the setter and getter of one text about the bot."""

    def set_text(state: State, params: Params) -> Any:
        text = params.text(name)
        if len(text) > limit:
            raise BadRequestError(f"{name} length must not exceed {limit}")
        texts(state.profile)[_language(params)] = text
        return True

    def get_text(state: State, params: Params) -> Any:
        stored = texts(state.profile)
        return {name: stored.get(_language(params)) or stored.get("", "")}

    return set_text, get_text


set_my_name, get_my_name = _text_methods("name", 64, lambda profile: profile.names)
set_my_description, get_my_description = _text_methods(
    "description", 512, lambda profile: profile.descriptions
)
set_my_short_description, get_my_short_description = _text_methods(
    "short_description", 120, lambda profile: profile.short_descriptions
)


def set_chat_menu_button(state: State, params: Params) -> Any:
    """Bot API, setChatMenuButton."""
    button = params.object("menu_button", "menu button") or {"type": "default"}
    if word_of(button, "type") not in {"commands", "web_app", "default"}:
        raise BadRequestError("can't parse MenuButton: Unsupported type specified")
    chat_id = find_chat(state, params).id if "chat_id" in params else 0
    state.profile.menu_buttons[chat_id] = button
    return True


def get_chat_menu_button(state: State, params: Params) -> Any:
    """Bot API, getChatMenuButton."""
    chat_id = find_chat(state, params).id if "chat_id" in params else 0
    buttons = state.profile.menu_buttons
    return buttons.get(chat_id) or buttons.get(0) or {"type": "commands"}
