"""A server of models of our own, in the formats of three providers, that misbehaves as told.

OpenAI: POST /v1/chat/completions, https://platform.openai.com/docs/api-reference/chat.
Anthropic: POST /v1/messages, https://docs.anthropic.com/en/api/messages and /errors.
Google: POST /v1beta/models/MODEL:generateContent, https://ai.google.dev/api/generate-content.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal, TypeAlias

from aiohttp import web

Reason: TypeAlias = Literal["stop", "length", "refusal"]

TOKENS_IN, TOKENS_OUT = 900, 300
VECTOR_TOKENS = 4
WAIT = 77
"""Seconds after which one may ask again, as it says with an error."""


class Provider:
    """A server that answers from a list, the last answer again and again.

    An answer is the text of the model, the status of an error, or None, after which nothing comes.
    `reason` is why the model ended.
    """

    def __init__(self, *answers: str | int | None, reason: Reason = "stop") -> None:
        self.answers = list(answers)
        self.reason: Reason = reason
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    async def respond(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        self.headers.append({name.casefold(): said for name, said in request.headers.items()})
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        success, failure = _FORMATS[request.path]
        if answer is None:
            await asyncio.sleep(5)
        if isinstance(answer, int):
            headers = {} if failure is _google_error else {"retry-after": str(WAIT)}
            return web.json_response(failure(answer), status=answer, headers=headers)
        return web.json_response(success(answer or "", self.reason))


def _openai(text: str, reason: Reason) -> dict[str, Any]:
    refused = reason == "refusal"
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop" if refused else reason,
                "message": {
                    "role": "assistant",
                    "content": None if refused else text,
                    "refusal": text if refused else None,
                },
            }
        ],
        "usage": {
            "prompt_tokens": TOKENS_IN,
            "completion_tokens": TOKENS_OUT,
            "total_tokens": TOKENS_IN + TOKENS_OUT,
        },
    }


def _openai_error(status: int) -> dict[str, Any]:
    return {"error": {"message": "no", "type": "server_error", "param": None, "code": str(status)}}


def _anthropic(text: str, reason: Reason) -> dict[str, Any]:
    ends = {"stop": "end_turn", "length": "max_tokens", "refusal": "refusal"}
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [] if reason == "refusal" else [{"type": "text", "text": text}],
        "stop_reason": ends[reason],
        "stop_sequence": None,
        "usage": {"input_tokens": TOKENS_IN, "output_tokens": TOKENS_OUT},
    }


def _anthropic_error(status: int) -> dict[str, Any]:
    kinds = {429: "rate_limit_error", 529: "overloaded_error"}
    return {
        "type": "error",
        "error": {"type": kinds.get(status, "api_error"), "message": "no"},
        "request_id": "req_1",
    }


def _google(text: str, reason: Reason) -> dict[str, Any]:
    ends = {"stop": "STOP", "length": "MAX_TOKENS", "refusal": "SAFETY"}
    parts = [] if reason == "refusal" else [{"text": text}]
    return {
        "candidates": [
            {
                "content": {"role": "model", "parts": parts},
                "finishReason": ends[reason],
                "index": 0,
            }
        ],
        "usageMetadata": {
            "promptTokenCount": TOKENS_IN,
            "candidatesTokenCount": TOKENS_OUT,
            "totalTokenCount": TOKENS_IN + TOKENS_OUT,
        },
        "modelVersion": "m",
        "responseId": "1",
    }


def _google_error(status: int) -> dict[str, Any]:
    names = {429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE"}
    detail = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{WAIT}s"}
    return {
        "error": {
            "code": status,
            "message": "no",
            "status": names.get(status, "UNKNOWN"),
            "details": [detail],
        }
    }


async def _embed(request: web.Request) -> web.Response:
    """POST /v1/embeddings, https://platform.openai.com/docs/api-reference/embeddings."""
    texts = (await request.json())["input"]
    rows = [{"index": n, "embedding": [1.0, 2.0, 2.0]} for n, _ in enumerate(texts)]
    return web.json_response({"data": rows, "usage": {"total_tokens": VECTOR_TOKENS}})


_FORMATS = {
    "/v1/chat/completions": (_openai, _openai_error),
    "/v1/messages": (_anthropic, _anthropic_error),
    "/v1beta/models/m:generateContent": (_google, _google_error),
}


@asynccontextmanager
async def answering(provider: Provider) -> AsyncIterator[str]:
    """Serve all three formats; yields the address that OpenAI's clients take."""
    app = web.Application()
    for path in _FORMATS:
        app.router.add_post(path, provider.respond)
    app.router.add_post("/v1/embeddings", _embed)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    finally:
        await runner.cleanup()
