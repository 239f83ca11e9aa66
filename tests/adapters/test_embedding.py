"""An endpoint for vectors is asked as OpenAI documents it; whatever else it answers is told."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.adapters import embedding
from bot.adapters.embedding import HttpEmbedder
from bot.core.briefing import Usage
from bot.core.second_voice import Direction
from bot.errors import AnalysisError

from .loopback import serving

pytestmark = pytest.mark.enable_socket

TEXTS = ("A ferry sinks", "一艘渡轮沉没")


def vectors(*rows: object, **more: object) -> dict[str, object]:
    data = [{"object": "embedding", "index": n, "embedding": row} for n, row in enumerate(rows)]
    return {"object": "list", "data": data, "model": "m"} | more


async def ask(
    answer: object,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    key: str = "secret",
    seen: list[Any] | None = None,
) -> tuple[list[Direction], Usage]:
    async def respond(request: web.Request) -> web.StreamResponse:
        if seen is not None:
            seen.append((await request.json(), request.headers.get("Authorization")))
        if answer is None:
            await asyncio.sleep(5)
        body = answer if isinstance(answer, str) else json.dumps(answer)
        return web.Response(text=body, status=status, headers=headers)

    async with serving(embeddings=respond) as address, aiohttp.ClientSession() as session:
        embedder = HttpEmbedder(
            session, "m", base_url=address, api_key=key, deadline=0.1 if answer is None else 10
        )
        return await embedder.embed(TEXTS)


async def test_all_texts_go_in_one_request_and_come_back_as_directions() -> None:
    seen: list[Any] = []
    answer = vectors([3, 4.0], [0.0, -2.0], usage={"prompt_tokens": 9, "total_tokens": 9})

    directions, usage = await ask(answer, seen=seen)

    assert directions == [(0.6, 0.8), (0.0, -1.0)]
    assert usage == Usage(tokens_in=9)
    body = {"model": "m", "input": list(TEXTS), "encoding_format": "float"}
    assert seen == [(body, "Bearer secret")]


async def test_an_endpoint_at_home_needs_no_key_and_may_count_nothing() -> None:
    seen: list[Any] = []
    _, usage = await ask(vectors([1.0], [2.0], usage={"total_tokens": -1}), key="", seen=seen)
    assert usage.tokens == 0
    assert [key for _, key in seen] == [None]
    _, usage = await ask(vectors([1.0], [2.0], usage=[]))
    assert usage.tokens == 0


async def test_vectors_are_put_in_the_order_of_the_texts() -> None:
    rows = [{"index": 1, "embedding": [0, 1]}, {"index": 0, "embedding": [1, 0]}]
    directions, _ = await ask({"data": rows})
    assert directions == [(1.0, 0.0), (0.0, 1.0)]

    directions, _ = await ask({"data": [{"embedding": [1, 0]}, {"embedding": [0, 1]}]})
    assert directions == [(1.0, 0.0), (0.0, 1.0)]


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {"data": None},
        {"data": ["x", "y"]},
        {"data": [{"index": [], "embedding": [1]}, {"index": 1, "embedding": [1]}]},
        vectors([1.0, 0.0]),
        vectors([1.0], [1.0], [1.0]),
        vectors([1.0, 0.0], [1.0]),
        vectors([1.0], []),
        vectors([1.0], [0.0]),
        vectors([1.0], [float("nan")]),
        vectors([1.0], [float("inf")]),
        vectors([1.0], [1e300]),
        vectors([1.0], [10**400]),
        vectors([1.0], [True]),
        vectors([1.0], "AACAPw=="),
        {"data": [{"index": 0, "embedding": [1.0]}, {"index": 0, "embedding": [1.0]}]},
    ],
    ids=[
        "a list",
        "no rows",
        "no objects",
        "no place",
        "too few",
        "too many",
        "two spaces",
        "empty",
        "no direction",
        "NaN",
        "infinite",
        "too long",
        "too large",
        "no number",
        "base64",
        "one twice",
    ],
)
async def test_what_is_not_one_vector_for_each_text_is_no_answer(answer: object) -> None:
    with pytest.raises(AnalysisError, match="not one vector for each text") as caught:
        await ask(answer)
    assert caught.value.tokens is None


async def test_a_useless_answer_costs_what_it_took() -> None:
    with pytest.raises(AnalysisError) as caught:
        await ask(vectors([1.0], usage={"total_tokens": 7}))
    assert caught.value.tokens == 7


@pytest.mark.parametrize("answer", ["<html>", "[" * 100_000, ""])
async def test_what_is_no_json_is_no_answer(answer: str) -> None:
    with pytest.raises(AnalysisError, match="no JSON"):
        await ask(answer)


@pytest.mark.parametrize(
    ("status", "is_down"), [(400, False), (401, True), (404, True), (429, True), (500, True)]
)
async def test_a_refusal_costs_nothing_and_says_when_to_ask_again(
    status: int, *, is_down: bool
) -> None:
    with pytest.raises(AnalysisError, match=f"HTTP {status}") as caught:
        await ask({}, status=status, headers={"Retry-After": "77"})
    assert (caught.value.is_down, caught.value.retry_after) == (is_down, 77)
    assert caught.value.tokens == 0
    assert "secret" not in str(caught.value)


async def test_a_date_to_ask_again_at_is_not_read_and_a_year_is_not_waited() -> None:
    for wait, seconds in (("Fri, 31 Dec 2027 23:59:59 GMT", 0), ("31536000", 3600)):
        with pytest.raises(AnalysisError) as caught:
            await ask({}, status=429, headers={"Retry-After": wait})
        assert caught.value.retry_after == seconds


async def test_an_endpoint_that_hangs_is_given_up() -> None:
    with pytest.raises(AnalysisError, match="no answer in time") as caught:
        await ask(None)
    assert caught.value.is_down


async def test_an_endless_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_MOST_BYTES", 1000)
    with pytest.raises(AnalysisError, match="longer than 1000 bytes"):
        await ask(vectors([1.0] * 1000, [1.0] * 1000))


async def test_a_request_is_expected_to_take_no_more_tokens_than_it_has_bytes() -> None:
    async with aiohttp.ClientSession() as session:
        embedder = HttpEmbedder(session, "m")
        assert embedder.most_tokens(TEXTS) >= sum(len(text.encode()) for text in TEXTS)
        assert embedder.engine == "vectors m"
