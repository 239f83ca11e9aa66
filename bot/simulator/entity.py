"""Formatted ranges of a text, measured in UTF-16 units."""

from dataclasses import dataclass, field
from typing import Any


def utf16_length(text: str) -> int:
    """Count UTF-16 units, which is how Telegram measures a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class Entity:
    """One formatted range (Bot API, MessageEntity); offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Return the first unit after the entity."""
        return self.offset + self.length

    def json(self) -> dict[str, Any]:
        """Return the entity as the Bot API writes it."""
        return {"type": self.type, "offset": self.offset, "length": self.length, **self.extra}
