"""Inline mode: from a query in any chat to a message sent via the bot."""

from typing import Any

import pytest
from aiogram.types import Update

from bot.simulator.world import PlayerError, World

from .clients import Bot, Ticker, make_world

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def article(number: int, **more: Any) -> dict[str, Any]:
    content = {"message_text": f"<b>{number}</b>", "parse_mode": "HTML"}
    return {
        "type": "article",
        "id": str(number),
        "title": f"Story {number}",
        "input_message_content": content,
        **more,
    }


@pytest.fixture
def clock() -> Ticker:
    return Ticker()


@pytest.fixture
def world(clock: Ticker) -> World:
    world = make_world(clock)
    world.add_user(7, has_started=True)
    world.add_user(8)
    return world


async def test_a_chosen_result_becomes_a_message_with_buttons_that_work(world: World) -> None:
    bot = Bot(world)
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "more"}]]}
    asked = world.inline(7, "chips")
    [update] = [Update.model_validate(u) for u in await bot.ok("getUpdates")]
    assert update.inline_query is not None
    assert (update.inline_query.id, update.inline_query.query) == (asked.id, "chips")

    await bot.ok(
        "answerInlineQuery",
        inline_query_id=asked.id,
        results=[article(1, reply_markup=markup), article(2)],
        next_offset="2",
        button={"text": "Settings", "start_parameter": "settings"},
    )
    answer = await asked.wait()
    message = world.choose(7, "1")

    assert [r["title"] for r in answer["results"]] == ["Story 1", "Story 2"]
    assert answer["next_offset"] == "2"
    assert answer["button"]["text"] == "Settings"
    assert (message["text"], message["via_bot"]["username"]) == ("1", "tidings_bot")
    world.press(7, message["message_id"], "more")
    chosen, spoken, pressed = [Update.model_validate(u) for u in (await bot.ok("getUpdates"))[1:]]
    assert chosen.chosen_inline_result is not None
    assert spoken.message is not None
    assert spoken.message.via_bot is not None
    assert pressed.callback_query is not None
    inline_id = chosen.chosen_inline_result.inline_message_id
    assert pressed.callback_query.inline_message_id == inline_id
    assert pressed.callback_query.message is None
    assert await bot.ok("editMessageText", inline_message_id=inline_id, text="edited") is True
    assert world.messages(7)[-1]["text"] == "edited"


async def test_an_answer_is_kept_for_others_as_long_as_the_bot_says(
    world: World, clock: Ticker
) -> None:
    bot = Bot(world)
    first = world.inline(7, "chips")
    await bot.ok(
        "answerInlineQuery", inline_query_id=first.id, results=[article(1)], cache_time=60
    )

    assert (await world.inline(8, "chips").wait())["results"] == [article(1)]
    assert world.inline(8, "chips", "20").answer is None
    clock.at += 61
    assert world.inline(8, "chips").answer is None
    assert len(await bot.ok("getUpdates")) == 3


async def test_a_personal_answer_is_kept_for_its_person_alone(world: World) -> None:
    bot = Bot(world)
    first = world.inline(7, "saved")
    await bot.ok("answerInlineQuery", inline_query_id=first.id, results=[], is_personal=True)

    assert world.inline(7, "saved").answer is not None
    assert world.inline(8, "saved").answer is None


async def test_a_late_or_second_answer_is_refused(world: World, clock: Ticker) -> None:
    bot = Bot(world)
    late = world.inline(7, "a")
    clock.at += 31
    twice = world.inline(7, "b")
    await bot.ok("answerInlineQuery", inline_query_id=twice.id, results=[], cache_time=0)

    for query in (late, twice):
        assert await bot.refusal("answerInlineQuery", inline_query_id=query.id, results=[]) == (
            400,
            f"Bad Request: {TOO_OLD}",
        )


UNPARSABLE = "can't parse inline query result: "


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"results": [article(i) for i in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article(1), article(1)]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article(1) | {"id": ""}]}, "RESULT_ID_INVALID"),
        ({"results": [article(1) | {"id": "x" * 65}]}, "RESULT_ID_INVALID"),
        ({"results": [article(1) | {"title": ""}]}, UNPARSABLE + 'Can\'t find field "title"'),
        (
            {"results": [article(1) | {"type": "sticker"}]},
            UNPARSABLE + "Unsupported inline query result type",
        ),
        ({"results": ["x"]}, UNPARSABLE + "Inline query result must be an object"),
        (
            {"results": [article(1) | {"input_message_content": {}}]},
            UNPARSABLE + "Message content is not specified",
        ),
        (
            {"results": [article(1, input_message_content={"message_text": "x" * 4097})]},
            "message is too long",
        ),
        ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        (
            {"results": [], "button": {"text": ""}},
            "can't parse inline query results button: button text is empty",
        ),
    ],
)
async def test_results_telegram_would_not_show_are_refused(
    world: World, values: dict[str, Any], reason: str
) -> None:
    asked = world.inline(7, "x")

    answer = await Bot(world).refusal("answerInlineQuery", inline_query_id=asked.id, **values)

    assert answer == (400, f"Bad Request: {reason}")
    assert asked.answer is None


def test_nobody_chooses_what_is_not_on_their_screen(world: World) -> None:
    with pytest.raises(PlayerError):
        world.choose(7, "1")
    world.inline(7, "x")
    with pytest.raises(PlayerError):
        world.choose(7, "1")
