"""What the bot says of itself in each language that Telegram knows."""

from telegram import Bot

from bot.adapters.gateway import Gateway
from bot.adapters.profile import announce
from bot.adapters.ratelimit import Gate
from bot.adapters.telegram_http import ApiRequest
from bot.i18n.catalog import open_translator
from bot.render.commands import describe_bot
from bot.simulator.api import create_simulator
from bot.simulator.profile import localized
from bot.simulator.world import World
from tests.fakes import NOON, FixedClock
from tests.transport import AsgiApi

TOKEN = "123456:simulated"  # noqa: S105 - opens nothing


async def test_a_code_for_two_scripts_shows_the_first_and_what_is_unknown_english() -> None:
    world = World(now=NOON.timestamp, bot_token=TOKEN)
    gateway = Gateway(AsgiApi(create_simulator(world), TOKEN), Gate(FixedClock(), 1000))
    bot = Bot(TOKEN, request=ApiRequest(gateway))

    await announce(bot)

    shown = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hans", "de-AT": "de", "pt-BR": "en", "": "en"}
    for code, language in shown.items():
        description = localized(world.profile.descriptions, code)
        assert description == describe_bot(open_translator(language))
