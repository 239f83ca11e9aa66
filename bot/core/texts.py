"""The offline texts of a story: one in every language of its articles, nothing invented."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .analysis import Analysis, analyse
from .background import Earlier, background
from .concepts import Vocabulary
from .lead import lead_article
from .news import Article, Origin, StoryMaterial
from .summary import summarise
from .taken_back import standing
from .text import plain

SUMMARY_LENGTH = 280
DENSE_SUMMARY_LENGTH = 130
"""Graphemes of a summary; the second is for Chinese and Japanese, which say more in fewer."""
_DENSE = ("zh", "ja")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDraft:
    """A story's text in one language; `bot.render.analysis` still has to word its analysis."""

    language: str
    title: str
    """As published."""
    summary: str
    """Whole sentences as published; empty where only a title is known."""
    analysis: Analysis
    origin: Origin


def write_texts(
    material: StoryMaterial,
    vocabulary: Vocabulary,
    tags: Collection[str] = (),
    earlier: Sequence[Earlier] = (),
) -> tuple[TextDraft, ...]:
    """Write one text per language of the articles that stand, the lead's language first.

    `earlier` are stories that share a tag; those that share names too become its background.
    """
    lead = lead_article(material.articles)
    languages = dict.fromkeys(
        [lead.language, *(one.language for one in standing(material.articles))]
    )
    leads = (lead_article(material.articles, language) for language in languages)
    return tuple(
        _write(material, vocabulary, lead, background(lead, tags, earlier)) for lead in leads
    )


def _write(
    material: StoryMaterial, vocabulary: Vocabulary, lead: Article, earlier: Sequence[Earlier]
) -> TextDraft:
    is_dense = lead.language.startswith(_DENSE)
    limit = DENSE_SUMMARY_LENGTH if is_dense else SUMMARY_LENGTH
    summary = summarise(lead.text, lead.title, limit=limit)
    return TextDraft(
        language=lead.language,
        title=plain(lead.title),
        summary=summary,
        analysis=analyse(material, lead, summary, vocabulary, earlier),
        origin=Origin.SOURCE if summary in ("", plain(lead.text)) else Origin.EXTRACT,
    )
