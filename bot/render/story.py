"""The story card, everywhere the same, and the words about a story that lists share with it."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.actions import GiveFeedback, SaveStory, ShareStory, ToggleDetails
from bot.core.audience import CardPart, FeedbackKind
from bot.core.conversion import convert
from bot.core.news import Mention, Origin, Scores, Story, Text
from bot.core.outgoing import Button, Keyboard, Message
from bot.core.text import isolated, truncate
from bot.core.urls import is_web_url
from bot.i18n.catalog import SOURCE_LANGUAGE
from bot.i18n.dates import age, language, listing

from .buttons import button, tick
from .figures import render_key_figures
from .reasons import render_reasons
from .telegram_html import (
    MAX_LENGTH,
    NOTHING,
    Html,
    bold,
    clip,
    italic,
    join,
    lines,
    link,
    quotation,
    text,
)
from .view import View

MAX_TITLE = 240
MAX_PUBLISHER = 60
_MAX_SUMMARY = 1200
_MAX_SOURCE_TITLE = 100
_MAX_SOURCES = 10
_LEAST_ANALYSIS = 100
_UPDATE_AGE = timedelta(hours=1)
"""A publisher that joins sooner is part of the first news."""


def render_story(
    view: View,
    story: Story,
    *,
    is_saved: bool = False,
    is_open: bool = False,
    heading: Html = NOTHING,
    said: frozenset[FeedbackKind] = frozenset(),
) -> Message:
    """Render a card; `is_open` adds the reasons for its scores and all its sources.

    `said` is what the reader said about it. What they leave out of cards still comes where they
    ask for the details.
    """
    return replace(
        render_card(view, story, is_open=is_open, heading=heading),
        keyboard=_keyboard(view, story, is_saved=is_saved, is_open=is_open, said=said),
    )


def render_card(
    view: View, story: Story, *, is_open: bool = False, heading: Html = NOTHING
) -> Message:
    """Render a card without its buttons, for where there is another one."""
    told = choose_text(view, story)
    beside = second_text(view, story)
    head = lines(
        heading,
        text(score_line(story.scores)),
        text("\n".join(render_reasons(view, story.scores))) if is_open else NOTHING,
        *_told(view, told),
        text(render_key_figures(told, view.t)) if told.language != view.t.language else NOTHING,
        *(_told(view, beside) if beside else ()),
    )
    foot = lines(
        text(view.tag_names(story.tags)) if view.shows(CardPart.TAGS) else NOTHING,
        render_sources(view, story) if is_open else NOTHING,
        text(f"{about_line(view, story)} · #{story.id}")
        if is_open or view.shows(CardPart.SOURCES)
        else NOTHING,
        italic(view.t.together((language_label(view, story), origin_label(view, told)))),
    )
    room = MAX_LENGTH - lines(head, foot).length - 1
    analysis = NOTHING
    if told.analysis and room >= _LEAST_ANALYSIS and (is_open or view.shows(CardPart.ANALYSIS)):
        analysis = clip(quotation(told.analysis, expandable=True), room)
    return Message(
        html=clip(lines(head, analysis, foot), MAX_LENGTH).markup,
        preview_url=_preview(view, story) if view.shows(CardPart.PREVIEW) else "",
    )


def render_alert(view: View, story: Story) -> Message:
    """Render a story that breaks in before the next digest."""
    return render_story(view, story, heading=bold(view.t("Breaking news")))


def _told(view: View, told: Text) -> tuple[Html, Html]:
    """Return title and summary in one language."""
    summary = truncate(told.summary, _MAX_SUMMARY) if view.shows(CardPart.SUMMARY) else ""
    return bold(one_line(told.title, MAX_TITLE)), text(summary)


def one_line(words: str, limit: int) -> str:
    """Return words without line breaks, at most `limit` graphemes, safe beside other words."""
    return isolated(truncate(" ".join(words.split()), limit))


def choose_text(view: View, story: Story) -> Text:
    """Return the story's words for a reader.

    In their language; else in the other Chinese script, converted; else in English, which more
    people read than any other; else in the story's own.
    """
    texts = story.texts
    nearest = _text_in(view.t.language, story) or texts.get(SOURCE_LANGUAGE)
    return nearest or texts[story.language]


def second_text(view: View, story: Story) -> Text | None:
    """Return the story's words in the reader's second language, where it has any."""
    beside = _text_in(view.second_language, story)
    return None if beside == choose_text(view, story) else beside


def _text_in(language: str, story: Story) -> Text | None:
    """Return the story's words in a language, maybe converted from the other Chinese script."""
    if language in story.texts:
        return story.texts[language]
    converted = (convert(told, language) for told in story.texts.values())
    return next((told for told in converted if told), None)


def score_line(scores: Scores) -> str:
    """Return the three axes at a glance."""
    return f"🔥 {scores.hot}   ✍️ {scores.quality}   🌍 {scores.impact}"


def about_line(view: View, story: Story, *, is_short: bool = False) -> str:
    """Say who tells a story and since when; unless short, also its updates and readers."""
    t = view.t
    began = told_at(story)
    facts = [_publishers(view, story), age(t, began, view.now)]
    if not is_short and len(story.publishers) > 1 and story.updated_at - began >= _UPDATE_AGE:
        facts.append(t("updated {age}", age=age(t, story.updated_at, view.now)))
    if not is_short and story.readers:
        facts.append(t.plural("{count} reader", "{count} readers", story.readers))
    if not is_short and story.shares:
        facts.append(t.plural("{count} share", "{count} shares", story.shares))
    return " · ".join(facts)


def told_at(story: Story) -> datetime:
    """Return when a story was first published by anybody."""
    return min((mention.published_at for mention in story.mentions), default=story.first_seen_at)


def language_label(view: View, story: Story) -> str:
    """Say which language a story was told in, where it is not the reader's."""
    told = choose_text(view, story)
    if told.language in story.texts and told.language == view.t.language:
        return ""
    if told.language == view.t.language:
        return view.t("Converted from the other Chinese script.")
    return view.t("Original in {language}.", language=language(view.t, told.language))


def origin_label(view: View, told: Text) -> str:
    """Say who wrote a text, where that is not its source; it stands below the sources."""
    t = view.t
    match told.origin:
        case Origin.MODEL:
            return t("Written by a model from the sources above.")
        case Origin.TRANSLATION:
            return t("Translated by machine from the sources above.")
        case Origin.EXTRACT:
            return t("Excerpted from the sources above.")
        case Origin.CORRECTION:
            return t("Corrected by the editors.")
        case _:
            return ""


def _publishers(view: View, story: Story) -> str:
    names = [one_line(name, MAX_PUBLISHER) for name in story.publishers]
    if len(names) <= 2:  # noqa: PLR2004 - two names read better than "and 1 more"
        return listing(view.t, names)
    return view.t.plural(
        "{publisher} and {count} more",
        "{publisher} and {count} more",
        len(names) - 1,
        publisher=names[0],
    )


def render_sources(view: View, story: Story) -> Html:
    """List the sources, each with its publisher, its language where it is another, and a link."""
    t = view.t
    shown = [_source(view, mention) for mention in story.mentions[:_MAX_SOURCES]]
    hidden = len(story.mentions) - len(shown)
    more = text(t.plural("and {count} more", "and {count} more", hidden)) if hidden else NOTHING
    return lines(text(t("Sources:")), *shown, more)


def _source(view: View, mention: Mention) -> Html:
    t = view.t
    about = one_line(mention.publisher, MAX_PUBLISHER)
    if mention.language != t.language:
        about = t("{name} ({detail})", name=about, detail=language(t, mention.language))
    told = t(
        "{publisher}: {title}", publisher=about, title=one_line(mention.title, _MAX_SOURCE_TITLE)
    )
    return join("", (text("• "), link(mention.url, told)))


def _preview(view: View, story: Story) -> str:
    """Return the article to preview: the first in the reader's language, else the leading one."""
    urls = (
        mention.url
        for mention in story.mentions
        if mention.language == view.t.language and is_web_url(mention.url)
    )
    return next(urls, _original(story))


def _original(story: Story) -> str:
    urls = (mention.url for mention in story.mentions if is_web_url(mention.url))
    return next(urls, "")


def _keyboard(
    view: View, story: Story, *, is_saved: bool, is_open: bool, said: frozenset[FeedbackKind]
) -> Keyboard:
    t, id_ = view.t, story.id
    details = t("Fewer details") if is_open else t("🔍 Details")
    first = [button(details, ToggleDetails(id_, not is_open))]
    if url := _original(story):
        first.append(Button(text=t("🌐 Original"), url=url))
    save = t("✓ Saved") if is_saved else t("🔖 Save")
    more, less, mute = (
        button(tick(label, kind in said), GiveFeedback(id_, kind, kind not in said))
        for kind, label in (
            (FeedbackKind.MORE, t("👍 More like this")),
            (FeedbackKind.LESS, t("👎 Less like this")),
            (FeedbackKind.MUTE, t("🔇 Mute this story")),
        )
    )
    return (
        tuple(first),
        (
            button(t("↗️ Share"), ShareStory(id_)),
            button(save, SaveStory(id_, not is_saved)),
        ),
        (more, less),
        (mute,),
    )
