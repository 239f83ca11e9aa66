"""One request to a model or translator: paid from the day's budget, written into the books."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.core.briefing import Usage
from bot.core.check import Fault
from bot.core.writing import Call, outcome_of
from bot.errors import AnalysisError, OverBudgetError
from bot.services import Services

T = TypeVar("T")


async def spend(
    services: Services,
    engine: str,
    most_tokens: int,
    request: Callable[[], Awaitable[tuple[T, Usage]]],
    found: Callable[[T], Sequence[Fault]] = lambda _: (),
) -> T:
    """Send a request whose tokens are taken from the budget before, and settled after.

    Args:
        services: whose store keeps the books.
        engine: what the books call the model or translator.
        most_tokens: more than the request can take; 0 for what costs no tokens.
        request: sends it, once.
        found: returns the faults of an answer; without it nobody looks for any.

    Raises:
        OverBudgetError: the request did not fit into what is left of the day; it was not sent.
        AnalysisError: it failed.

    Where nobody knows what it took, answered or failed, all that was reserved is gone.
    """
    models, now = services.store.models, services.clock.now()
    limit = services.writers.daily_tokens
    if most_tokens and not await models.reserve(most_tokens, limit, now):
        raise OverBudgetError(f"{engine}: the day's {limit} tokens are used up", is_down=True)
    used = most_tokens
    try:
        answer, usage = await request()
        used = usage.tokens or most_tokens  # who does not say what it took may have taken it all
        faults = found(answer)
    except AnalysisError as error:
        used = most_tokens if error.tokens is None else error.tokens
        await models.record(
            Call(engine=engine, outcome="failed", tokens_in=used if most_tokens else 0), now
        )
        raise
    finally:
        if most_tokens:
            await models.settle(most_tokens, used, now)
    await models.record(
        Call(
            engine=engine,
            outcome=outcome_of(faults),
            tokens_in=usage.tokens_in if usage.tokens else most_tokens,
            tokens_out=usage.tokens_out,
            cost_usd=usage.cost_usd,
            faults=len(faults),
        ),
        now,
    )
    return answer
