"""The product's own lane, from the outbox to a Bot API, as `bot.app` builds it."""

from dataclasses import replace

from bot.adapters.gateway import Gateway
from bot.adapters.messenger import TelegramMessenger
from bot.adapters.ratelimit import Gate
from bot.ports import BotApi, Clock
from data.store import Store
from jobs.deliver import Courier
from tests.factories import bench


def open_lane(
    store: Store, clock: Clock, api: BotApi, *, owner: str, per_second: float
) -> Courier:
    """Return a courier that sends what is queued in `store` to `api`."""
    messenger = TelegramMessenger(Gateway(api, Gate(clock, per_second)), clock)
    services = replace(bench(store).services, clock=clock, messenger=messenger)
    return Courier(services, owner, per_second=per_second)
