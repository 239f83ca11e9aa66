"""The web server listens, answers and ends."""

import asyncio

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.adapters.web import WebServer

pytestmark = pytest.mark.enable_socket


async def hello(request: Request) -> Response:
    del request
    return PlainTextResponse("hello")


async def test_it_answers_from_the_first_moment_and_ends_when_told() -> None:
    server = WebServer("127.0.0.1", 0)
    async with asyncio.TaskGroup() as group, aiohttp.ClientSession() as client:
        group.create_task(server.run(Starlette(routes=[Route("/", hello)])))
        async with client.get(f"http://127.0.0.1:{server.port}/") as answer:
            assert await answer.text() == "hello"
        server.stop()


async def test_a_port_in_use_is_an_error() -> None:
    first = WebServer("127.0.0.1", 0)
    with pytest.raises(OSError, match="in use"):
        WebServer("127.0.0.1", first.port)
    first.stop()
