"""Who talks to the bot in these tests."""

from bot.core.audience import ChatId, Subscriber

from .talk import Talk

ADA = 7
"""Speaks English, lives in Berlin once she has said so."""
LIN = 8
"""Speaks Chinese."""
EVERY_LANGUAGE = ("en", "zh-Hans")
"""Those that stories are written in; the explorer speaks all the others, too."""


def meet_ada(talk: Talk) -> None:
    """Let a person with an English client come in."""
    talk.world.add_user(ADA, "Ada", "en")


def meet_lin(talk: Talk) -> None:
    """Let a person with a Chinese client come in."""
    talk.world.add_user(LIN, "Lin", "zh-hans")


def meet(talk: Talk, language: str) -> int:
    """Let somebody come in who speaks an interface language; return their id."""
    talk.world.add_user(ADA, "Ada", language.lower())
    return ADA


async def remembered(talk: Talk, chat_id: int = ADA, thread_id: int = 0) -> Subscriber:
    """Return what is stored about a chat."""
    reader = await talk.services.store.audience.get(ChatId(chat_id), thread_id)
    assert reader is not None
    return reader
