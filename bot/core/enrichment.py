"""What scoring, tagging and writing make of a story."""

from dataclasses import dataclass
from datetime import datetime

from .news import ArticleId, Scores, StoryId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrichment:
    """What scoring, tagging and writing made of a story."""

    story_id: StoryId
    revision: int
    """The `StoryMaterial.revision` it was made of; a story that changed since stays queued."""
    lead_id: ArticleId
    updated_at: datetime  # when the last new publisher joined
    scores: Scores
    tags: tuple[str, ...]
    texts: tuple[Text, ...]
