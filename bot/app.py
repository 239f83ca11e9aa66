"""The composition root: the only module that knows every other one."""

import asyncio
import hashlib
import hmac
import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot

from bot.core.concepts import Vocabulary
from bot.core.news import SourceSeed
from bot.core.tags import Taxonomy
from data.curated import curated_concepts, curated_sources, curated_tags, load_sources
from data.migrate import migrate
from data.store import open_store
from handlers.telegram.context import TelegramApp, bind_context
from handlers.telegram.routes import mount
from handlers.web.routes import routes
from handlers.web.webhook import Webhook
from jobs.deliver import Courier
from jobs.ingest import Ingest
from jobs.timetable import timetable

from .adapters.clock import SystemClock
from .adapters.gateway import Gateway
from .adapters.http import AiohttpFetcher, Politeness
from .adapters.messenger import TelegramMessenger
from .adapters.ordering import ChatOrder
from .adapters.profile import announce, who_am_i
from .adapters.ratelimit import Gate
from .adapters.reading import PooledReader
from .adapters.scheduler import Scheduler
from .adapters.telegram_http import AiohttpApi, ApiRequest
from .adapters.web import WebServer
from .errors import ConfigError, StoreError
from .i18n.catalog import open_translator
from .ports import Clock
from .services import Services
from .settings import Settings

log = logging.getLogger(__name__)

DRAIN_SECONDS = 10.0
"""How long a stopping program waits for what is in flight."""
POLL_SECONDS = 30
UPDATES = ("message", "callback_query", "inline_query", "my_chat_member")
_NOBODY = "0:nobody"
_EVERYWHERE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """Everything that is open while the program runs."""

    settings: Settings
    services: Services
    gateway: Gateway
    ingest: Ingest

    async def ask_name(self) -> str:
        """Ask Telegram once who the bot is."""
        return await who_am_i(self.gateway, self.services.clock, patience=())


@asynccontextmanager
async def open_runtime(
    settings: Settings,
    *,
    with_telegram: bool = False,
    clock: Clock | None = None,
    seeds: Sequence[SourceSeed] | None = None,
    politeness: Politeness | None = None,
) -> AsyncIterator[Runtime]:
    """Open all that handlers, jobs and commands need; close it in reverse order.

    `seeds` stand in for the sources file, `clock` for the computer's. Without Telegram no token
    is needed and nothing can be sent.
    """
    clock = clock or SystemClock()
    if seeds is None:
        seeds = read_sources(settings.sources_file)
    token = settings.telegram_token.get_secret_value()
    if with_telegram and not token:
        raise ConfigError("TIDINGS_TELEGRAM_TOKEN: is missing; @BotFather gives you one")
    try:
        await asyncio.to_thread(migrate, settings.database)
    except StoreError as error:
        variable = "TIDINGS_DATABASE_URL" if settings.database_url else "TIDINGS_STATE_DIR"
        raise ConfigError(f"{variable}: {error}") from error
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.database))
        await store.sources.sync(seeds, clock.now())
        fetcher = await stack.enter_async_context(
            AiohttpFetcher(
                clock,
                user_agent=_user_agent(settings),
                allow_private=settings.fetch_private_hosts,
                politeness=politeness,
            )
        )
        reader = PooledReader()
        stack.push_async_callback(reader.close)
        api = await stack.enter_async_context(AiohttpApi(settings.telegram_api, token or _NOBODY))
        gateway = Gateway(api, Gate(clock, settings.sends_per_second))
        services = Services(
            store=store,
            clock=clock,
            fetcher=fetcher,
            reader=reader,
            messenger=TelegramMessenger(gateway, clock, pays=settings.paid_broadcast),
            taxonomy=Taxonomy.load(curated_tags()),
            translator=open_translator,
            bot_username=await who_am_i(gateway, clock) if with_telegram else "",
            public_url=settings.public_url,
        )
        yield Runtime(
            settings=settings,
            services=services,
            gateway=gateway,
            ingest=Ingest(services, Vocabulary.load(curated_concepts())),
        )


def read_sources(path: Path | None) -> list[SourceSeed]:
    """Return the sources of a file, the curated ones where there is none."""
    if path is None:
        return curated_sources()
    try:
        return load_sources(path.read_text(encoding="utf-8"), path.name)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"TIDINGS_SOURCES_FILE: {path}: {reason}") from error


def build_telegram(runtime: Runtime) -> TelegramApp:
    """Return a Telegram application that sends through the gateway; not started yet."""
    settings = runtime.settings
    bot: ExtBot[None] = ExtBot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{settings.telegram_api}/bot",
        request=ApiRequest(runtime.gateway),
        get_updates_request=ApiRequest(runtime.gateway),
    )
    builder = (
        ApplicationBuilder()
        .bot(bot)
        .context_types(ContextTypes(context=bind_context(runtime.services)))
        .job_queue(None)
        .concurrent_updates(ChatOrder())
    )
    if settings.webhook_url:
        builder = builder.updater(None)
    app: TelegramApp = builder.build()
    mount(app)
    return app


async def keep_running(runtime: Runtime, stop: asyncio.Event) -> None:
    """Listen to Telegram, keep the clock and deliver until `stop` is set; then end in order.

    First no more updates are taken and nothing more is begun, then what is in flight has
    DRAIN_SECONDS to end, then everything closes.
    """
    settings, services = runtime.settings, runtime.services
    app = build_telegram(runtime)
    server = _open_server(settings)
    courier = Courier(
        services, f"courier-{secrets.token_hex(4)}", per_second=settings.sends_per_second
    )
    scheduler = Scheduler()
    for job in timetable(
        services, runtime.ingest, ingest_every=timedelta(seconds=settings.ingest_interval)
    ):
        scheduler.repeat(job.name, job.every, job.run, first_at=services.clock.now())
    await services.store.outbox.release()
    async with asyncio.TaskGroup() as group, app:
        if server is not None:
            group.create_task(server.run(_web_app(runtime, app)))
        await app.start()
        await _listen(runtime, app)
        delivering = group.create_task(courier.run())
        scheduler.start()
        log.info("running", extra={"facts": {"bot": services.bot_username}})
        try:
            await _announce(app)
            await stop.wait()
        finally:
            log.info("stopping")
            if app.updater is not None:
                await app.updater.stop()
            courier.stop()
            await asyncio.gather(
                scheduler.stop(DRAIN_SECONDS), asyncio.wait([delivering], timeout=DRAIN_SECONDS)
            )
            delivering.cancel()
            await app.stop()
            if server is not None:
                server.stop()


async def _announce(app: TelegramApp) -> None:
    """Bring the bot's page up to date; without that it works all the same."""
    try:
        await announce(app.bot)
    except TelegramError as error:
        log.warning("commands and description not set", extra={"facts": {"error": error.message}})


async def _listen(runtime: Runtime, app: TelegramApp) -> None:
    """Have updates come in, by long polling or by the webhook."""
    if app.updater is not None:
        await app.updater.start_polling(
            timeout=POLL_SECONDS, bootstrap_retries=-1, allowed_updates=UPDATES
        )
        return
    settings = runtime.settings
    await app.bot.set_webhook(
        settings.webhook_url, secret_token=_webhook_secret(settings), allowed_updates=UPDATES
    )


def _web_app(runtime: Runtime, app: TelegramApp) -> Starlette:
    settings = runtime.settings
    webhook = None
    if settings.webhook_url:

        async def receive(update: dict[str, Any]) -> None:
            await app.update_queue.put(Update.de_json(update, app.bot))

        webhook = Webhook(
            path=urlsplit(settings.webhook_url).path or "/",
            secret=_webhook_secret(settings),
            receive=receive,
        )
    return Starlette(routes=routes(runtime.services, webhook))


def _webhook_secret(settings: Settings) -> str:
    """Return the secret of the webhook: the operator's, or one made from the token.

    It has to be the same for every process and start (Bot API, setWebhook: A-Z a-z 0-9 _ -).
    """
    given = settings.webhook_secret.get_secret_value()
    token = settings.telegram_token.get_secret_value()
    return given or hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


def _open_server(settings: Settings) -> WebServer | None:
    if not settings.web_port:
        if settings.webhook_url:
            raise ConfigError("TIDINGS_WEB_PORT: must not be 0 where TIDINGS_WEBHOOK_URL is set")
        return None
    try:
        return WebServer(_EVERYWHERE, settings.web_port)
    except OSError as error:
        raise ConfigError(
            f"TIDINGS_WEB_PORT: port {settings.web_port}: {error.strerror}"
        ) from error


def _user_agent(settings: Settings) -> str:
    about = f"; +{settings.public_url}" if settings.public_url else ""
    return f"Tidings/{version('tidings')} (news digests for Telegram{about})"
