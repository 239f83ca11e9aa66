"""The life of an aiohttp session."""

from types import TracebackType
from typing import Self

import aiohttp


class OwnsSession:
    """An adapter whose session ends with its own context."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        """Take over `session`; nobody else closes it."""
        self._session = session

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._session.close()
