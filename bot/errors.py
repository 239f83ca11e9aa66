"""Every error this program raises on purpose.

* BotError
  x ConfigError                  settings make no sense: exit 2, one line that names the variable
  x UserError                    what a person did wrong: answered in their language
  x SourceError                  one feed failed: recorded on the source, the run goes on
    + FetchError
    + FeedFormatError
  x AnalysisError                the model failed: the story stays queued
    + OverBudgetError            the day's tokens are used up
  x DeliveryError                Telegram did not take a message
    + ThrottledError             the same message later
    + NotSentError               it surely did not arrive: try again
    + UnreachableError           blocked, deleted, kicked: close the subscription
    + SilencedError              nobody may write there for now: the next digest tries again
    + TopicClosedError           a forum topic is closed: only its subscription rests
    + MovedError                 a group became a supergroup: move and send again
    + RejectedError              never sendable: park it
    + UnconfirmedError           it may have arrived: never resend blindly
  x StoreError                   the database failed: stop the unit of work

The core raises plain ValueErrors with a reason (`bot.core.feeds.FeedReadError`); the adapter that
calls it wraps them in the error that names the subject.
"""

from bot.core.phrases import Phrase


class BotError(Exception):
    """Base class; catch it, never raise it."""


class ConfigError(BotError):
    """A setting makes no sense; the message names the variable and how to mend it."""


class UserError(BotError):
    """The person at the other end can mend this; `phrase` tells them how."""

    def __init__(self, text: str, **fields: object) -> None:
        super().__init__(text)
        self.phrase = Phrase(text, fields)


class SourceError(BotError):
    """One source failed."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class FetchError(SourceError):
    """A page or feed could not be fetched; `status` is 0 where no answer came."""

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        status: int = 0,
        retry_after: float = 0,
    ) -> None:
        super().__init__(url, reason)
        self.status = status
        self.retry_after = retry_after


class FeedFormatError(SourceError):
    """What was fetched is not a feed, or too broken to read."""


class AnalysisError(BotError):
    """The model or translator gave nothing usable; the offline text answers meanwhile."""

    def __init__(
        self,
        reason: str,
        *,
        is_down: bool = False,
        retry_after: float = 0,
        tokens: int | None = None,
    ) -> None:
        super().__init__(reason)
        self.is_down = is_down
        """Whether it answers nobody now; else only this answer was of no use."""
        self.retry_after = retry_after
        self.tokens = tokens
        """What the request took; None where that is not known."""


class OverBudgetError(AnalysisError):
    """The request does not fit into what is left of the day's tokens; it was not sent."""


class DeliveryError(BotError):
    """Telegram did not take a message, or, for chat 0, a request that is about no chat."""

    def __init__(self, chat_id: int, reason: str) -> None:
        super().__init__(f"{f'chat {chat_id}' if chat_id else 'Telegram'}: {reason}")
        self.chat_id = chat_id
        self.reason = reason


class ThrottledError(DeliveryError):
    """Wait `retry_after` seconds, then send the same message again (429)."""

    def __init__(self, chat_id: int, retry_after: float) -> None:
        super().__init__(chat_id, f"throttled for {retry_after:g} s")
        self.retry_after = retry_after


class NotSentError(DeliveryError):
    """The request never reached Telegram (no connection); safe to send again."""


class UnreachableError(DeliveryError):
    """The chat is closed to us (403, chat not found): stop sending there."""


class SilencedError(DeliveryError):
    """The bot is in the group, whose members may not write (400): this message is dropped."""


class TopicClosedError(DeliveryError):
    """The forum topic is closed or gone (400): its subscription rests, the chat's others go on."""


class MovedError(DeliveryError):
    """The group became a supergroup."""

    def __init__(self, chat_id: int, new_chat_id: int) -> None:
        super().__init__(chat_id, f"moved to {new_chat_id}")
        self.new_chat_id = new_chat_id


class RejectedError(DeliveryError):
    """Telegram will never take this message (400)."""


class UnconfirmedError(DeliveryError):
    """No answer after the request was written (timeout, reset, 5xx): it may have arrived."""


class StoreError(BotError):
    """The database failed; the unit of work is undone."""
