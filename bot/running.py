"""The bot at work: Telegram, jobs, delivery and web pages together, ended in order."""

import asyncio
import hashlib
import hmac
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from telegram import Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot

from handlers.telegram.context import Listening, TelegramApp, bind_context
from handlers.telegram.routes import mount
from handlers.web.routes import routes
from handlers.web.webhook import Webhook
from jobs.deliver import Courier
from jobs.timetable import Job, timetable

from .adapters.ordering import ChatOrder
from .adapters.profile import announce
from .adapters.scheduler import Scheduler
from .adapters.telegram_http import ApiRequest
from .adapters.web import WebServer
from .app import Runtime
from .errors import ConfigError, NotSentError
from .services import Services
from .settings import Settings

log = logging.getLogger(__name__)

DRAIN_SECONDS = 8.0
"""How long a stopping program waits for all that is in flight: it is gone after ten seconds, when
`docker stop` would kill it."""
POLL_SECONDS = 30
UPDATES = ("message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member")
_EVERYWHERE = ""


class Ending:
    """When all that is in flight has to be over; the first who asks begins the end."""

    def __init__(self) -> None:
        self._at: float | None = None

    @property
    def at(self) -> float:
        """Return the moment, on the clock of the event loop."""
        if self._at is None:
            self._at = asyncio.get_running_loop().time() + DRAIN_SECONDS
        return self._at

    @property
    def left(self) -> float:
        """Return the seconds until then."""
        return max(self.at - asyncio.get_running_loop().time(), 0)

    async def wait_for(self, what: str, work: Awaitable[None]) -> None:
        """Await `work`, and leave it where it is when the time is over."""
        try:
            async with asyncio.timeout_at(self.at):
                await work
        except TimeoutError:
            log.warning("left where it was: %s", what)


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
        .context_types(ContextTypes(context=bind_context(runtime.services), chat_data=Listening))
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

    First no more updates are taken and nothing more is begun, then what is in flight may end,
    then everything closes: DRAIN_SECONDS after `stop` at the latest, whatever hangs.
    """
    settings, services = runtime.settings, runtime.services
    app, ending = build_telegram(runtime), Ending()
    with _open_server(settings) as server:
        async with (
            asyncio.TaskGroup() as group,
            _answering(app, ending),
            _working(group, runtime, ending) as courier,
            _serving(group, server, _web_app(runtime, app)),
            _listening(runtime, app, ending),
        ):
            log.info("running", extra={"facts": {"bot": services.bot_username}})
            announcing = group.create_task(_announce(app))
            await stop.wait()
            announcing.cancel()
            courier.stop()  # at once: to end listening takes a moment
            log.info("stopping")


async def keep_working(runtime: Runtime, stop: asyncio.Event) -> None:
    """Do the jobs and deliver until `stop` is set, beside other processes on the same database.

    Each job, and delivery, is done by one process at a time; another takes over when it ends.
    """
    async with asyncio.TaskGroup() as group, _working(group, runtime, Ending()) as courier:
        log.info("working", extra={"facts": {"bot": runtime.services.bot_username}})
        await stop.wait()
        courier.stop()
        log.info("stopping")


@asynccontextmanager
async def _answering(app: TelegramApp, ending: Ending) -> AsyncIterator[None]:
    """Have updates handled; at the end those that have come are handled first."""
    with _explaining():
        await app.initialize()
    try:
        await app.start()
        try:
            yield
        finally:
            await ending.wait_for("answers to people", app.stop())
    finally:
        await app.shutdown()


@asynccontextmanager
async def _working(
    group: asyncio.TaskGroup, runtime: Runtime, ending: Ending
) -> AsyncIterator[Courier]:
    """Do the jobs and deliver; what is in flight may end."""
    settings, services = runtime.settings, runtime.services
    courier = Courier(
        services, f"courier-{secrets.token_hex(4)}", per_second=settings.sends_per_second
    )
    scheduler = Scheduler()
    for job in timetable(
        services, runtime.ingest, ingest_every=timedelta(seconds=settings.ingest_interval)
    ):
        run = partial(_in_turn, services, job)
        scheduler.repeat(job.name, job.every, run, first_at=services.clock.now())
    await services.store.outbox.release()
    delivering = group.create_task(courier.run())
    scheduler.start()
    try:
        yield courier
    finally:
        courier.stop()
        await asyncio.gather(
            scheduler.stop(ending.left), asyncio.wait([delivering], timeout=ending.left)
        )
        delivering.cancel()


async def _in_turn(services: Services, job: Job) -> None:
    """Do a job unless another process is at it; what is left it finds at the next time."""
    async with services.store.turns.take(job.name) as is_ours:
        if is_ours:
            await job.run()


@asynccontextmanager
async def _serving(
    group: asyncio.TaskGroup, server: WebServer | None, web: Starlette
) -> AsyncIterator[None]:
    """Serve the web pages; at the end the answers under way are given, the webhook's too."""
    if server is None:
        yield
        return
    running = group.create_task(server.run(web))
    try:
        yield
    finally:
        server.stop()
        await asyncio.wait([running])


@asynccontextmanager
async def _listening(runtime: Runtime, app: TelegramApp, ending: Ending) -> AsyncIterator[None]:
    """Have updates come in, by long polling or by the webhook."""
    if app.updater is None:
        await _set_webhook(runtime.settings, app)
        yield
        return
    await app.updater.start_polling(
        timeout=POLL_SECONDS, bootstrap_retries=-1, allowed_updates=UPDATES
    )
    try:
        yield
    finally:
        await ending.wait_for("the last updates", app.updater.stop())


async def _set_webhook(settings: Settings, app: TelegramApp) -> None:
    try:
        with _explaining():
            await app.bot.set_webhook(
                settings.webhook_url,
                secret_token=_webhook_secret(settings),
                allowed_updates=UPDATES,
            )
    except BadRequest as error:
        raise ConfigError(
            f"TIDINGS_WEBHOOK_URL: {settings.webhook_url}: {error.message}"
        ) from error


@contextmanager
def _explaining() -> Iterator[None]:
    """Have it end the program in one line where Telegram cannot be reached at the start."""
    try:
        yield
    except BadRequest:
        raise  # not the network but what was asked; whoever asked it knows why
    except TelegramError as error:
        raise NotSentError(0, error.message) from error


async def _announce(app: TelegramApp) -> None:
    """Bring the bot's page up to date; without that it works all the same."""
    try:
        await announce(app.bot)
    except TelegramError as error:
        log.warning("commands and description not set", extra={"facts": {"error": error.message}})


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


@contextmanager
def _open_server(settings: Settings) -> Iterator[WebServer | None]:
    """Take the web port, before anything begins; None where no web server is wanted."""
    if not settings.web_port:
        if settings.webhook_url:
            raise ConfigError("TIDINGS_WEB_PORT: must not be 0 where TIDINGS_WEBHOOK_URL is set")
        yield None
        return
    try:
        server = WebServer(_EVERYWHERE, settings.web_port)
    except OSError as error:
        raise ConfigError(
            f"TIDINGS_WEB_PORT: port {settings.web_port}: {error.strerror}"
        ) from error
    try:
        yield server
    finally:
        server.stop()
