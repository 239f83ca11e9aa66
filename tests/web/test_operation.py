"""Health and webhook: what platforms and Telegram ask of the web server."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from bot.errors import StoreError
from data.store import Store
from handlers.web.health import health_routes
from handlers.web.routes import routes
from handlers.web.webhook import LONGEST_UPDATE, SECRET_HEADER, Webhook
from tests.data import given
from tests.factories import bench

SECRET = {SECRET_HEADER: "sesame"}


@pytest.fixture
def updates() -> list[dict[str, Any]]:
    return []


@pytest.fixture
async def web(store: Store, updates: list[dict[str, Any]]) -> AsyncIterator[httpx.AsyncClient]:
    async def receive(update: dict[str, Any]) -> None:
        updates.append(update)

    webhook = Webhook(path="/hook", secret="sesame", receive=receive)  # noqa: S106 - a test's own
    app = Starlette(routes=routes(bench(store).services, webhook))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://bot.test"
    ) as client:
        yield client


async def test_a_healthy_bot_says_so(web: httpx.AsyncClient) -> None:
    answer = await web.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_without_its_database_it_is_not_healthy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: object) -> None:
        raise StoreError("gone")

    monkeypatch.setattr(type(store.outbox), "depths", fail)
    app = Starlette(routes=health_routes(bench(store).services))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://bot.test"
    ) as client:
        assert (await client.get("/healthz")).status_code == 503


async def test_prometheus_is_told_how_much_there_is(store: Store, web: httpx.AsyncClient) -> None:
    now = bench(store).clock.now()
    await given.source(store)
    people = [await given.subscriber(store, chat_id, due=now) for chat_id in (1, 2, 3)]
    await given.plan(store, [given.digest(*people[:2], slot=now)], now)
    await store.outbox.record(
        [given.result(one) for one in await given.sending(store, at=now)], now + given.MINUTE
    )
    await given.plan(store, [given.digest(people[2], slot=now)], now)

    answer = await web.get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=")
    figures = {
        sample.name + "".join(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    assert figures["tidings_parcelsqueued"] == 1
    assert figures["tidings_hour_parcelssent"] == 2
    assert figures["tidings_hour_lateness_seconds0.5"] == 60
    assert figures["tidings_sourcesnew"] == 1
    assert figures["tidings_subscribersen"] == 3
    assert figures["tidings_model_tokens"] == 0


async def test_an_update_is_handed_on(
    web: httpx.AsyncClient, updates: list[dict[str, Any]]
) -> None:
    answer = await web.post("/hook", json={"update_id": 1}, headers=SECRET)

    assert answer.status_code == 200
    assert updates == [{"update_id": 1}]


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: "sesamé"}])
async def test_whoever_does_not_know_the_secret_is_refused(
    web: httpx.AsyncClient, updates: list[dict[str, Any]], headers: dict[str, str]
) -> None:
    sent = {name.encode(): value.encode() for name, value in headers.items()}
    answer = await web.post("/hook", json={"update_id": 1}, headers=sent)

    assert answer.status_code == 403
    assert updates == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"not json", 400), (b"[1]", 400), (b"", 400), (b" " * (LONGEST_UPDATE + 1), 413)],
)
async def test_what_is_no_update_is_refused(
    web: httpx.AsyncClient, updates: list[dict[str, Any]], body: bytes, status: int
) -> None:
    answer = await web.post("/hook", content=body, headers=SECRET)

    assert answer.status_code == status
    assert updates == []


async def test_the_webhook_takes_posts_only(web: httpx.AsyncClient) -> None:
    assert (await web.get("/hook", headers=SECRET)).status_code == 405
