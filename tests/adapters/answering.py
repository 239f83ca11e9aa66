"""A messenger before a Telegram that answers as it is told."""

import json

from bot.adapters.gateway import Gateway
from bot.adapters.messenger import TelegramMessenger
from bot.adapters.ratelimit import Gate
from bot.errors import DeliveryError
from tests.fakes import FakeBotApi, FixedClock

SENT = (200, b'{"ok":true,"result":{"message_id":42}}')


def refused(status: int, text: str, **parameters: int) -> tuple[int, bytes]:
    answer: dict[str, object] = {"ok": False, "error_code": status, "description": text}
    if parameters:
        answer["parameters"] = parameters
    return status, json.dumps(answer).encode()


def speaking(
    *answers: tuple[int, bytes] | DeliveryError, pays: bool = False
) -> tuple[TelegramMessenger, FakeBotApi, FixedClock]:
    api, clock = FakeBotApi(list(answers)), FixedClock()
    gateway = Gateway(api, Gate(clock, 1000))
    return TelegramMessenger(gateway, clock, pays=pays), api, clock
