"""What surely did not arrive is told apart from what may have."""

import json
import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from bot.adapters.gateway import Gateway
from bot.adapters.ratelimit import Gate
from bot.adapters.telegram_http import AiohttpApi, ApiRequest
from bot.errors import NotSentError, UnconfirmedError
from tests.fakes import FakeBotApi, FixedClock

from .answering import refused
from .loopback import serving

ME = {"id": 1, "is_bot": True, "first_name": "Tidings", "username": "tidings_bot"}
SENT = {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}}


def ok(result: object) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


@pytest.fixture
async def bot() -> AsyncIterator[tuple[ExtBot[None], FakeBotApi, FixedClock]]:
    api, clock = FakeBotApi([ok(ME), ok(SENT)]), FixedClock()
    request = ApiRequest(Gateway(api, Gate(clock, 1000)))
    made: ExtBot[None] = ExtBot("1:abc", request=request, get_updates_request=request)
    async with made:
        yield made, api, clock


@pytest.mark.enable_socket
async def test_a_request_is_one_post_of_json() -> None:
    seen: list[tuple[str, str, object]] = []

    async def take(request: web.Request) -> web.Response:
        seen.append((request.path, request.content_type, await request.json()))
        return web.json_response({"ok": True, "result": True}, status=200)

    async with serving(**{"bot1:abc/getMe": take}) as base, AiohttpApi(base, "1:abc") as api:
        status, body = await api.post("getMe", b'{"a":1}')

    assert (status, json.loads(body)) == (200, {"ok": True, "result": True})
    assert seen == [("/bot1:abc/getMe", "application/json", {"a": 1})]


@pytest.mark.enable_socket
async def test_no_connection_means_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    async with AiohttpApi(f"http://127.0.0.1:{port}", "1:abc") as api:
        with pytest.raises(NotSentError) as caught:
            await api.post("sendMessage", b"{}")

    assert "1:abc" not in str(caught.value)


@pytest.mark.enable_socket
async def test_a_connection_that_breaks_after_the_request_means_unconfirmed() -> None:
    async def cut(request: web.Request) -> web.Response:
        await request.read()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async with serving(**{"bot1:abc/sendMessage": cut}) as base, AiohttpApi(base, "1:abc") as api:
        with pytest.raises(UnconfirmedError):
            await api.post("sendMessage", b"{}")


@pytest.mark.enable_socket
async def test_no_answer_in_time_means_unconfirmed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        async with AiohttpApi(f"http://127.0.0.1:{listener.getsockname()[1]}", "1:abc") as api:
            with pytest.raises(UnconfirmedError):
                await api.post("sendMessage", b"{}", timeout=0.05)


@pytest.mark.enable_socket
async def test_half_an_answer_means_unconfirmed() -> None:
    async def half(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b'{"ok"')
        if request.transport is not None:
            request.transport.abort()
        return response

    async with serving(**{"bot1:abc/sendMessage": half}) as base, AiohttpApi(base, "1:abc") as api:
        with pytest.raises(UnconfirmedError):
            await api.post("sendMessage", b"{}")


async def test_python_telegram_bot_speaks_through_the_gateway(
    bot: tuple[ExtBot[None], FakeBotApi, FixedClock],
) -> None:
    ptb, api, _ = bot

    message = await ptb.send_message(7, "你好", disable_notification=True)

    assert message.message_id == 5
    method, body, content_type = api.calls[-1]
    assert (method, content_type) == ("sendMessage", "application/json")
    assert json.loads(body) == {"chat_id": 7, "text": "你好", "disable_notification": True}


async def test_python_telegram_bot_waits_at_the_gate_with_all_others(
    bot: tuple[ExtBot[None], FakeBotApi, FixedClock],
) -> None:
    ptb, _, clock = bot

    for _ in range(4):
        await ptb.send_message(7, "hello")

    assert clock.monotonic() >= 2.9


async def test_typing_is_shown_at_once(bot: tuple[ExtBot[None], FakeBotApi, FixedClock]) -> None:
    ptb, api, clock = bot
    api.answers = [ok(result=True)]

    for _ in range(10):
        await ptb.send_chat_action(7, "typing")

    assert clock.monotonic() == 0


async def test_files_go_along_as_a_form(bot: tuple[ExtBot[None], FakeBotApi, FixedClock]) -> None:
    ptb, api, _ = bot

    await ptb.send_document(7, InputFile(b"what we keep", filename="data.json"), caption="Yours")

    _, body, content_type = api.calls[-1]
    assert content_type.startswith("multipart/form-data; boundary=")
    assert b"what we keep" in body
    assert b'filename="data.json"' in body
    assert b"Yours" in body


async def test_errors_reach_python_telegram_bot_as_its_own(
    bot: tuple[ExtBot[None], FakeBotApi, FixedClock],
) -> None:
    ptb, api, _ = bot
    api.answers = [UnconfirmedError(0, "no answer"), NotSentError(0, "no connection")]

    with pytest.raises(TimedOut):
        await ptb.send_message(7, "hello")
    with pytest.raises(NetworkError):
        await ptb.send_message(7, "hello")


@pytest.mark.filterwarnings("ignore:.*retry_after")  # python-telegram-bot's, at every 429
async def test_a_gate_that_is_closed_for_long_asks_to_come_again(
    bot: tuple[ExtBot[None], FakeBotApi, FixedClock],
) -> None:
    ptb, api, _ = bot
    api.answers = [refused(429, "Too Many Requests", retry_after=60)]

    for _ in range(2):
        with pytest.raises(RetryAfter):
            await ptb.send_message(7, "hello")

    assert [method for method, *_ in api.calls].count("sendMessage") == 1


async def test_nothing_is_ever_downloaded(
    bot: tuple[ExtBot[None], FakeBotApi, FixedClock],
) -> None:
    with pytest.raises(NetworkError):
        await bot[0].request.retrieve("https://api.telegram.org/file/bot1:abc/x")
