"""DeepL and LibreTranslate are asked as they document it, and their failures are told."""

import json
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.adapters.translating import HttpInterpreter
from bot.errors import AnalysisError, ConfigError

from .loopback import serving

pytestmark = pytest.mark.enable_socket

DEEPL = {"translations": [{"text": "Hallo."}, {"text": "Welt."}]}
LIBRE = {"translatedText": ["Hallo.", "Welt."]}


async def ask(
    service: str, answer: object, *, status: int = 200, seen: list[Any] | None = None
) -> list[str]:
    async def respond(request: web.Request) -> web.Response:
        if seen is not None:
            seen.append((await request.json(), request.headers.get("Authorization")))
        body = answer if isinstance(answer, str) else json.dumps(answer)
        return web.Response(text=body, status=status)

    path = "v2/translate" if service == "deepl" else "translate"
    async with serving(**{path: respond}) as address, aiohttp.ClientSession() as session:
        interpreter = HttpInterpreter(session, f"{service}+{address}?key=secret")
        assert interpreter.most_tokens(["Hello."]) == 0
        texts, usage = await interpreter.translate(["Hello.", "World."], "en", "de")
        assert usage.tokens == 0
        return texts


async def test_deepl_translates_all_paragraphs_in_one_request() -> None:
    seen: list[Any] = []
    assert await ask("deepl", DEEPL, seen=seen) == ["Hallo.", "Welt."]
    body = {"text": ["Hello.", "World."], "source_lang": "EN", "target_lang": "DE"}
    assert seen == [(body, "DeepL-Auth-Key secret")]


async def test_libretranslate_translates_all_paragraphs_in_one_request() -> None:
    seen: list[Any] = []
    assert await ask("libretranslate", LIBRE, seen=seen) == ["Hallo.", "Welt."]
    body = {"q": ["Hello.", "World."], "source": "en", "target": "de", "format": "text"}
    assert seen == [(body | {"api_key": "secret"}, None)]


async def test_a_long_answer_is_read_to_its_end() -> None:
    long = "Hallo. " * 100_000
    assert await ask("libretranslate", {"translatedText": [long, "Welt."]}) == [long, "Welt."]


@pytest.mark.parametrize("service", ["deepl", "libretranslate"])
@pytest.mark.parametrize(
    ("status", "is_down"), [(400, False), (403, True), (429, True), (456, True), (500, True)]
)
async def test_a_refusal_tells_whether_the_service_is_down(
    service: str, status: int, *, is_down: bool
) -> None:
    with pytest.raises(AnalysisError, match=f"HTTP {status}") as caught:
        await ask(service, {}, status=status)
    assert caught.value.is_down == is_down
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("service", ["deepl", "libretranslate"])
@pytest.mark.parametrize(
    "answer",
    ["<html>", [], {}, {"translations": [5, 6]}, {"translatedText": ["One."]}],
    ids=["no JSON", "a list", "empty", "no texts", "too few"],
)
async def test_an_answer_of_another_kind_is_refused(service: str, answer: object) -> None:
    with pytest.raises(AnalysisError, match="the answer is"):
        await ask(service, answer)


async def test_a_service_that_is_not_there_is_down() -> None:
    async with serving() as address:
        pass
    async with aiohttp.ClientSession() as session:
        interpreter = HttpInterpreter(session, f"libretranslate+{address}")
        with pytest.raises(AnalysisError) as caught:
            await interpreter.translate(["Hello."], "en", "de")
    assert caught.value.is_down


@pytest.mark.parametrize(
    "url", ["https://h?key=k", "other+https://h", "deepl+ftp://h?key=k", "deepl+https://h"]
)
async def test_an_address_in_no_known_form_is_refused(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(ConfigError, match="TIDINGS_TRANSLATOR_URL"):
            HttpInterpreter(session, url)
