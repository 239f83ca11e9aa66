"""People talking to the whole bot: real python-telegram-bot, real store, simulated Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import httpx
from starlette.applications import Starlette

from bot.adapters.charts import ChartPainter
from bot.adapters.gateway import Gateway
from bot.adapters.messenger import TelegramMessenger
from bot.adapters.ratelimit import Gate
from bot.app import Runtime
from bot.core.concepts import Vocabulary
from bot.core.news import Fetched
from bot.core.tags import Taxonomy
from bot.i18n.catalog import open_translator
from bot.ports import Fetcher
from bot.running import build_telegram
from bot.services import Services, Writers
from bot.settings import Settings
from bot.simulator.api import create_simulator
from bot.simulator.limits import Limits
from bot.simulator.world import World
from data.curated import curated_concepts, curated_tags
from data.migrate import migrate
from data.store import open_store
from handlers.telegram.context import TelegramApp
from handlers.web.sample import sample_routes, sample_sources
from jobs.enrich import enrich
from jobs.ingest import Ingest
from tests.fakes import FakeFetcher, FixedClock, InlineReader
from tests.transport import AsgiApi

BOSS = 9
"""The operator."""
TOKEN = "123456:simulated"  # noqa: S105 - opens nothing
SITE = "http://sample.test"

SECONDS_A_TURN = 3.0
"""What a person needs to read an answer before they ask again."""

Json: TypeAlias = dict[str, Any]


@cache
def taxonomy() -> Taxonomy:
    """Return the tags, read once."""
    return Taxonomy.load(curated_tags())


@cache
def vocabulary() -> Vocabulary:
    """Return the concepts, read once."""
    return Vocabulary.load(curated_concepts())


class AsgiFetcher:
    """Fetches from an app in this process."""

    def __init__(self, app: Starlette) -> None:
        transport = httpx.ASGITransport(app=app)
        self._client = httpx.AsyncClient(transport=transport, base_url=SITE)

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        del etag, last_modified
        answer = await self._client.get(url)
        return Fetched(
            url=url,
            status=answer.status_code,
            body=answer.content,
            content_type=answer.headers.get("content-type", ""),
        )

    async def fetch_end(self, url: str) -> Fetched:
        return await self.fetch(url)


@asynccontextmanager
async def services_over(
    database: str,
    clock: FixedClock,
    world: World,
    fetcher: Fetcher,
    writers: Writers | None = None,
) -> AsyncIterator[Services]:
    """Open the services over a simulated Telegram."""
    api = AsgiApi(create_simulator(world), TOKEN)
    async with open_store(database) as store:
        yield Services(
            store=store,
            clock=clock,
            fetcher=fetcher,
            reader=InlineReader(),
            messenger=TelegramMessenger(Gateway(api, Gate(clock, 1000)), clock),
            taxonomy=taxonomy(),
            painter=ChartPainter(),
            translator=open_translator,
            writers=writers or Writers(vocabulary=vocabulary()),
            bot_username="tidings_bot",
            public_url="https://tidings.example",
            admins=frozenset({BOSS}),
        )


async def read_sample_news(database: str) -> None:
    """Fill a new database with the sample news, by the real jobs."""
    clock = FixedClock()
    migrate(database)
    world = World(now=lambda: 0, bot_token=TOKEN, bot_username="tidings_bot")
    fetcher = AsgiFetcher(Starlette(routes=sample_routes(clock)))
    async with services_over(database, clock, world, fetcher) as services:
        await services.store.sources.sync(sample_sources(SITE), clock.now())
        await Ingest(services, vocabulary()).run()
        while await enrich(services):
            pass


class Talk:
    """A world of people, and the bot that answers them when it is their turn."""

    may_fail = False
    """Whether this conversation is about something that goes wrong on our side."""

    def __init__(
        self,
        world: World,
        app: TelegramApp,
        services: Services,
        clock: FixedClock,
        fetcher: FakeFetcher,
    ) -> None:
        self.world = world
        self.app = app
        self.services = services
        self.clock = clock
        self.fetcher = fetcher
        self._offset = 0

    async def pump(self) -> None:
        """Have the bot take up everything that was said."""
        self.clock.advance(SECONDS_A_TURN)
        for update in await self.app.bot.get_updates(offset=self._offset, timeout=0):
            self._offset = update.update_id + 1
            await self.app.process_update(update)

    async def ask(
        self, user_id: int, text: str, chat_id: int | None = None, *, thread_id: int = 0
    ) -> list[Json]:
        """Type a message; return what the bot says to it, oldest first."""
        self.world.say(user_id, text, chat_id, thread_id=thread_id)
        return await self.heard(user_id if chat_id is None else chat_id)

    async def heard(self, chat_id: int) -> list[Json]:
        """Have the bot take its turn; return what it newly says in a chat, oldest first."""
        known = {message["message_id"] for message in self.world.messages(chat_id)}
        await self.pump()
        return [m for m in self.world.messages(chat_id) if m["message_id"] not in known]

    async def ask_one(
        self, user_id: int, text: str, chat_id: int | None = None, *, thread_id: int = 0
    ) -> Json:
        """Type a message that gets exactly one answer."""
        (answer,) = await self.ask(user_id, text, chat_id, thread_id=thread_id)
        return answer

    async def press(
        self, user_id: int, message: Json, label: str, chat_id: int | None = None
    ) -> Json:
        """Press the button that shows `label`; return the message as it is then."""
        return await self.press_data(user_id, message, find_button(message, label), chat_id)

    async def press_data(
        self, user_id: int, message: Json, data: str, chat_id: int | None = None
    ) -> Json:
        """Press a button with any data, forged ones included."""
        where = user_id if chat_id is None else chat_id
        self.world.press(user_id, message["message_id"], data, chat_id)
        await self.pump()
        return next(
            (m for m in self.world.messages(where) if m["message_id"] == message["message_id"]), {}
        )

    async def open(
        self, user_id: int, message: Json, label: str, chat_id: int | None = None
    ) -> Json:
        """Press a button that leaves its message alone and sends exactly one other."""
        where = user_id if chat_id is None else chat_id
        before = self.world.messages(where)
        assert await self.press(user_id, message, label, chat_id) == message
        (opened,) = self.world.messages(where)[len(before) :]
        return dict(opened)

    def last(self, chat_id: int) -> Json:
        """Return the newest message of a chat."""
        newest: Json = self.world.messages(chat_id)[-1]
        return newest

    def toast(self) -> str:
        """Return what the bot said above the button pressed last."""
        calls = [call for call in self.world.calls if call.method == "answerCallbackQuery"]
        return str(calls[-1].values.get("text", ""))


def buttons(message: Json) -> list[tuple[str, str]]:
    """Return label and callback data (or URL) of every button."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [(b["text"], b.get("callback_data") or b.get("url") or "") for row in rows for b in row]


def labels(message: Json) -> list[str]:
    """Return what is written on the buttons."""
    return [label for label, _ in buttons(message)]


def find_button(message: Json, label: str) -> str:
    """Return the callback data of the first button whose label holds `label`."""
    found = [data for shown, data in buttons(message) if label in shown]
    assert found, f"no button {label!r} among {labels(message)}"
    return found[0]


def words(message: Json) -> str:
    """Return what a message says; a rich one block by block, folded parts included."""
    return str(message["text"]) if "text" in message else _words(message["rich_message"]["blocks"])


def _words(node: Any) -> str:
    if isinstance(node, list):
        between = "" if any(isinstance(one, str) for one in node) else "\n"
        return between.join(map(_words, node))
    if isinstance(node, str):
        return node
    return _words([node[part] for part in ("summary", "text", "blocks", "items") if part in node])


def expandable(message: Json) -> bool:
    """Tell whether a message folds something away."""
    return any(entity["type"] == "expandable_blockquote" for entity in message["entities"])


@asynccontextmanager
async def talking(database: Path, writers: Writers | None = None) -> AsyncIterator[Talk]:
    """Open a bot over a database, a copy of the sample news for example."""
    clock = FixedClock()
    world = World(
        now=lambda: clock.now().timestamp(),
        bot_token=TOKEN,
        bot_username="tidings_bot",
        limits=Limits.off(),
    )
    settings = Settings(telegram_token=TOKEN, state_dir=database.parent, _env_file=None)
    database_url = f"sqlite:///{database}"
    fetcher = FakeFetcher()
    async with services_over(database_url, clock, world, fetcher, writers) as services:
        api = AsgiApi(create_simulator(world), TOKEN)
        runtime = Runtime(
            settings=settings,
            services=services,
            gateway=Gateway(api, Gate(clock, 1000)),
            ingest=Ingest(services, vocabulary()),
        )
        app = build_telegram(runtime)
        async with app:
            yield Talk(world, app, services, clock, fetcher)
