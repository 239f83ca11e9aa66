"""What the bot says about itself, by language and scope (Bot API, setMyCommands and others)."""

from dataclasses import dataclass, field

from .params import Json

_SCOPES_OF_PRIVATE = ("all_private_chats", "default")


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

    def commands_of(self, chat_id: int, language_code: str) -> list[Json]:
        """Return the commands a person sees in their private chat, as Telegram looks them up."""
        language = language_code[:2]
        for scope in (f"chat:{chat_id}", *_SCOPES_OF_PRIVATE):
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []


def localized(texts: dict[str, str], language_code: str) -> str:
    """Return the text of a language, or the one for all others."""
    return texts.get(language_code[:2]) or texts.get("", "")
