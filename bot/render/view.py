"""Through whose eyes something is rendered."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.core.audience import CardPart
from bot.core.tags import Taxonomy
from bot.i18n.catalog import Translator

_MOST_TAGS = 6
"""A card with more hashtags says less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A reader's language, zone and moment, and what links need to lead back to us."""

    t: Translator
    taxonomy: Taxonomy
    now: datetime
    """The moment ages are counted from; for a digest its slot."""
    timezone: str
    bot_username: str
    """Without the @."""
    public_url: str = ""
    """Where our web pages are; empty where there are none."""
    second_language: str = ""
    """Stands beside the reader's own; empty for none."""
    hidden: frozenset[CardPart] = frozenset()
    """What cards and lists leave out."""
    is_rich: bool = False
    """Digests unfold in place."""

    @property
    def eyes(self) -> Hashable:
        """Return what is equal for readers who are shown the same at the same moment."""
        return self.t.language, self.second_language, self.timezone, self.hidden

    def shows(self, part: CardPart) -> bool:
        """Tell whether the reader wants to see a part of cards and lists."""
        return part not in self.hidden

    def tag_name(self, key: str) -> str:
        """Return a tag as a hashtag in the reader's language; `taxonomy.resolve` reads it back."""
        return _hashtag(self.taxonomy.label(key, self.t.language))

    def suggest_tags(self, typed: str) -> tuple[str, ...]:
        """Return hashtags that an unknown name may stand for, as like it as can be; maybe none."""
        taxonomy = self.taxonomy
        return tuple(
            _hashtag(taxonomy.spelling(key, typed, taxonomy.label(key, self.t.language)))
            for key in taxonomy.suggest(typed)
        )

    def tag_names(self, keys: tuple[str, ...]) -> str:
        """Return the hashtags of the best of several tags, a space apart."""
        return " ".join(self.tag_name(key) for key in keys[:_MOST_TAGS])


@lru_cache(maxsize=2000)
def _hashtag(label: str) -> str:
    words = "_".join("".join(c if c.isalnum() else " " for c in label).split())
    return f"#{words.lower()}"
