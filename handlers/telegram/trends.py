"""`/trends`: a chart of the tags of the last 30 days, and the same in words."""

from dataclasses import replace
from datetime import timedelta

from telegram import Update

from bot.core.choices import ShowTrends
from bot.core.trends import Chart
from bot.errors import RejectedError
from bot.i18n.catalog import SOURCE_LANGUAGE
from bot.render.charts import render_trends, trends_chart

from .context import Context

_HALF = timedelta(days=15)


async def trends(_update: Update, context: Context) -> None:
    """Answer with the chart; before there is any news, with words alone."""
    await press_trends(ShowTrends(), context)


async def press_trends(_action: ShowTrends, context: Context) -> None:
    """Send the chart below what was pressed."""
    services, view = context.services, context.view
    found = await services.store.stories.trends(context.now, _HALF)
    caption = render_trends(view, found)
    if not found:
        await context.send(caption)
        return
    chart = trends_chart(view, found)
    if not await services.painter.can_write(_letters(chart)):
        # English rather than boxes; the caption says it all in the reader's language.
        chart = trends_chart(replace(view, t=services.translator(SOURCE_LANGUAGE)), found)
    try:
        await context.send_photo(await services.painter.draw(chart), caption)
    except RejectedError:  # a group may take words but no pictures; the caption says it all
        await context.send(caption)


def _letters(chart: Chart) -> str:
    bars = (part for bar in chart.bars for part in (bar.label, bar.note))
    return "".join(sorted(set("".join((chart.title, chart.subtitle, *bars)))))
