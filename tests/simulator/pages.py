"""A page in front of a simulated Telegram, without a browser."""

from typing import Any

import httpx

from .clients import Ticker

DIGEST_AT = 1_800_003_600.0
ADA, LIN, EVE = 7, 8, 9


class Clock:
    """Controls with one digest ahead of a subscriber."""

    def __init__(self, ticker: Ticker) -> None:
        self.ticker = ticker
        self.subscribers: set[int] = set()
        self.arrived: list[tuple[int, str, str]] = []

    def now(self) -> float:
        return self.ticker.at

    async def next_event(self, chat_id: int, topic: int) -> float | None:
        return DIGEST_AT if (topic or chat_id) in self.subscribers else None

    def is_over(self) -> bool:
        return self.ticker.at >= DIGEST_AT

    async def arrive(self, user_id: int, language_code: str, time_zone: str) -> None:
        self.arrived.append((user_id, language_code, time_zone))

    async def skip(self, chat_id: int, topic: int, *, seen: float) -> None:
        event = await self.next_event(chat_id, topic)
        if event is not None and event == seen:
            self.ticker.at = event


async def post(page: httpx.AsyncClient, path: str, **values: Any) -> Any:
    response = await page.post(f"/sim/{path}", json=values)
    assert response.status_code == 200, response.text
    return response.json()


async def state_of(page: httpx.AsyncClient, user: int, chat: int) -> Any:
    answer = await page.get("/sim/state", params={"user": user, "chat": chat})
    assert answer.status_code == 200, answer.text
    return answer.json()
