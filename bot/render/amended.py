"""Messages in new words, after an operator corrected, retracted or restored a story."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import regex

from bot.core.actions import OpenStory
from bot.core.amending import CardReader, Holding, Place, Word, find_place
from bot.core.audience import CardPart
from bot.core.news import Story, StoryId
from bot.core.outgoing import Fields, Message, message_fields, plain_fields

from .buttons import button
from .item import APART, render_inside, render_item
from .rich import RULE, Rich, blocks
from .story import MAX_TITLE, choose_text, one_line, render_alert, render_story, score_line
from .telegram_html import (
    MAX_LENGTH,
    NOTHING,
    Html,
    bold,
    clip,
    join,
    lines,
    link,
    shown_length,
    text,
)
from .view import View

_SHORT_TITLE = 60
_TAGS = regex.compile("(?:<[^>]*>)*")


def amend_holding(
    view: View, holding: Holding, story: Story, reason: str, ids: Collection[StoryId]
) -> Fields:
    """Return a shared message in new words; the same where it says nothing of the story.

    Args:
        view: as it was rendered for, but for the moment.
        holding: an alert, which is about the story alone, or a part of a digest.
        story: as it is now.
        reason: why it was retracted; empty where it stands.
        ids: the numbers under which messages may know it.
    """
    if holding.is_alert:
        card = render_retracted(view, story, reason) if reason else render_alert(view, story)
        return message_fields(card)
    place = find_place(holding.fields, ids)
    return _amend(view, holding.fields, place, story, reason) if place else holding.fields


def amend_card(view: View, reader: CardReader, story: Story, reason: str) -> Fields:
    """Return the card that somebody opened in new words."""
    if reason:
        return message_fields(render_retracted(view, story, reason))
    return message_fields(render_story(view, story, is_saved=reader.is_saved, said=reader.said))


def render_retracted(view: View, story: Story, reason: str) -> Message:
    """Render what takes the place of the card of a retracted story."""
    return Message(html=lines(bold(view.t("Retracted")), _title(view, story), text(reason)).markup)


def render_notice(view: View, word: Word, story: Story, reason: str) -> Message:
    """Render the quiet word to those who had a story."""
    t = view.t
    told = choose_text(view, story)
    open_it = ((button(t("Open the story"), OpenStory(story.id)),),)
    match word:
        case Word.RETRACTION:
            said = text(t("A story you were sent was retracted:"))
            return Message(html=lines(said, _title(view, story), text(reason)).markup)
        case Word.CORRECTION:
            said = text(t("A story you were sent was corrected. It is right like this:"))
            told_anew = lines(said, _title(view, story), text(told.summary))
            return Message(html=clip(told_anew, MAX_LENGTH).markup, keyboard=open_it)
        case _:
            said = text(t("A story that was retracted stands after all:"))
            return Message(html=lines(said, _title(view, story)).markup, keyboard=open_it)


def _amend(view: View, fields: Fields, place: Place, story: Story, reason: str) -> Fields:
    """Put one entry of a digest into new words; the others stay as they were read."""
    begins = f"{place.number}. " if place.is_update else f"{place.number} · "
    sections = str(fields["text"]).split(APART)
    at = _find(sections, begins)
    if at is None or (place.is_update and not reason and not _is_retracted(sections[at])):
        return fields
    others = APART.join(sections[:at] + sections[at + 1 :])
    room = MAX_LENGTH - shown_length(others) - len(APART)
    choices = list(_entries(view, place, begins, story, reason))
    entry = next((one for one in choices if one.length <= room), clip(choices[-1], room))
    sections[at] = entry.markup
    fields = fields | {"text": APART.join(sections)}
    if "rich_message" not in fields:
        return fields
    tells = not place.is_update and not reason
    inside = render_inside(view, story) if tells else Rich()
    rule = Rich() if place.is_update else RULE
    return _amend_rich(fields, begins, rule + blocks(entry), inside)


def _amend_rich(fields: Fields, begins: str, entry: Rich, inside: Rich) -> Fields:
    """Put the same into the rich form, which is given up where it has no room for it."""
    sections = str(fields["rich_message"]["html"]).split(APART)
    at = _find(sections, begins)
    if at is not None:
        for shown in (entry + inside, entry):
            sections[at] = shown.markup
            whole = APART.join(sections)
            if Rich(whole).fits:
                return fields | {"rich_message": {"html": whole}}
    return plain_fields(fields)


def _find(sections: Sequence[str], begins: str) -> int | None:
    """Return which section shows some words first."""
    shown = (_TAGS.sub("", section, count=1) for section in sections)
    return next((at for at, words in enumerate(shown) if words.startswith(begins)), None)


def _is_retracted(block: str) -> bool:
    """Tell whether an update says no more what is new: it names no article."""
    return "<a " not in block


def _entries(view: View, place: Place, begins: str, story: Story, reason: str) -> Iterator[Html]:
    """Yield what may stand in the place of an entry, the longest first."""
    if reason:
        head = text(begins + view.t("Retracted"))
        yield lines(head, _title(view, story), text(reason))
        yield lines(head, text(reason))
        yield head
    elif place.is_update:
        latest = story.mentions[0]
        yield join("", (text(begins), link(latest.url, one_line(latest.title, MAX_TITLE))))
        yield join("", (text(begins), link(latest.url, one_line(latest.title, _SHORT_TITLE))))
    else:
        yield render_item(view, story, place.number)
        short = replace(view, hidden=view.hidden | {CardPart.SUMMARY})
        yield render_item(short, story, place.number)
        title = one_line(choose_text(view, story).title, _SHORT_TITLE)
        yield lines(text(begins + score_line(story.scores)), bold(title))


def _title(view: View, story: Story) -> Html:
    title = choose_text(view, story).title
    return bold(one_line(title, MAX_TITLE)) if title else NOTHING
