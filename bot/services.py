"""What handlers and jobs may use, gathered once at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.core.concepts import Vocabulary
from bot.core.tags import Taxonomy
from bot.i18n.catalog import Translator
from data.store import Store

from .ports import (
    Analyst,
    Clock,
    Embedder,
    Engagement,
    Fetcher,
    Interpreter,
    Messenger,
    Painter,
    Reader,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writers:
    """Which models are asked, for whom, and within which limit."""

    vocabulary: Vocabulary
    """The names the gate knows in several languages."""
    languages: tuple[str, ...] = ("en", "zh-Hans")
    """Stories are written in all of them, where a model or translator is configured."""
    daily_tokens: int = 0
    analyst: Analyst | None = None
    interpreter: Interpreter | None = None
    embedder: Embedder | None = None
    """Heard where words leave in doubt which articles tell one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The program's dependencies; built in `bot.app`, replaced piecemeal in tests."""

    store: Store
    clock: Clock
    fetcher: Fetcher
    reader: Reader
    messenger: Messenger
    taxonomy: Taxonomy
    painter: Painter
    translator: Callable[[str], Translator]
    """Returns the translator of an interface language."""
    writers: Writers
    bot_username: str
    """Without the @; deep links need it."""
    resend_alerts: bool = False
    """Alerts that may have arrived are sent once more."""
    retention: timedelta = timedelta(days=90)
    """How long messages that are done with are kept, and what models answered."""
    public_url: str
    """Where our web pages are, without a trailing slash; empty where there are none."""
    engagement: Engagement | None = None
    """None where no forum is asked."""
    admins: frozenset[int] = frozenset()
    """The user ids of the operators."""
