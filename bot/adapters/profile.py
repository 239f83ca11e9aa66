"""The bot's own page in Telegram: its menus of commands and its description, per language."""

from telegram import Bot, BotCommandScope

from bot.i18n.catalog import INTERFACE_LANGUAGES, SOURCE_LANGUAGE, open_translator
from bot.render.commands import Scope, command_menu, describe_bot, describe_bot_briefly


async def announce(bot: Bot) -> None:
    """Tell Telegram the commands and descriptions of every interface language."""
    for language in INTERFACE_LANGUAGES:
        t = open_translator(language)
        # Telegram knows two-letter codes only; what has none of its own is shown the default.
        code = None if language == SOURCE_LANGUAGE else language.partition("-")[0]
        for scope in Scope:
            await bot.set_my_commands(
                command_menu(t, scope), scope=BotCommandScope(scope.value), language_code=code
            )
        await bot.set_my_description(describe_bot(t), language_code=code)
        await bot.set_my_short_description(describe_bot_briefly(t), language_code=code)
