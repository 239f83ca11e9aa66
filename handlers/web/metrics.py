"""Figures for Prometheus, counted when it asks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.core.admin import source_state
from bot.core.outgoing import HourOfDelivery
from bot.services import Services


class _Figures(Collector):
    """What was counted, in the form that the library prints."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = list(families)

    def collect(self) -> Iterable[Metric]:
        """Return the figures."""
        return self._families


def metrics_routes(services: Services) -> list[Route]:
    """Return the route of the figures (Prometheus text exposition format)."""

    async def metrics(request: Request) -> Response:
        """Answer with how much there is of what, and how delivery goes."""
        del request
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Figures(await _count(services, services.clock.now())))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return [Route("/metrics", metrics)]


async def _count(services: Services, now: datetime) -> list[Metric]:
    store = services.store
    figures = await store.counts.figures(now)
    sources = Counter(source_state(source) for source in await store.sources.all())
    waiting = await store.outbox.depths()
    tokens = await store.models.spent(now)
    return [
        _gauges("parcels", "Messages in the outbox, not done with.", "state", waiting.items()),
        *_delivery(await store.outbox.hours(now, last=1)),
        _gauges("sources", "Feeds by how they fare.", "state", sources.items()),
        _gauges("subscribers", "Chats with a digest.", "language", figures.languages.items()),
        _gauge("stories_day", "Stories that began in the last 24 hours.", figures.stories_day),
        _gauge("articles_day", "Articles of the last 24 hours.", figures.articles_day),
        _gauge("model_tokens", "Tokens of models and translators today (UTC).", tokens),
    ]


def _delivery(hours: Sequence[HourOfDelivery]) -> Iterator[Metric]:
    """Yield how delivery goes in the hour that runs; `hours` is empty where nothing happened."""
    outcomes = dict.fromkeys(("sent", "retried", "parked", "unconfirmed"), 0)
    lateness: dict[str, float] = {}
    for hour in hours:
        outcomes = {
            "sent": hour.sent,
            "retried": hour.retried,
            "parked": hour.parked,
            "unconfirmed": hour.unconfirmed,
        }
        lateness = {
            "0.5": hour.late_p50.total_seconds(),
            "0.99": hour.late_p99.total_seconds(),
        }
    yield _gauges(
        "hour_parcels", "Messages of the hour that runs (UTC).", "outcome", outcomes.items()
    )
    yield _gauges(
        "hour_lateness_seconds",
        "From slot to arrival, this hour (UTC).",
        "quantile",
        lateness.items(),
    )


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(f"tidings_{name}", about, value=value)


def _gauges(name: str, about: str, label: str, values: Iterable[tuple[str, float]]) -> Metric:
    """Return a figure for each value of a label."""
    family = GaugeMetricFamily(f"tidings_{name}", about, labels=[label])
    for key, value in values:
        family.add_metric([key], value)
    return family
