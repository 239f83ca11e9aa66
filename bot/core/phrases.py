"""Phrases: sentences for people, marked for translation where they are written.

The English sentence is the message id (gettext). `N_` marks a literal for extraction without
translating it; only the renderer turns a phrase into words.
"""

from dataclasses import dataclass, field


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark only"
    """Mark `text` for extraction and return it unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A marked sentence and the values of its {named} fields."""

    text: str
    fields: dict[str, object] = field(default_factory=dict)
