"""What tests of jobs and web pages begin with: services over fakes."""

from dataclasses import dataclass
from functools import cache

from bot.adapters.charts import ChartPainter
from bot.core.concepts import Vocabulary
from bot.core.tags import Taxonomy
from bot.i18n.catalog import open_translator
from bot.services import Services, Writers
from data.curated import curated_concepts, curated_tags
from data.store import Store
from tests.fakes import FakeFetcher, FixedClock, InlineReader, RecordingMessenger


@cache
def taxonomy() -> Taxonomy:
    return Taxonomy.load(curated_tags())


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary.load(curated_concepts())


@dataclass(frozen=True)
class Bench:
    """Services, and the fakes behind them."""

    services: Services
    store: Store
    clock: FixedClock
    fetcher: FakeFetcher
    messenger: RecordingMessenger


def bench(store: Store) -> Bench:
    clock, fetcher, messenger = FixedClock(), FakeFetcher(), RecordingMessenger()
    services = Services(
        store=store,
        clock=clock,
        fetcher=fetcher,
        reader=InlineReader(),
        messenger=messenger,
        taxonomy=taxonomy(),
        painter=ChartPainter(),
        translator=open_translator,
        writers=Writers(vocabulary=vocabulary()),
        bot_username="tidings_bot",
        public_url="https://tidings.example",
    )
    return Bench(services, store, clock, fetcher, messenger)
