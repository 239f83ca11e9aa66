from datetime import timedelta

from bot.core.audience import ChatId, ChatState
from bot.core.outgoing import ParcelState
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


async def test_doubtful_messages_are_listed_the_latest_first(store: Store) -> None:
    states = (ParcelState.SENT, ParcelState.PARKED, ParcelState.UNCONFIRMED)
    people = [await given.subscriber(store, number) for number in range(1, 4)]
    await given.plan(store, [given.digest(*people)], NOW)
    parcels = sorted(await given.sending(store), key=lambda parcel: parcel.chat_id)
    for minutes, (parcel, state) in enumerate(zip(parcels, states, strict=True)):
        at = NOW + timedelta(minutes=minutes)
        await store.outbox.record([given.result(parcel, state)], at)

    lost, refused = await store.counts.doubtful(9)

    assert (lost.chat_id, lost.state, lost.slot) == (3, ParcelState.UNCONFIRMED, NOW)
    assert (lost.since, lost.error) == (NOW + timedelta(minutes=2), "no")
    assert (refused.chat_id, refused.state) == (2, ParcelState.PARKED)
    assert await store.counts.doubtful(1) == [lost]
