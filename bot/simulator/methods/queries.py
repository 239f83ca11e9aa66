"""Answers to pressed buttons and inline queries."""

from typing import Any

from bot.simulator.errors import BadRequestError
from bot.simulator.inline import TOO_OLD
from bot.simulator.keyboards import check_markup
from bot.simulator.params import Json, Params
from bot.simulator.state import State

from .sending import check_length, read_preview, read_text

_CALLBACK_SECONDS = 60
_ANSWER_LIMIT = 200
_RESULT_LIMIT = 50
_ID_BYTES = 64
_DEFAULT_CACHE = 300


def answer_callback_query(state: State, params: Params) -> Any:
    """Bot API, answerCallbackQuery; a query can be answered once, within a minute."""
    query_id = params.text("callback_query_id")
    pressed = state.callbacks.pop(query_id, None)
    if pressed is None or state.now() - pressed[1] > _CALLBACK_SECONDS:
        raise BadRequestError(TOO_OLD)
    text = params.text("text")
    if len(text) > _ANSWER_LIMIT:
        raise BadRequestError("MESSAGE_TOO_LONG")
    url = params.text("url")
    if url and not url.startswith(f"https://t.me/{state.bot.username}?start="):
        raise BadRequestError("URL_INVALID")
    answer = {
        "id": query_id,
        "text": text,
        "show_alert": params.flag("show_alert"),
        "url": url,
    }
    state.screens.show(pressed[0], "callback_answer", answer)
    return True


def _content(result: Json) -> Json:
    """Return the message an article becomes."""
    given = result.get("input_message_content")
    if not isinstance(given, dict) or not given.get("message_text"):
        raise BadRequestError("can't parse inline query result: Message content is not specified")
    params = Params({**given, "text": given["message_text"]})
    text = read_text(params)
    check_length(text.fields())
    return {**text.fields(), **read_preview(params), **check_markup(result.get("reply_markup"))}


def _result(result: object) -> tuple[str, Json]:
    if not isinstance(result, dict):
        raise BadRequestError(
            "can't parse inline query result: Inline query result must be an object"
        )
    if result.get("type") != "article":
        raise BadRequestError(
            "can't parse inline query result: Unsupported inline query result type"
        )
    if not isinstance(result.get("title"), str) or not result["title"].strip():
        raise BadRequestError("can't parse inline query result: Can't find field \"title\"")
    result_id = str(result.get("id", ""))
    if not 0 < len(result_id.encode()) <= _ID_BYTES:
        raise BadRequestError("RESULT_ID_INVALID")
    return result_id, _content(result)


def answer_inline_query(state: State, params: Params) -> Any:
    """Bot API, answerInlineQuery; articles are the results that are simulated."""
    results = params.array("results", "inline query results") or []
    if len(results) > _RESULT_LIMIT:
        raise BadRequestError("RESULTS_TOO_MUCH")
    contents: dict[str, Json] = {}
    for result in results:
        result_id, content = _result(result)
        if result_id in contents:
            raise BadRequestError("RESULT_ID_DUPLICATE")
        contents[result_id] = content
    next_offset = params.text("next_offset")
    if len(next_offset.encode()) > _ID_BYTES:
        raise BadRequestError("NEXT_OFFSET_INVALID")
    answer: Json = {"results": results, "next_offset": next_offset}
    if button := params.object("button", "inline query results button"):
        if not button.get("text"):
            raise BadRequestError("can't parse inline query results button: button text is empty")
        answer["button"] = button
    state.inline_desk.answer(
        params.text("inline_query_id"),
        answer,
        contents,
        cache_seconds=params.integer("cache_time") if "cache_time" in params else _DEFAULT_CACHE,
        is_personal=params.flag("is_personal"),
    )
    return True
