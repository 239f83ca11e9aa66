"""Language models through pydantic-ai: the only module that knows it.

The library and the provider's client are imported when a model is opened: they take seconds and
tens of megabytes that nobody without a model should pay.
"""

import asyncio
import warnings
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from bot.core.briefing import PING_OUTPUT, Brief, Usage, Written
from bot.core.news import Origin, Text
from bot.core.rubric import HIGHEST, IMPACT, QUALITY, Mark
from bot.errors import AnalysisError, ConfigError

Answer = TypeVar("Answer", bound=BaseModel)

DEADLINE = 90.0
"""Seconds for one request, whatever the provider's client thinks of it."""
AT_ONCE = 3
_TEMPERATURE = 0.2
_PROVIDERS = ("openai", "anthropic", "google")
_NO_KEY = "none"
"""What servers at home take for a key: they ask for none, the client does."""
_TOO_MANY, _UNAVAILABLE = 429, 500
_MOST_WAIT = 3600.0
_PING = "Answer with the JSON asked for; the word is: ready."


class Closed(BaseModel):
    """An answer that may hold nothing but what is asked for."""

    model_config = ConfigDict(extra="forbid")


class _Text(Closed):
    title: Annotated[str, Field(min_length=1, max_length=300)]
    summary: Annotated[str, Field(min_length=1, max_length=1_500)]
    analysis: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=2_000)]],
        Field(min_length=1, max_length=4),
    ]


class _Mark(Closed):
    mark: Annotated[int, Field(ge=0, le=HIGHEST)]
    evidence: Annotated[str, Field(max_length=400)]


class _Word(Closed):
    word: Annotated[str, Field(max_length=40)]


class ModelClient:
    """A connection to one model: bounded in time and in requests at once, without retries."""

    def __init__(
        self, name: str, *, base_url: str = "", api_key: str = "", deadline: float = DEADLINE
    ) -> None:
        """Open a model.

        Args:
            name: the model; `anthropic:` or `google:` before it chooses that provider, `openai:`
                or nothing any OpenAI-compatible endpoint.
            base_url: the endpoint, for example `http://localhost:11434/v1`; empty: the provider's.
            api_key: empty for servers that ask for none.
            deadline: seconds for one request.

        Raises:
            ConfigError: the provider's library is not installed.
        """
        self.name = name
        self._deadline = deadline
        self._slots = asyncio.Semaphore(AT_ONCE)
        provider = provider_of(name)
        rest = name.removeprefix(f"{provider}:")
        try:
            self._model, self._close = _open(provider, rest, base_url or None, api_key or _NO_KEY)
        except ImportError as error:
            extra = "llm" if provider == "openai" else f"llm-{provider}"
            raise ConfigError(
                f"TIDINGS_LLM_MODEL: {name} needs more: install tidings[{extra}]"
            ) from error

    async def close(self) -> None:
        """Close the connections."""
        await self._close()

    async def ask(
        self, answer: type[Answer], instructions: str, prompt: str, most_output: int
    ) -> tuple[Answer, Usage]:
        """Send one request and read the answer as JSON.

        Raises:
            AnalysisError: no answer in time, none at all, or none in the form asked for.
        """
        from pydantic_ai import (  # noqa: PLC0415 - see the module's docstring
            Agent,
            ModelSettings,
            PromptedOutput,
            RunUsage,
            UsageLimits,
            capture_run_messages,
        )
        from pydantic_ai.exceptions import (  # noqa: PLC0415
            AgentRunError,
            ContentFilterError,
            ModelAPIError,
            ModelHTTPError,
        )

        agent = Agent(
            self._model,
            output_type=PromptedOutput(answer),
            instructions=instructions,
            retries=0,
            model_settings=ModelSettings(temperature=_TEMPERATURE, max_tokens=most_output),
        )
        usage = RunUsage()
        async with self._slots:
            try:
                async with asyncio.timeout(self._deadline):
                    with warnings.catch_warnings(), capture_run_messages():
                        warnings.simplefilter("ignore")  # prices and settings it does not know
                        run = await agent.run(
                            prompt, usage=usage, usage_limits=UsageLimits(request_limit=1)
                        )
            except TimeoutError as error:
                raise AnalysisError(
                    f"{self.name}: no answer within {self._deadline:g} s", is_down=True
                ) from error
            except ModelHTTPError as error:
                raise _http_error(self.name, error) from error
            except ModelAPIError as error:
                raise AnalysisError(f"{self.name}: {_line(error)}", is_down=True) from error
            except AgentRunError as error:
                refused = isinstance(error, ContentFilterError)
                what = "refused to answer" if refused else "the answer is not the JSON asked for"
                raise AnalysisError(
                    f"{self.name}: {what}", tokens=usage.total_tokens or None
                ) from error
        return run.output, Usage(
            tokens_in=usage.input_tokens,
            tokens_out=usage.output_tokens,
            cost_usd=_cost(run),
        )


def provider_of(name: str) -> str:
    """Return whose format a model speaks: `openai`, which also many others do, or another."""
    provider, colon, _ = name.partition(":")
    return provider if colon and provider in _PROVIDERS else "openai"


class ModelAnalyst:
    """Writes about stories; see `bot.ports.Analyst`."""

    def __init__(self, client: ModelClient) -> None:
        self._client = client

    @property
    def model(self) -> str:
        """Return the model's name as configured."""
        return self._client.name

    async def write(self, brief: Brief) -> tuple[Written, Usage]:
        """Send one request; raises AnalysisError."""
        schema = _story_schema(brief.languages)
        answer, usage = await self._client.ask(
            schema, brief.instructions, brief.prompt, brief.most_output
        )
        said: Any = answer
        texts = tuple(
            _read(getattr(said.texts, _attribute(language)), language)
            for language in brief.languages
        )
        marks = tuple(
            Mark(factor=factor, mark=given.mark, evidence=given.evidence)
            for factor in QUALITY | IMPACT
            if (given := getattr(said.marks, factor)) is not None
        )
        return Written(texts=texts, marks=marks), usage

    async def ping(self) -> tuple[str, Usage]:
        """Ask for a word; raises AnalysisError."""
        _, usage = await self._client.ask(_Word, _PING, _PING, PING_OUTPUT)
        return self._client.name, usage


def _story_schema(languages: Sequence[str]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        _attribute(language): (_Text, Field(alias=language)) for language in languages
    }
    texts = create_model("Texts", __base__=Closed, **fields)
    given: dict[str, Any] = dict.fromkeys(QUALITY | IMPACT, (_Mark | None, None))
    marks = create_model("Marks", __base__=Closed, **given)
    return create_model("Story", __base__=Closed, texts=(texts, ...), marks=(marks, marks()))


def _attribute(language: str) -> str:
    return f"text_{language.replace('-', '_').lower()}"


def _read(said: _Text, language: str) -> Text:
    return Text(
        language=language,
        title=said.title.strip(),
        summary=said.summary.strip(),
        analysis="\n\n".join(filter(None, (part.strip() for part in said.analysis))),
        origin=Origin.MODEL,
    )


def _open(
    provider: str, name: str, base_url: str | None, api_key: str
) -> tuple[Any, Callable[[], Awaitable[None]]]:
    """Return a model of pydantic-ai, and what closes its client."""
    # Every client is told not to retry: the budget counts each request.
    match provider:
        case "anthropic":
            from anthropic import AsyncAnthropic  # noqa: PLC0415 - see the module's docstring
            from pydantic_ai.models.anthropic import AnthropicModel  # noqa: PLC0415
            from pydantic_ai.providers.anthropic import AnthropicProvider  # noqa: PLC0415

            anthropic = AsyncAnthropic(api_key=api_key, base_url=base_url, max_retries=0)
            provided = AnthropicProvider(anthropic_client=anthropic)
            return AnthropicModel(name, provider=provided), anthropic.close
        case "google":
            from pydantic_ai.models.google import GoogleModel  # noqa: PLC0415
            from pydantic_ai.providers.google import GoogleProvider  # noqa: PLC0415

            google = GoogleProvider(api_key=api_key, base_url=base_url)

            async def close() -> None:
                async with google:  # its connections are closed on leaving
                    pass

            return GoogleModel(name, provider=google), close
        case _:
            from openai import AsyncOpenAI  # noqa: PLC0415
            from pydantic_ai.models.openai import OpenAIChatModel  # noqa: PLC0415
            from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415

            openai = AsyncOpenAI(api_key=api_key, base_url=base_url, max_retries=0)
            return OpenAIChatModel(
                name, provider=OpenAIProvider(openai_client=openai)
            ), openai.close


def _http_error(name: str, error: Any) -> AnalysisError:
    status = int(error.status_code)
    return AnalysisError(
        f"{name}: HTTP {status}",
        is_down=status == _TOO_MANY or status >= _UNAVAILABLE or status in {401, 403, 404, 408},
        retry_after=min(max(error.retry_after or 0.0, 0.0), _MOST_WAIT),
        tokens=0,
    )


def _cost(run: Any) -> float:
    """Return the price in US dollars, 0 where nobody knows it."""
    try:
        return float(run.response.cost().total_price)
    except (LookupError, ValueError, AssertionError):
        return 0.0


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
