"""Whatever a bot or a page sends, it gets an answer."""

import asyncio
import json
import re
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.api import create_simulator
from bot.simulator.dispatch import METHODS

from .clients import Bot, make_world

NAMES = re.findall(
    r"\w+",
    "chat_id message_id text parse_mode entities reply_markup link_preview_options caption photo "
    "document callback_query_id inline_query_id results button commands scope language_code "
    "message_ids reply_parameters message_thread_id from_chat_id url secret_token offset limit "
    "allowed_updates name menu_button user_id action file_id inline_message_id",
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just(7)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def objects(fields: str) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with some of the right fields and anything in them."""
    return st.dictionaries(st.sampled_from(fields.split(" ")), VALUES, max_size=4)


BUTTONS = objects("text url callback_data copy_text web_app style switch_inline_query pay")
SHAPES = {
    "entities": st.lists(objects("type offset length url"), max_size=2),
    "reply_markup": st.fixed_dictionaries(
        {"inline_keyboard": st.lists(st.lists(BUTTONS, max_size=2), max_size=2)}
    ),
    "results": st.lists(
        st.fixed_dictionaries(
            {"type": st.just("article"), "id": VALUES, "title": st.just("t")},
            optional={"input_message_content": objects("message_text parse_mode entities")},
        ),
        max_size=2,
    ),
    "commands": st.lists(objects("command description"), max_size=2),
    "scope": objects("type chat_id user_id"),
    "menu_button": objects("type"),
    "link_preview_options": objects("url is_disabled prefer_small_media"),
    "reply_parameters": objects("message_id allow_sending_without_reply"),
    "chat_id": st.just(7),
    "text": st.just("x"),
}
PARAMETERS = st.builds(
    dict.__or__,
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4),
    st.fixed_dictionaries({}, optional=SHAPES),
)


def answered(method: str, body: bytes, content_type: str) -> tuple[int, Any]:
    world = make_world()
    world.add_user(7)
    world.say(7, "/start")
    status, answer = asyncio.run(Bot(world).api.post(method, body, content_type=content_type))
    return status, json.loads(answer)


@settings(max_examples=50)
@given(st.sampled_from([*METHODS, "getUpdates"]), PARAMETERS)
def test_any_values_get_an_answer_of_the_bot_api(method: str, values: dict[str, Any]) -> None:
    status, answer = answered(method, json.dumps(values).encode(), "application/json")

    assert answer["ok"] is (status == 200)
    assert status in {200, 400, 403, 409}


@settings(max_examples=25)
@given(st.sampled_from(["sendMessage", "sendPhoto"]), st.binary(max_size=200))
def test_any_bytes_get_an_answer_of_the_bot_api(method: str, body: bytes) -> None:
    for content_type in (
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "multipart/form-data",
    ):
        assert answered(method, body, content_type)[0] == 400


@pytest.mark.parametrize("method", ["sendMessage", "setMyName"])
async def test_half_a_character_is_refused(method: str) -> None:
    world = make_world()
    world.add_user(7, has_started=True)

    assert await Bot(world).refusal(method, chat_id=7, text="\ud83d", name="\ud83d") == (
        400,
        "Bad Request: strings must be encoded in UTF-8",
    )


async def test_a_page_that_sends_half_a_character_is_refused() -> None:
    world = make_world()
    world.add_user(7)
    transport = httpx.ASGITransport(app=create_simulator(world))
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator") as page:
        for body in (b'{"user": 7, "text": "\\ud83d"}', b"[" * 100_000):
            headers = {"Content-Type": "application/json"}
            response = await page.post("/sim/say", content=body, headers=headers)
            assert response.status_code == 400
