"""What operators may write about a story, within limits; ValueErrors are for them to read."""

from .text import plain

MAX_TITLE = 240
MAX_SUMMARY = 1200
MAX_REASON = 120
"""Characters; the reason also has to fit above a button (Bot API, answerCallbackQuery: 200)."""


def clean(words: str, limit: int) -> str:
    """Return words as one line of plain text.

    Raises:
        ValueError: they are longer than `limit` characters.
    """
    line = " ".join(plain(words).split())
    if len(line) > limit:
        raise ValueError(f"is longer than {limit} characters")
    return line
