"""Requests are paid from the day's budget, also those that do not say what they took."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.briefing import Usage
from bot.core.check import Fault, FaultKind
from bot.core.writing import FALLBACK, Call
from bot.errors import OverBudgetError
from bot.services import Services
from jobs.spending import spend
from tests.factories import Bench
from tests.fakes import NOON

RESERVED = 600


def with_tokens(desk: Bench, tokens: int) -> Services:
    return replace(desk.services, writers=replace(desk.services.writers, daily_tokens=tokens))


async def silent() -> tuple[str, Usage]:
    return "words", Usage()


async def telling() -> tuple[str, Usage]:
    return "words", Usage(tokens_in=50, tokens_out=20)


async def test_an_answer_that_does_not_say_what_it_took_costs_what_was_reserved(
    desk: Bench,
) -> None:
    assert await spend(with_tokens(desk, RESERVED), "m", RESERVED, silent) == "words"

    assert await desk.store.models.spent(NOON) == RESERVED
    (day,) = await desk.store.models.days(1)
    assert day.tokens == RESERVED


async def test_an_answer_that_says_what_it_took_costs_that(desk: Bench) -> None:
    await spend(with_tokens(desk, RESERVED), "m", RESERVED, telling)

    assert await desk.store.models.spent(NOON) == 70
    (day,) = await desk.store.models.days(1)
    assert day.tokens == 70


async def test_what_costs_no_tokens_stays_free(desk: Bench) -> None:
    await spend(desk.services, "t", 0, silent)

    assert await desk.store.models.spent(NOON) == 0
    (day,) = await desk.store.models.days(1)
    assert day.tokens == 0


async def test_answers_that_do_not_say_what_they_took_end_with_the_days_budget(
    desk: Bench,
) -> None:
    services = with_tokens(desk, 2 * RESERVED)
    for _ in range(2):
        await spend(services, "m", RESERVED, silent)

    with pytest.raises(OverBudgetError):
        await spend(services, "m", RESERVED, silent)


@pytest.mark.parametrize(("kind", "failed"), [(FaultKind.LOOSE_FIGURE, 0), (FaultKind.FIGURE, 1)])
async def test_a_loose_answer_was_found_at_fault_and_did_not_fail(
    desk: Bench, kind: FaultKind, failed: int
) -> None:
    fault = Fault(kind=kind, language="en", field="title", words="nearly $3 billion")
    await spend(desk.services, "m", 0, silent, lambda _: [fault])

    (day,) = await desk.store.models.days(1)
    assert (day.failed, day.faults) == (failed, 1)


async def test_a_day_on_which_stories_only_fell_back_has_a_row_too(desk: Bench) -> None:
    models = desk.store.models
    await models.record(Call(engine="", outcome=FALLBACK), NOON - timedelta(days=1))
    await models.record(Call(engine="", outcome=FALLBACK), NOON)
    await spend(desk.services, "m", 0, telling)

    today, yesterday = await models.days(9)
    assert (today.calls, today.failed, today.tokens, today.fallbacks) == (1, 0, 70, 1)
    assert (yesterday.calls, yesterday.failed, yesterday.tokens) == (0, 0, 0)
    assert (yesterday.day, yesterday.fallbacks) == ("2026-03-01", 1)
