"""The composition root: the only module that knows every other one."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from bot.core.concepts import Vocabulary
from bot.core.news import SourceSeed
from bot.core.tags import Taxonomy
from data.curated import curated_concepts, curated_sources, curated_tags, read_sources
from data.migrate import migrate
from data.store import open_store
from jobs.ingest import Ingest

from .adapters.charts import ChartPainter
from .adapters.clock import SystemClock
from .adapters.gateway import Gateway
from .adapters.hacker_news import HackerNews
from .adapters.http import AiohttpFetcher, Politeness
from .adapters.messenger import TelegramMessenger
from .adapters.profile import who_am_i
from .adapters.ratelimit import Gate
from .adapters.reading import PooledReader
from .adapters.telegram_http import AiohttpApi
from .adapters.writers import open_models
from .errors import ConfigError, StoreError
from .i18n.catalog import open_translator
from .ports import Clock
from .services import Services, Writers
from .settings import Settings

_NOBODY = "0:nobody"


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
    takes_sources: bool = False,
    clock: Clock | None = None,
    seeds: Sequence[SourceSeed] | None = None,
    politeness: Politeness | None = None,
) -> AsyncIterator[Runtime]:
    """Open all that handlers, jobs and commands need; close it in reverse order.

    `seeds` stand in for the sources file, `clock` for the computer's. Without Telegram no token
    is needed and nothing can be sent. Whoever reads the sources takes them as the list says
    (`takes_sources`); others only look, and take the list where the database is new.
    """
    clock = clock or SystemClock()
    if seeds is None:
        seeds = _seeds(settings.sources_file)
    token = settings.telegram_token.get_secret_value()
    if with_telegram and not token:
        raise ConfigError("TIDINGS_TELEGRAM_TOKEN: is missing; @BotFather gives you one")
    await asyncio.to_thread(migrate_database, settings)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.database))
        if takes_sources or await store.sources.is_empty():
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
        vocabulary = Vocabulary.load(curated_concepts())
        models = await stack.enter_async_context(
            open_models(
                settings.llm_model,
                embedding_model=settings.embedding_model,
                base_url=settings.llm_base_url,
                api_key=settings.llm_api_key.get_secret_value(),
                translator_url=settings.translator_url.get_secret_value(),
            )
        )
        services = Services(
            store=store,
            clock=clock,
            fetcher=fetcher,
            reader=reader,
            messenger=TelegramMessenger(gateway, clock, pays=settings.paid_broadcast),
            taxonomy=Taxonomy.load(curated_tags()),
            painter=ChartPainter(),
            translator=open_translator,
            writers=Writers(
                vocabulary=vocabulary,
                languages=settings.languages,
                daily_tokens=settings.llm_daily_tokens,
                analyst=models.analyst,
                interpreter=models.interpreter,
                embedder=models.embedder,
            ),
            bot_username=await who_am_i(gateway, clock) if with_telegram else "",
            public_url=settings.public_url,
            engagement=HackerNews(fetcher) if settings.hacker_news else None,
            resend_alerts=settings.resend_alerts,
            retention=timedelta(days=settings.retention_days),
            admins=settings.admins,
        )
        yield Runtime(
            settings=settings,
            services=services,
            gateway=gateway,
            ingest=Ingest(services, vocabulary),
        )


def migrate_database(settings: Settings) -> None:
    """Bring the schema up to date; raises ConfigError, which names the setting of the database."""
    try:
        migrate(settings.database)
    except StoreError as error:
        variable = "TIDINGS_DATABASE_URL" if settings.database_url else "TIDINGS_STATE_DIR"
        raise ConfigError(f"{variable}: {error}") from error


def _seeds(path: Path | None) -> list[SourceSeed]:
    """Return the sources of a file, the curated ones where there is none."""
    try:
        return curated_sources() if path is None else read_sources(path)
    except ValueError as error:
        raise ConfigError(f"TIDINGS_SOURCES_FILE: {error}") from error


def _user_agent(settings: Settings) -> str:
    about = f"; +{settings.public_url}" if settings.public_url else ""
    return f"Tidings/{version('tidings')} (news digests for Telegram{about})"
