"""The queue of updates: long polling and webhook (Bot API, "Getting updates")."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import ConflictError
from .params import Json

POLL_LIMIT = 100
POLL_TIMEOUT = 50
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Where updates are POSTed to."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_at: int = 0
    last_error: str = ""

    def failed(self, at: float, reason: str) -> None:
        """Remember why the last POST did not count."""
        self.last_error_at, self.last_error = int(at), reason


@dataclass(slots=True)
class UpdateQueue:
    """What happened and was not confirmed by the bot."""

    now: Callable[[], float]
    pending: deque[Json] = field(default_factory=deque[Json])
    allowed: frozenset[str] = frozenset()
    """Kinds the bot asked for; empty means the default ones."""
    webhook: Webhook | None = None
    last_id: int = 0
    has_listener: bool = False
    """Whether a bot has asked for updates, in either way, since the world began."""
    _poll: "asyncio.Future[None] | None" = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def push(self, kind: str, content: Json) -> Json | None:
        """Queue an update; None where the bot does not want its kind."""
        if kind not in self.allowed if self.allowed else kind in _NOT_BY_DEFAULT:
            return None
        self.last_id += 1
        update = {"update_id": self.last_id, kind: content}
        self.pending.append(update)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        self._changed.set()
        return update

    def allow(self, kinds: list[str] | None) -> None:
        """Change which kinds are queued from now on; None keeps what was asked before."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def confirm(self, offset: int) -> None:
        """Forget updates before `offset`; below zero, all but the last `-offset`."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
            return
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    def interrupt(self, reason: str) -> None:
        """End a long poll that is under way with a 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ConflictError(f"terminated by {reason}"))

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """Return unconfirmed updates, waiting up to `seconds` for the first one."""
        if self.webhook is not None:
            raise ConflictError(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self.interrupt("other getUpdates request; make sure that only one bot instance is running")
        self.confirm(offset)
        if not self.pending and seconds > 0:
            await self._wait(min(seconds, POLL_TIMEOUT))
        limit = limit if 0 < limit <= POLL_LIMIT else POLL_LIMIT
        return [self.pending[i] for i in range(min(limit, len(self.pending)))]

    async def _wait(self, seconds: float) -> None:
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            pass  # an empty answer, as long polling has it
        finally:
            if self._poll is poll:
                self._poll = None

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Switch between webhook and long polling."""
        if webhook is not None:
            self.interrupt("setWebhook request")
        self.webhook = webhook
        self._changed.set()

    async def deliverable(self) -> Webhook:
        """Wait until there is both an update and a webhook to send it to."""
        while self.webhook is None or not self.pending:
            self._changed.clear()
            await self._changed.wait()
        return self.webhook
