"""Each provider's library speaks to its own format, and says in the same words what went wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.adapters.model import ModelAnalyst, ModelClient
from bot.core.briefing import Brief
from bot.errors import AnalysisError

from .answers import ANSWER, GOOD
from .provider import TOKENS_IN, TOKENS_OUT, WAIT, Provider, Reason, answering

pytestmark = pytest.mark.enable_socket

PROVIDERS = ("m", "anthropic:m", "google:m")
BRIEF = Brief(
    instructions="Write.", prompt="An article.", languages=("en", "zh-Hans"), most_output=500
)


@asynccontextmanager
async def asking(
    model: str, provider: Provider, *, deadline: float = 30
) -> AsyncIterator[ModelAnalyst]:
    async with answering(provider) as url:
        base = url if model == "m" else url.removesuffix("/v1")
        client = ModelClient(model, base_url=base, api_key="secret", deadline=deadline)
        try:
            yield ModelAnalyst(client)
        finally:
            await client.close()


async def failure(
    model: str, answer: str | int | None, *, reason: Reason = "stop", deadline: float = 30
) -> tuple[AnalysisError, int]:
    """Return what is raised, and how often the provider was asked."""
    provider = Provider(answer, reason=reason)
    async with asking(model, provider, deadline=deadline) as analyst:
        with pytest.raises(AnalysisError) as caught:
            await analyst.write(BRIEF)
    assert "secret" not in str(caught.value)
    return caught.value, len(provider.asked)


@pytest.mark.parametrize("model", PROVIDERS)
async def test_an_answer_is_read_with_what_it_took(model: str) -> None:
    provider = Provider(ANSWER)
    async with asking(model, provider) as analyst:
        written, usage = await analyst.write(BRIEF)

    assert [text.title for text in written.texts] == [
        GOOD["texts"][language]["title"] for language in BRIEF.languages
    ]
    assert {mark.factor for mark in written.marks} == {"depth", "reach", "lasting"}
    assert (usage.tokens_in, usage.tokens_out) == (TOKENS_IN, TOKENS_OUT)


@pytest.mark.parametrize(
    ("model", "header", "key"),
    [
        ("m", "authorization", "Bearer secret"),
        ("anthropic:m", "authorization", "Bearer secret"),
        ("google:m", "x-goog-api-key", "secret"),
    ],
)
async def test_the_key_goes_where_the_provider_looks_for_it(
    model: str, header: str, key: str
) -> None:
    provider = Provider(ANSWER)
    async with asking(model, provider) as analyst:
        await analyst.write(BRIEF)

    assert provider.headers[0][header] == key


@pytest.mark.parametrize("model", PROVIDERS)
async def test_a_model_has_no_tools_and_a_limit(model: str) -> None:
    provider = Provider(ANSWER)
    async with asking(model, provider) as analyst:
        await analyst.write(BRIEF)

    (sent,) = provider.asked
    assert not sent.get("tools")
    limits = (sent.get(name) for name in ("max_tokens", "max_completion_tokens"))
    limit = next(filter(None, limits), sent.get("generationConfig", {}).get("maxOutputTokens"))
    assert limit == BRIEF.most_output


@pytest.mark.parametrize("model", PROVIDERS)
@pytest.mark.parametrize("reason", ["refusal", "length"])
async def test_a_refusal_or_an_answer_cut_off_is_no_answer_and_paid_for(
    model: str, reason: Reason
) -> None:
    error, asked = await failure(model, ANSWER[:100], reason=reason)

    said = {"refusal": "refused to answer", "length": "the answer is not the JSON asked for"}
    assert str(error) == f"{model}: {said[reason]}"
    assert not error.is_down
    assert error.tokens == TOKENS_IN + TOKENS_OUT
    assert asked == 1


@pytest.mark.parametrize("model", PROVIDERS)
@pytest.mark.parametrize("status", [429, 500, 503, 529])
async def test_a_provider_that_is_busy_or_down_is_asked_once_and_then_left_alone(
    model: str, status: int
) -> None:
    error, asked = await failure(model, status)

    assert f"HTTP {status}" in str(error)
    assert error.is_down
    assert error.retry_after == WAIT
    assert error.tokens == 0
    assert asked == 1


@pytest.mark.parametrize("model", PROVIDERS)
async def test_a_wrong_key_is_no_fault_of_the_story(model: str) -> None:
    error, _ = await failure(model, 401)

    assert "HTTP 401" in str(error)
    assert error.is_down


@pytest.mark.parametrize("model", PROVIDERS)
async def test_a_request_that_breaks_the_rules_is_the_fault_of_the_story(model: str) -> None:
    error, asked = await failure(model, 400)

    assert not error.is_down
    assert asked == 1


@pytest.mark.parametrize("model", PROVIDERS)
async def test_a_provider_that_hangs_is_down(model: str) -> None:
    error, _ = await failure(model, None, deadline=0.3)

    assert error.is_down
    assert error.tokens is None


@pytest.mark.parametrize("model", PROVIDERS)
async def test_a_provider_that_is_not_there_is_down(model: str) -> None:
    async with answering(Provider(ANSWER)) as url:
        pass
    client = ModelClient(model, base_url=url.removesuffix("/v1"), api_key="secret")
    with pytest.raises(AnalysisError) as caught:
        await ModelAnalyst(client).write(BRIEF)
    await client.close()

    assert caught.value.is_down
