"""`tidings demo`: the whole bot against the simulator, with sample news and a clock to skip."""

import asyncio
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from bot.adapters.clock import SkippingClock
from bot.adapters.http import Politeness
from bot.adapters.web import WebServer
from bot.app import Runtime, open_runtime
from bot.core.audience import ChatId, ChatKind
from bot.core.places import parse_zone
from bot.errors import ConfigError
from bot.i18n.catalog import pick_language
from bot.running import keep_running
from bot.settings import Settings, load_settings
from bot.simulator.api import create_simulator
from bot.simulator.state import FIRST_ID
from bot.simulator.world import World
from data.sample import load_sample, sample_length
from handlers.web.routes import routes
from handlers.web.sample import sample_routes, sample_sources
from jobs.digest import plan_digests
from jobs.enrich import enrich, rescore_active
from jobs.review import plan_reviews

from .ingesting import read_all
from .serving import stop_signal
from .terminal import open_progress, say

LOOPBACK = "127.0.0.1"
_TOKEN = "1:demo"  # noqa: S105 - opens nothing outside this process
_QUICKLY = Politeness(at_once=16, gap=0)
"""Nobody else is on this server."""


class DemoControls:
    """The web chat's clock: moves to the next digest and lets the bot do what is due then."""

    def __init__(self, clock: SkippingClock) -> None:
        self._clock = clock
        self._last_news_at = clock.now() + sample_length(load_sample())
        self._runtime: Runtime | None = None
        self._skipping = asyncio.Lock()
        self._early: list[tuple[int, str, str]] = []
        """Who came before the bot was there, as on a page that outlived another demo."""

    async def attach(self, runtime: Runtime) -> None:
        """Get hold of the bot, which starts after the simulator."""
        self._runtime = runtime
        while self._early:
            await self.arrive(*self._early.pop())

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        return self._clock.now().timestamp()

    def is_over(self) -> bool:
        """Tell whether the last of the sample news is out."""
        return self._clock.now() >= self._last_news_at

    async def arrive(self, user_id: int, language_code: str, time_zone: str) -> None:
        """Have the bot know a new person's zone, so that its clock and the page's agree."""
        if self._runtime is None:
            self._early.append((user_id, language_code, time_zone))
            return
        zone = parse_zone(time_zone)
        if zone is None:
            return  # it guesses by the language, as it does in Telegram
        await self._runtime.services.store.audience.ensure(
            ChatId(user_id),
            kind=ChatKind.PRIVATE,
            language=pick_language(language_code),
            timezone=zone,
            now=self._clock.now(),
        )

    async def next_event(self, chat_id: int, topic: int) -> float | None:
        """Return when the next digest or review comes to a chat or topic, None where none will."""
        slot = await self._next_slot(chat_id, topic)
        return slot.timestamp() if slot else None

    async def skip(self, chat_id: int, topic: int, *, seen: float) -> None:
        """Move the clock to that moment, read the news of the meantime and send what is due."""
        async with self._skipping:
            slot = await self._next_slot(chat_id, topic)
            if slot is None or slot.timestamp() != seen or self._runtime is None:
                return
            services = self._runtime.services
            self._clock.skip_to(slot)
            await self._runtime.ingest.visit(await services.store.sources.all())
            await enrich(services)
            await rescore_active(services)
            await plan_digests(services)
            await plan_reviews(services)

    async def _next_slot(self, chat_id: int, topic: int) -> datetime | None:
        if self._runtime is None:
            return None
        subscriber = await self._runtime.services.store.audience.get(ChatId(chat_id), topic)
        if subscriber is None:
            return None
        slots = (subscriber.next_digest_at, subscriber.next_review_at)
        return min((slot for slot in slots if slot is not None), default=None)


async def demo(*, port: int, opens_browser: bool) -> None:
    """Serve the web chat until Ctrl-C; nothing is left behind."""
    stop = stop_signal()
    clock = SkippingClock()
    controls = DemoControls(clock)
    world = World(now=controls.now, bot_token=_TOKEN, keep_calls=False)
    pages = Starlette()
    mounts = [*sample_routes(clock), Mount("/", pages)]
    simulator = create_simulator(world, controls=controls, mounts=mounts)
    server = _listen(port)
    address = f"http://{LOOPBACK}:{server.port}"
    with tempfile.TemporaryDirectory(prefix="tidings-demo-") as folder:
        async with asyncio.TaskGroup() as group:
            group.create_task(server.run(simulator))
            try:
                settings = demo_settings(address, Path(folder))
                async with _open(settings, clock) as runtime:
                    await controls.attach(runtime)
                    pages.routes.extend(routes(runtime.services))
                    say(f"Tidings is at {address}/ - press Ctrl-C to end it.")
                    if opens_browser:
                        webbrowser.open(address)
                    await keep_running(runtime, stop)
            finally:
                server.stop()


def demo_settings(address: str, folder: Path) -> Settings:
    """Return settings of the demo's own; the operator's are left alone.

    Whoever opens the demo first is its operator, so that they can try `/admin`.
    """
    return load_settings(
        _env_file=None,
        telegram_token=_TOKEN,
        telegram_api=address,
        database_url="",
        state_dir=folder,
        fetch_private_hosts=True,
        public_url=address,
        web_port=0,
        webhook_url="",
        admins=frozenset({FIRST_ID}),
    )


@asynccontextmanager
async def _open(settings: Settings, clock: SkippingClock) -> AsyncIterator[Runtime]:
    """Open the bot with the sample news read, so that the first answer holds stories."""
    seeds = sample_sources(settings.telegram_api)
    async with open_runtime(
        settings,
        with_telegram=True,
        takes_sources=True,
        clock=clock,
        seeds=seeds,
        politeness=_QUICKLY,
    ) as runtime:
        with open_progress() as progress:
            await read_all(runtime, progress)
        yield runtime


def _listen(port: int) -> WebServer:
    try:
        return WebServer(LOOPBACK, port)
    except OSError as error:
        raise ConfigError(f"--port: cannot listen on port {port}: {error.strerror}") from error
