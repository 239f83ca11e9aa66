"""A story of a list or of a digest, and what unfolds under it where that can be."""

from collections.abc import Sequence
from functools import lru_cache

from bot.core.audience import CardPart
from bot.core.news import Origin, Story, Text
from bot.core.text import split_sentences, truncate

from .reasons import render_reasons
from .rich import Rich, blocks, details
from .story import (
    MAX_TITLE,
    about_line,
    choose_text,
    language_label,
    one_line,
    origin_label,
    render_sources,
    score_line,
    second_text,
)
from .telegram_html import NOTHING, Html, bold, italic, join, lines, text
from .view import View

APART = "\n\n"
"""Stands between the entries of a list, in each of its forms, and never within one."""

_MAX_SUMMARY = 280
_MAX_SENTENCES = 2


def render_item(view: View, story: Story, number: int) -> Html:
    """Render a story of a list, without a blank line in it."""
    return lines(text(f"{number} · {score_line(story.scores)}"), _render_words(view, story))


@lru_cache(maxsize=2000)  # in many lists at different places
def _render_words(view: View, story: Story) -> Html:
    told, beside = choose_text(view, story), second_text(view, story)
    about = about_line(view, story, is_short=True)
    return lines(
        bold(one_line(told.title, MAX_TITLE)),
        bold(one_line(beside.title, MAX_TITLE)) if beside else NOTHING,
        text(_gist(told) if view.shows(CardPart.SUMMARY) else ""),
        text(view.tag_names(story.tags) if view.shows(CardPart.TAGS) else ""),
        join(
            " · ",
            (
                text(about if view.shows(CardPart.SOURCES) else ""),
                italic(language_label(view, story)),
                italic(origin_label(view, told) if told.origin is Origin.CORRECTION else ""),
            ),
        ),
    )


def render_inside(view: View, story: Story) -> Rich:
    """Return what unfolds under a story of a rich digest.

    As on an opened card that is all there is, also what the reader leaves out of cards.
    """
    told = choose_text(view, story)
    inside = (
        text(told.analysis),
        text("\n".join(render_reasons(view, story.scores))),
        render_sources(view, story),
        italic(origin_label(view, told)),
    )
    return details(view.t("🔍 Details"), blocks(join(APART, inside)))


def put_together(entries: Sequence[tuple[Rich, Rich]]) -> str:
    """Return a rich message of entries and what unfolds under them, as far as that fits.

    Empty where nothing unfolds, which the plain form says as well.
    """
    whole = Rich("".join(entry.markup for entry, _ in entries))
    shown = []
    for entry, inside in entries:
        if (whole + inside).fits:
            whole += inside
            shown.append(entry + inside)
        else:
            shown.append(entry)
    is_plain = all(one == entry for one, (entry, _) in zip(shown, entries, strict=True))
    return "" if is_plain else APART.join(one.markup for one in shown)


@lru_cache(maxsize=2000)  # for many readers' lists the same
def _gist(told: Text) -> str:
    sentences = split_sentences(told.summary)[:_MAX_SENTENCES]
    gap = "" if told.language.startswith(("zh", "ja")) else " "
    return truncate(" ".join(gap.join(sentences).split()), _MAX_SUMMARY)
