"""What the web chat may do with the time of the program around it."""

from typing import Protocol


class Controls(Protocol):
    """A clock that can be moved to the next thing that happens in a chat."""

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        ...

    async def next_event(self, chat_id: int, topic: int) -> float | None:
        """Return when the next digest comes to a chat, or to a forum topic; None where none will.

        `topic` is 0 for the chat itself.
        """
        ...

    def is_over(self) -> bool:
        """Tell whether the program around it has nothing new left for the bot to tell."""
        ...

    async def arrive(self, user_id: int, language_code: str, time_zone: str) -> None:
        """Hear that a person opened their first chat on a device set to a time zone.

        Telegram tells bots no zone; a program around one may want its clock to fit the page's.
        The name of the zone comes from the page and may be anything.
        """
        ...

    async def skip(self, chat_id: int, topic: int, *, seen: float) -> None:
        """Move the clock to that moment, if it is the one that was `seen` on the page.

        Two pages, or two quick presses, that saw the same digest ahead skip to it once.
        """
        ...
