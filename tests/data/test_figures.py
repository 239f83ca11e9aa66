from datetime import timedelta

from bot.core.audience import ChatId, ChatState
from data.store import Store

from . import given
from .given import NOW


async def test_subscribers_are_counted_by_language_and_news_by_age(store: Store) -> None:
    await given.subscriber(store, 1)
    await given.subscriber(store, 2)
    await given.subscriber(store, 3, due=None)
    await given.subscriber(store, 4)
    await store.audience.set_state(ChatId(4), ChatState.CLOSED, NOW)
    for days in (0, 3, 9):
        await given.story(store, at=NOW - timedelta(days=days))

    figures = await store.counts.figures(NOW)

    assert figures.languages == {"en": 2}
    assert (figures.stories_day, figures.stories_week) == (1, 2)
    assert (figures.articles_day, figures.articles_week) == (1, 2)
