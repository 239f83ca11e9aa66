"""The real clock, and one that can be moved forward by hand."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """Reads the computer's clock."""

    def now(self) -> datetime:
        """Return the current moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class SkippingClock(SystemClock):
    """Runs as the computer's clock does, ahead of it by what was skipped."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the moment it is in this clock's world."""
        return super().now() + self._ahead

    def skip_to(self, moment: datetime) -> None:
        """Make it `moment` now; a moment that has passed changes nothing."""
        self._ahead += max(moment - self.now(), timedelta())
