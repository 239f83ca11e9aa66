"""Hacker News is asked for the posts of one very page."""

import json

import pytest
from aiohttp import web

from bot.adapters.hacker_news import HackerNews
from bot.adapters.http import AiohttpFetcher, Politeness
from bot.core.attention import Attention
from bot.errors import FetchError
from tests.fakes import FixedClock

from .loopback import serving

pytestmark = pytest.mark.enable_socket

PAGE = "https://vellum.example/quill?utm_source=feed"
HITS = [
    {"url": "https://vellum.example/quill", "points": 40, "num_comments": 90},
    {"url": "https://vellum.example/quill/", "points": 210, "num_comments": None},
    {"url": "https://vellum.example/quill-2", "points": 999, "num_comments": 999},
    {"url": None, "points": 5, "num_comments": 1},
]


async def ask(answer: object, *, seen: list[str] | None = None) -> Attention | None:
    async def search(request: web.Request) -> web.Response:
        if seen is not None:
            seen.append(request.query["query"])
        return web.Response(text=answer if isinstance(answer, str) else json.dumps(answer))

    async with (
        serving(search=search) as address,
        AiohttpFetcher(
            FixedClock(),
            user_agent="Tidings/test",
            allow_private=True,
            politeness=Politeness(gap=0),
        ) as fetcher,
    ):
        return await HackerNews(fetcher, address).of(PAGE)


async def test_the_post_of_the_page_with_most_points_counts() -> None:
    seen: list[str] = []
    assert await ask({"hits": HITS}, seen=seen) == Attention(points=210, comments=0)
    assert seen == ["vellum.example/quill"]


async def test_a_page_that_nobody_posted_has_no_attention() -> None:
    assert await ask({"hits": HITS[2:]}) is None


@pytest.mark.parametrize(
    "answer", ["<html>", {}, [], {"hits": [{"url": "https://vellum.example/quill"}]}, {"hits": 5}]
)
async def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(FetchError, match="not Hacker News"):
        await ask(answer)
