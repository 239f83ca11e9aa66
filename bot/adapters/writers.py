"""Open the models and the translator that the settings name."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.errors import ConfigError
from bot.ports import Analyst, Embedder, Interpreter

from .embedding import HttpEmbedder
from .model import ModelAnalyst, ModelClient, provider_of
from .model_translating import ModelInterpreter
from .translating import HttpInterpreter

WITH_MODEL = "model"
"""The translator's address that means the configured model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """What is configured; the rest is None."""

    analyst: Analyst | None = None
    interpreter: Interpreter | None = None
    embedder: Embedder | None = None


@asynccontextmanager
async def open_models(
    model: str, *, embedding_model: str, base_url: str, api_key: str, translator_url: str
) -> AsyncIterator[Models]:
    """Open all that are configured; none is asked anything yet.

    Raises:
        ConfigError: a setting makes no sense, or the model's library is not installed.
    """
    if translator_url == WITH_MODEL and not model:
        raise ConfigError("TIDINGS_TRANSLATOR_URL: model needs TIDINGS_LLM_MODEL")
    if embedding_model and provider_of(model) != "openai":
        raise ConfigError(
            "TIDINGS_EMBEDDING_MODEL: needs an OpenAI-compatible endpoint, and TIDINGS_LLM_MODEL"
            f" is {model}"
        )
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        analyst: Analyst | None = None
        interpreter: Interpreter | None = None
        embedder: Embedder | None = None
        if model:
            client = ModelClient(model, base_url=base_url, api_key=api_key)
            stack.push_async_callback(client.close)
            analyst = ModelAnalyst(client)
            interpreter = ModelInterpreter(client) if translator_url == WITH_MODEL else None
        if translator_url and translator_url != WITH_MODEL:
            interpreter = HttpInterpreter(session, translator_url)
        if embedding_model:
            embedder = HttpEmbedder(session, embedding_model, base_url=base_url, api_key=api_key)
        yield Models(analyst=analyst, interpreter=interpreter, embedder=embedder)
