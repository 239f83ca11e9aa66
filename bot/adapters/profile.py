"""The bot itself in Telegram: its name, its menus of commands and its description."""

import logging
from collections.abc import Sequence

from telegram import Bot, BotCommandScope

from bot.errors import ConfigError, DeliveryError, NotSentError
from bot.i18n.catalog import INTERFACE_LANGUAGES, SOURCE_LANGUAGE, open_translator
from bot.ports import Clock
from bot.render.commands import Scope, command_menu, describe_bot, describe_bot_briefly

from .gateway import Gateway, read_answer
from .refusals import refusal

log = logging.getLogger(__name__)

PATIENCE = (1, 2, 4, 8)
"""Seconds between the first tries to reach Telegram."""
_UNKNOWN_TOKEN = frozenset({401, 404})


async def announce(bot: Bot) -> None:
    """Tell Telegram the commands and descriptions of every interface language."""
    for code, language in _languages().items():
        t = open_translator(language)
        for scope in Scope:
            await bot.set_my_commands(
                command_menu(t, scope), scope=BotCommandScope(scope.value), language_code=code
            )
        await bot.set_my_description(describe_bot(t), language_code=code)
        await bot.set_my_short_description(describe_bot_briefly(t), language_code=code)


def _languages() -> dict[str | None, str]:
    """Return our languages by the codes Telegram knows, None for the default.

    Codes have two letters: of two scripts of one language the first of ours is shown to both.
    """
    codes: dict[str | None, str] = {None: SOURCE_LANGUAGE}
    for language in INTERFACE_LANGUAGES:
        if language != SOURCE_LANGUAGE:
            codes.setdefault(language.partition("-")[0], language)
    return codes


async def who_am_i(gateway: Gateway, clock: Clock, *, patience: Sequence[float] = PATIENCE) -> str:
    """Return the bot's username, patiently: after a reboot the network may come later than we.

    Raises:
        ConfigError: Telegram does not know the token.
        DeliveryError: Telegram cannot be reached.
    """
    for wait in (*patience, 0):
        try:
            return await _ask_name(gateway)
        except DeliveryError as error:
            if not wait:
                hint = "see whether TIDINGS_TELEGRAM_API can be reached from here"
                raise NotSentError(0, f"{error.reason}; {hint}") from error
            log.warning("no answer from Telegram", extra={"facts": {"error": error.reason}})
            await clock.sleep(wait)
    raise AssertionError("the last try returns or raises")


async def _ask_name(gateway: Gateway) -> str:
    status, body = await gateway.post("getMe", b"{}")
    answer = read_answer(body)
    if answer.get("ok"):
        return str(answer["result"].get("username", ""))
    error = refusal(0, status, answer)
    if status in _UNKNOWN_TOKEN:
        reason = f"Telegram does not take it: {error.reason}"
        raise ConfigError(f"TIDINGS_TELEGRAM_TOKEN: {reason}")
    raise error
