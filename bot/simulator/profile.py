"""What the bot says about itself, by language and scope (Bot API, setMyCommands and others)."""

from dataclasses import dataclass, field

from .params import Json
from .people import Chat


@dataclass(slots=True)
class Profile:
    """Names, descriptions, commands and menu buttons."""

    names: dict[str, str] = field(default_factory=dict[str, str])
    descriptions: dict[str, str] = field(default_factory=dict[str, str])
    short_descriptions: dict[str, str] = field(default_factory=dict[str, str])
    commands: dict[tuple[str, str], list[Json]] = field(
        default_factory=dict[tuple[str, str], list[Json]]
    )
    """By scope key and two-letter language, "" for all languages."""
    menu_buttons: dict[int, Json] = field(default_factory=dict[int, Json])
    """By chat id, 0 for all chats."""

    def commands_of(self, chat: Chat, user_id: int, language_code: str) -> list[Json]:
        """Return the commands a person sees in a chat, as Telegram looks them up."""
        language = language_code[:2]
        for scope in _scopes_of(chat, user_id):
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []


def _scopes_of(chat: Chat, user_id: int) -> list[str]:
    """Return the scopes to look in (Bot API, BotCommandScope); channels have no commands."""
    if chat.kind == "channel":
        return []
    if chat.person is not None:
        return [f"chat:{chat.id}", "all_private_chats", "default"]
    mine, everybodys = f"chat_administrators:{chat.id}", "all_chat_administrators"
    rules = chat.is_ruled_by(user_id)
    return [
        f"chat_member:{chat.id}:{user_id}",
        *([mine] if rules else []),
        f"chat:{chat.id}",
        *([everybodys] if rules else []),
        "all_group_chats",
        "default",
    ]


def localized(texts: dict[str, str], language_code: str) -> str:
    """Return the text of a language, or the one for all others."""
    return texts.get(language_code[:2]) or texts.get("", "")
