"""`/trends`: a chart of the tags of the last 30 days, and the same in words."""

from dataclasses import replace
from datetime import timedelta

from telegram import Update

from bot.core.trends import Chart, find_trends
from bot.i18n.catalog import SOURCE_LANGUAGE
from bot.render.charts import render_trends, trends_chart

from .context import Context

_HALF = timedelta(days=15)


async def trends(_update: Update, context: Context) -> None:
    """Answer with the chart; before there is any news, with words alone."""
    stories, services = context.services.store.stories, context.services
    middle = context.now - _HALF
    later = await stories.tag_counts(middle)
    found = find_trends(await stories.tag_counts(middle - _HALF, middle), later)
    caption = render_trends(context.view, found)
    if not found:
        await context.send(caption)
        return
    view = context.view
    chart = trends_chart(view, found)
    if not await services.painter.can_write(_letters(chart)):
        # English rather than boxes; the caption says it all in the reader's language.
        chart = trends_chart(replace(view, t=services.translator(SOURCE_LANGUAGE)), found)
    await services.messenger.send_photo(
        context.reader.chat_id,
        await services.painter.draw(chart),
        caption,
        thread_id=context.reader.thread_id,
    )


def _letters(chart: Chart) -> str:
    words = [chart.title, chart.subtitle, *(bar.label for bar in chart.bars)]
    return "".join(sorted(set("".join(words))))
