"""Operators with a model: what `check`, `ingest`, `story --why` and `stats` say of it."""

from collections.abc import Iterator

import pytest

from bot.core.briefing import PING_TOKENS
from tests.adapters.provider import TOKENS_IN, TOKENS_OUT, VECTOR_TOKENS, Provider

from .conftest import Run
from .models import answering_aside

pytestmark = [pytest.mark.enable_socket, pytest.mark.usefixtures("no_sources")]

A_CALL = TOKENS_IN + TOKENS_OUT


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, clean: None) -> Iterator[Provider]:
    """Serve a model that the settings name."""
    del clean
    served = Provider('{"word": "ready"}')
    with answering_aside(served) as url:
        monkeypatch.setenv("TIDINGS_LLM_MODEL", "m")
        monkeypatch.setenv("TIDINGS_LLM_BASE_URL", url)
        yield served


def line(tidings: Run, name: str) -> tuple[bool, str]:
    """Return how a part of `tidings check` went, and its words."""
    rows = tidings("check", "--json").json
    return next((row["ok"], row["detail"]) for row in rows if row["check"] == name)


def test_asking_whether_the_model_answers_is_paid_from_the_budget(
    tidings: Run, provider: Provider
) -> None:
    first, second = line(tidings, "model"), line(tidings, "model")

    assert first == (True, f"m, {A_CALL} of 1000000 tokens used today")
    assert second == (True, f"m, {2 * A_CALL} of 1000000 tokens used today")
    (day,) = tidings("stats", "--json").json["models"]
    assert (day["calls"], day["tokens"]) == (len(provider.asked), 2 * A_CALL)


def test_with_the_budget_spent_the_model_is_not_asked(
    tidings: Run, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_LLM_DAILY_TOKENS", str(PING_TOKENS - 1))

    assert line(tidings, "model") == (False, "m: the day's 1999 tokens are used up")
    assert provider.asked == []


def test_a_model_that_is_down_fails_the_check_in_a_line(tidings: Run, provider: Provider) -> None:
    provider.answers = [500]

    assert line(tidings, "model") == (False, "m: HTTP 500")


def test_a_translation_by_the_model_is_paid_too(
    tidings: Run, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_TRANSLATOR_URL", "model")
    provider.answers = ['{"word": "ready"}', '{"texts": ["早上好。"]}']

    assert line(tidings, "translator") == (True, "model m: 早上好。")
    assert tidings("stats", "--json").json["models"][0]["tokens"] == 2 * A_CALL


def test_vectors_are_checked_and_paid_too(
    tidings: Run, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIDINGS_LLM_MODEL")
    monkeypatch.setenv("TIDINGS_EMBEDDING_MODEL", "e")

    assert line(tidings, "embeddings") == (True, "vectors e: 3 numbers for a text")
    assert tidings("stats", "--json").json["models"][0]["tokens"] == VECTOR_TOKENS
    assert provider.asked == []


def test_vectors_need_an_endpoint_of_their_kind(
    tidings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_EMBEDDING_MODEL", "e")
    monkeypatch.setenv("TIDINGS_LLM_MODEL", "anthropic:m")
    refused = tidings("check")
    assert refused.code == 2
    assert refused.err == (
        "tidings: TIDINGS_EMBEDDING_MODEL: needs an OpenAI-compatible endpoint, and"
        " TIDINGS_LLM_MODEL is anthropic:m\n"
    )
