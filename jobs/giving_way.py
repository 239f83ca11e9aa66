"""What a job of many transactions does between two of them."""

from bot.ports import Clock

_PAUSE = 0.01
"""Seconds; people's own writes wait for one transaction at most."""


async def give_way(clock: Clock) -> None:
    """Let others write, between two transactions."""
    await clock.sleep(_PAUSE)
