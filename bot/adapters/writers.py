"""Open the model and the translator that the settings name."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp

from bot.errors import ConfigError
from bot.ports import Analyst, Interpreter

from .model import ModelAnalyst, ModelClient
from .model_translating import ModelInterpreter
from .translating import HttpInterpreter

WITH_MODEL = "model"
"""The translator's address that means the configured model."""


@asynccontextmanager
async def open_writers(
    model: str, *, base_url: str, api_key: str, translator_url: str
) -> AsyncIterator[tuple[Analyst | None, Interpreter | None]]:
    """Open both, None for what is not configured; neither is asked anything yet.

    Raises:
        ConfigError: a setting makes no sense, or the model's library is not installed.
    """
    if translator_url == WITH_MODEL and not model:
        raise ConfigError("TIDINGS_TRANSLATOR_URL: model needs TIDINGS_LLM_MODEL")
    async with AsyncExitStack() as stack:
        analyst: Analyst | None = None
        interpreter: Interpreter | None = None
        if model:
            client = ModelClient(model, base_url=base_url, api_key=api_key)
            stack.push_async_callback(client.close)
            analyst = ModelAnalyst(client)
            interpreter = ModelInterpreter(client) if translator_url == WITH_MODEL else None
        if translator_url and translator_url != WITH_MODEL:
            session = await stack.enter_async_context(aiohttp.ClientSession())
            interpreter = HttpInterpreter(session, translator_url)
        yield analyst, interpreter
