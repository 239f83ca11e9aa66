"""Short ways to speak to a simulated Telegram as a bot does."""

import json
from typing import Any

from bot.simulator.api import create_simulator
from bot.simulator.limits import Limits
from bot.simulator.world import World
from tests.transport import AsgiApi

TOKEN = "123456:simulated"  # noqa: S105 - opens nothing


class Ticker:
    """A clock that only tests move."""

    def __init__(self, at: float = 1_800_000_000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


def make_world(
    clock: Ticker | None = None, *, limits: Limits | None = None, knows_rich: bool = True
) -> World:
    """Return a world without rate limits unless a test is about them."""
    return World(
        now=clock or Ticker(),
        bot_token=TOKEN,
        bot_username="tidings_bot",
        limits=limits or Limits.off(),
        knows_rich=knows_rich,
    )


class Bot:
    """Calls methods and returns (status, decoded answer)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.api = AsgiApi(create_simulator(world), TOKEN)

    async def call(self, method: str, **values: Any) -> tuple[int, Any]:
        status, body = await self.api.post(method, json.dumps(values).encode())
        return status, json.loads(body)

    async def ok(self, method: str, **values: Any) -> Any:
        status, answer = await self.call(method, **values)
        assert (status, answer["ok"]) == (200, True), answer
        return answer["result"]

    async def refusal(self, method: str, **values: Any) -> tuple[int, str]:
        status, answer = await self.call(method, **values)
        assert answer["ok"] is False
        assert answer["error_code"] == status
        return status, answer["description"]
