"""Inline mode: `@bot words` in any chat gives story cards in the asker's language."""

from dataclasses import replace

from telegram import Update

from bot.core.audience import ChatId
from bot.core.news import Story
from bot.core.outgoing import Button, Fields, message_fields
from bot.core.share import story_link
from bot.core.text import plain, whole_sentences
from bot.i18n.catalog import open_translator
from bot.render.story import MAX_TITLE, choose_text, render_story, score_line
from bot.render.view import View

from .context import Context

_RESULTS = 10
_CACHE_SECONDS = 60
_MAX_SUMMARY = 200


async def inline(update: Update, context: Context) -> None:
    """Answer an inline query with the stories found, or the newest ones for no words.

    The asker's own settings give language and zone; nothing else of them is shown to the chat.
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
        now=context.now,
        timezone=asker.schedule.timezone if asker else "UTC",
        bot_username=services.bot_username,
        public_url=services.public_url,
    )
    words = " ".join(query.query.split())
    stories = services.store.stories
    found = (
        await stories.search(words, before=None, limit=_RESULTS)
        if words
        else await stories.latest(floor=0, before=None, limit=_RESULTS)
    )
    results = [_result(view, story) for story in found]
    await services.messenger.answer_inline(query.id, results, cache_seconds=_CACHE_SECONDS)


def _result(view: View, story: Story) -> Fields:
    """Return one InlineQueryResultArticle: a card whose only button leads into the bot."""
    told = choose_text(view, story)
    summary = whole_sentences(told.summary, _MAX_SUMMARY)
    open_here = Button(text=view.t("Open in Tidings"), url=story_link(view.bot_username, story.id))
    fields = message_fields(replace(render_story(view, story), keyboard=((open_here,),)))
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
