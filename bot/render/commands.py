"""What Telegram shows before anybody writes: the commands menu and the bot's own description."""

from enum import StrEnum

from bot.i18n.catalog import Translator


class Scope(StrEnum):
    """For whom a commands menu is (Bot API, BotCommandScope)."""

    PRIVATE = "all_private_chats"
    GROUP = "all_group_chats"
    ADMINISTRATORS = "all_chat_administrators"


_READ = ("latest", "top", "tag", "tags", "story", "search", "share", "trends")
_DIGEST = ("subscribe", "unsubscribe", "pause", "digest", "preview", "follow", "mute", "unmute")
_SETTINGS = ("settings", "time", "timezone", "language")
_OWN = ("saved",)
_ABOUT = ("help", "about", "privacy", "export", "forget")

_IN_SCOPE = {
    Scope.PRIVATE: ("start", *_READ, *_OWN, *_DIGEST, *_SETTINGS, *_ABOUT),
    Scope.GROUP: (*_READ, "help"),
    Scope.ADMINISTRATORS: (*_READ, *_DIGEST, *_SETTINGS, *_ABOUT),
}

NAMES = frozenset(name for names in _IN_SCOPE.values() for name in names)
"""Every command that people see."""


def command_menu(t: Translator, scope: Scope) -> tuple[tuple[str, str], ...]:
    """Return the commands of a scope with their descriptions, the most used first."""
    descriptions = describe_commands(t)
    return tuple((command, descriptions[command]) for command in _IN_SCOPE[scope])


def describe_commands(t: Translator) -> dict[str, str]:
    """Return every command that people see, with its description (1-256 characters)."""
    return {
        "start": t("Set up your daily digest"),
        "latest": t("Newest stories"),
        "top": t("Highest scored of the day, week or month"),
        "tag": t("Stories of a tag, for example /tag chips"),
        "tags": t("All tags, to read, follow or mute"),
        "story": t("One story by its number"),
        "search": t("Search titles and texts"),
        "share": t("Links to share a story"),
        "saved": t("Stories you saved"),
        "trends": t("Chart of the tags of the last 30 days"),
        "subscribe": t("Daily digest on, for example /subscribe 8:00"),
        "unsubscribe": t("Daily digest off"),
        "digest": t("The digest as it would be now"),
        "preview": t("The next digest, and what stays out of it"),
        "pause": t("No digests for some days, for example /pause 7"),
        "follow": t("Tags, words or sources you want"),
        "mute": t("Tags, words or sources you do not want"),
        "unmute": t("Undo a follow or a mute"),
        "settings": t("Everything you can set"),
        "time": t("When your digest comes"),
        "timezone": t("Your time zone, by city or offset"),
        "language": t("Language of the bot and its stories"),
        "help": t("How everything works"),
        "about": t("What Tidings is"),
        "privacy": t("What is kept about you, and why"),
        "export": t("Everything I keep about you, as a file"),
        "forget": t("Delete everything I keep about you"),
    }


def describe_bot(t: Translator) -> str:
    """Return the text of an empty chat with the bot (1-512 characters)."""
    return t(
        "AI news from English and Chinese sources. All articles about one event become one story,"
        " scored from 0 to 100 for Hot, Quality and Impact.\n\nOnce a day, at your hour and in"
        " your language, you get the best of them. Or look around with /latest, /top and /tags."
    )


def describe_bot_briefly(t: Translator) -> str:
    """Return the text on the bot's profile and in shared links (1-120 characters)."""
    return t("AI news in English and Chinese: one story per event, scored, once a day.")
