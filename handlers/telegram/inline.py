"""Inline mode: `@bot words` in any chat gives story cards in the asker's language."""

from dataclasses import replace
from functools import lru_cache

from telegram import Update

from bot.core.audience import ChatId
from bot.core.news import Story, StoryId
from bot.core.outgoing import Button, Fields, message_fields
from bot.core.share import story_link
from bot.core.text import plain, whole_sentences
from bot.errors import UserError
from bot.i18n.catalog import open_translator
from bot.render.story import MAX_TITLE, choose_text, render_card, score_line
from bot.render.view import View

from .arguments import read_number
from .context import Context
from .searching import understand

_RESULTS = 10
_CACHE_SECONDS = 60
_MAX_SUMMARY = 200


async def inline(update: Update, context: Context) -> None:
    """Answer an inline query with the stories found, or the newest ones for no words.

    The asker's own settings give language and zone, so Telegram may keep an answer for them alone;
    nothing else of them is shown to the chat.
    """
    query = update.inline_query
    if query is None:
        return
    services = context.services
    asker = await services.store.audience.get(ChatId(query.from_user.id))
    t = open_translator(asker.preferences.language) if asker else context.t
    view = View(
        t=t,
        taxonomy=services.taxonomy,
        now=context.minute,
        timezone=asker.schedule.timezone if asker else "UTC",
        bot_username=services.bot_username,
        public_url=services.public_url,
    )
    typed = " ".join(query.query.split())
    start = read_number(query.offset) or 0
    try:
        results, is_more = await services.store.memory.recall(
            (_find, typed, start, view.eyes),
            context.now,
            lambda: _find(context, view, typed, start),
        )
    except UserError as error:
        results, is_more = [], False
        hint = t.say(error.phrase)
    else:
        hint = "" if results or start else t("Nothing found. Open the bot to look around.")
    await services.messenger.answer_inline(
        query.id,
        results,
        cache_seconds=_CACHE_SECONDS,
        next_offset=str(start + _RESULTS) if is_more else "",
        hint=hint,
    )


async def chosen(update: Update, context: Context) -> None:
    """Count a card that somebody sent to a chat as a share of its story."""
    result = update.chosen_inline_result
    number = read_number(result.result_id) if result else None
    if number:
        await context.services.store.stories.record_share(StoryId(number))


async def _find(context: Context, view: View, typed: str, start: int) -> tuple[list[Fields], bool]:
    """Return a page of results, and whether there are more."""
    store, now = context.services.store, context.now
    if not typed:
        newest = await store.memory.recall(
            "newest",
            now,
            lambda: store.stories.latest(floor=0, before=None, limit=_RESULTS),
        )
        return [_result(view, story) for story in newest], False
    query = await understand(context, typed, view)
    found = await store.memory.recall(
        (query, start, _RESULTS),
        now,
        lambda: store.search.find(query, now, offset=start, limit=_RESULTS),
    )
    return [_result(view, story) for story in found.stories], found.is_more


@lru_cache(maxsize=2000)  # found by many words
def _result(view: View, story: Story) -> Fields:
    """Return one InlineQueryResultArticle: a card whose only button leads into the bot."""
    told = choose_text(view, story)
    summary = whole_sentences(told.summary, _MAX_SUMMARY)
    open_here = Button(text=view.t("Open in Tidings"), url=story_link(view.bot_username, story.id))
    fields = message_fields(replace(render_card(view, story), keyboard=((open_here,),)))
    return {
        "type": "article",
        "id": str(story.id),
        "title": plain(told.title)[:MAX_TITLE],
        "description": f"{score_line(story.scores)}\n{summary}",
        "input_message_content": {
            "message_text": fields["text"],
            "parse_mode": fields["parse_mode"],
            "link_preview_options": fields["link_preview_options"],
        },
        "reply_markup": fields["reply_markup"],
    }
