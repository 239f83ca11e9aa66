"""Client libraries that know nothing of the simulator hold a conversation through it."""

from typing import Any
from urllib.parse import urlencode

import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
)
from telegram.request import BaseRequest, RequestData
from telegram.warnings import PTBDeprecationWarning

from bot.simulator.api import create_simulator
from bot.simulator.world import World
from tests.transport import AsgiApi

from .clients import TOKEN, make_world


class AsgiRequest(BaseRequest):
    """python-telegram-bot's network, without one."""

    def __init__(self, api: AsgiApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        assert method == "POST"
        name = url.rpartition("/")[2]
        if request_data is not None and request_data.contains_files:
            raise AssertionError("these tests send no files")
        form = urlencode(request_data.json_parameters if request_data else {})
        content_type = "application/x-www-form-urlencoded"
        return await self._api.post(name, form.encode(), content_type=content_type)


class AsgiSession(BaseSession):
    """aiogram's network, without one."""

    def __init__(self, api: AsgiApi) -> None:
        super().__init__()
        self._api = api

    async def make_request(
        self,
        bot: AiogramBot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's own
    ) -> TelegramType:
        del timeout
        values = method.model_dump(exclude_none=True)
        fields = {
            key: self.prepare_value(value, bot=bot, files={}) for key, value in values.items()
        }
        form = urlencode({key: value for key, value in fields.items() if value is not None})
        status, body = await self._api.post(
            method.__api_method__, form.encode(), content_type="application/x-www-form-urlencoded"
        )
        answer = self.check_response(bot, method, status, body.decode())
        assert answer.result is not None
        return answer.result

    async def close(self) -> None:
        """There is nothing to close."""

    def stream_content(self, *_: Any, **__: Any) -> Any:
        raise AssertionError("these tests download nothing")


@pytest.fixture
def world() -> World:
    world = make_world()
    world.add_user(7, "Ada")
    return world


Context = ContextTypes.DEFAULT_TYPE


async def latest(update: Update, context: Context) -> None:
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Open", callback_data="o:1")]])
    await update.message.reply_text(
        f"<b>{' '.join(context.args or [])}</b>\n<blockquote expandable>Why</blockquote>",
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard,
    )


async def opened(update: Update, _context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Opened")
    await update.callback_query.edit_message_text(f"story {update.callback_query.data}")


async def searched(update: Update, _context: Context) -> None:
    assert update.inline_query is not None
    await update.inline_query.answer([])


def application(world: World) -> Application[Any, Any, Any, Any, Any, Any]:
    request = AsgiRequest(AsgiApi(create_simulator(world), TOKEN))
    built = (
        ApplicationBuilder()
        .token(TOKEN)
        .request(request)
        .get_updates_request(request)
        .job_queue(None)
        .build()
    )
    built.add_handler(CommandHandler("latest", latest))
    built.add_handler(CallbackQueryHandler(opened))
    built.add_handler(InlineQueryHandler(searched))
    return built


async def test_python_telegram_bot_polls_answers_edits_and_serves_inline(world: World) -> None:
    app = application(world)
    async with app:
        assert app.bot.username == "tidings_bot"
        world.say(7, "/latest 5")
        for update in await app.bot.get_updates(timeout=1):
            await app.process_update(update)
        shown = world.messages(7)[-1]
        world.press(7, shown["message_id"], "o:1")
        asked = world.inline(7, "chips")
        for update in (await app.bot.get_updates(timeout=1))[1:]:
            await app.process_update(update)

    assert [e["type"] for e in shown["entities"]] == ["bold", "expandable_blockquote"]
    assert world.messages(7)[-1]["text"] == "story o:1"
    assert asked.answer is not None


async def test_python_telegram_bot_runs_its_own_long_polling(world: World) -> None:
    app = application(world)
    async with app:
        assert app.updater is not None
        await app.start()
        await app.updater.start_polling(timeout=1)
        world.screens.open(7)
        world.say(7, "/latest 5")
        await world.screens.wait(7, 1)
        await app.updater.stop()
        await app.stop()

    assert [m["text"] for m in world.messages(7)] == ["/latest 5", "5\nWhy"]
    assert await app.bot.get_updates(timeout=0) == ()


async def test_python_telegram_bot_tells_refusals_apart(world: World) -> None:
    bot = application(world).bot
    world.say(7, "/start")
    old = world.create_group("News", 7)
    world.add_bot_to_group(old.id, 7)
    new = world.migrate(old.id, 7)

    with pytest.raises(BadRequest, match="unsupported start tag"):
        await bot.send_message(7, "<x>", parse_mode=ParseMode.HTML)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.id, "x")
    world.fail_next("throttled", retry_after=9)
    with pytest.warns(PTBDeprecationWarning), pytest.raises(RetryAfter, match="9"):
        await bot.send_message(7, "x")
    world.block(7)
    with pytest.raises(Forbidden):
        await bot.send_message(7, "x")
    await bot.set_webhook("https://bot.example.com")
    with pytest.raises(Conflict):
        await bot.get_updates()

    assert moved.value.new_chat_id == new.id
    assert (await bot.get_webhook_info()).url == "https://bot.example.com"


async def test_python_telegram_bot_reads_chats_and_members(world: World) -> None:
    bot = application(world).bot
    group = world.create_group("News", 7, kind="supergroup")
    world.add_bot_to_group(group.id, 7, is_administrator=True)

    assert (await bot.get_chat(group.id)).title == "News"
    admins = await bot.get_chat_administrators(group.id)
    assert [a.status for a in admins] == ["creator", "administrator"]
    await bot.set_my_commands([("help", "Show help")], language_code="en")
    assert [c.command for c in await bot.get_my_commands(language_code="en")] == ["help"]


async def test_aiogram_understands_every_answer(world: World) -> None:
    bot = AiogramBot(TOKEN, session=AsgiSession(AsgiApi(create_simulator(world), TOKEN)))
    world.say(7, "/start")

    assert (await bot.get_me()).username == "tidings_bot"
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start"
    sent = await bot.send_message(
        7, "<tg-time unix='5' format='r'>soon</tg-time>", parse_mode="HTML"
    )
    assert [e.unix_time for e in sent.entities or []] == [5]
    assert (await bot.copy_message(7, 7, sent.message_id)).message_id == sent.message_id + 1
    world.fail_next("throttled", retry_after=9)
    with pytest.raises(TelegramRetryAfter) as throttled:
        await bot.send_message(7, "x")
    assert throttled.value.retry_after == 9
