import json

from bot.core.audience import (
    CardPart,
    ChatId,
    FeedbackKind,
    Leaning,
    LeaningKind,
    Preferences,
    Subscriber,
)
from bot.core.taste import Opinion
from data.store import Store

from . import given
from .given import NOW


async def reader_with_a_past(store: Store) -> Subscriber:
    reader = await given.subscriber(store)
    for number, kind in enumerate(FeedbackKind):
        story = await given.story(store, tags=("chips", f"tag{number}"))
        await store.reactions.give_feedback(reader.id, story, kind, NOW)
        await store.reactions.bookmark(reader.id, story, on=True, now=NOW)
        await store.stories.record_reader(story, reader.id, NOW)
    return reader


async def test_opinions_name_what_the_stories_are_about(store: Store) -> None:
    reader = await reader_with_a_past(store)

    opinions = await store.reactions.opinions(reader.id)

    assert sorted(opinions, key=lambda one: not one.is_liked) == [
        Opinion(is_liked=True, tags=frozenset({"chips", "tag0"}), publishers=frozenset({"Alpha"})),
        Opinion(
            is_liked=False, tags=frozenset({"chips", "tag1"}), publishers=frozenset({"Alpha"})
        ),
    ]


async def test_opinions_are_forgotten_and_muted_stories_stay_muted(store: Store) -> None:
    reader = await reader_with_a_past(store)

    await store.reactions.forget_opinions(reader.id)

    assert await store.reactions.opinions(reader.id) == []
    assert len((await store.outbox.shown(reader.id, NOW)).stories) == 1
    await store.reactions.unmute_stories(reader.id)
    assert (await store.outbox.shown(reader.id, NOW)).stories == frozenset()


async def test_an_export_holds_everything_and_nobody_elses(store: Store) -> None:
    reader = await reader_with_a_past(store)
    other = await given.subscriber(store, chat_id=99)

    export = await store.personal.export(reader.id)

    assert json.loads(json.dumps(export)) == export
    assert export["chat"]["chat_id"] == reader.chat_id
    assert export["preferences"]["language"] == "en"
    assert [said["kind"] for said in export["said"]] == ["more", "less", "mute"]
    assert len(export["saved"]) == len(export["read"]) == 3
    assert (await store.personal.export(other.id))["said"] == []


async def test_who_is_forgotten_leaves_nothing(store: Store) -> None:
    reader = await reader_with_a_past(store)
    await given.plan(store, [given.digest(reader)], NOW)
    assert (await store.personal.export(reader.id))["digests"] != []

    await store.personal.forget(reader.id)

    assert await store.audience.get(ChatId(reader.chat_id)) is None
    assert await store.personal.export(reader.id) == {}
    assert await given.claim(store) == []


async def test_every_preference_is_remembered(store: Store) -> None:
    reader = await given.subscriber(store)
    wanted = Preferences(
        language="en",
        second_language="zh-Hans",
        min_hot=10,
        min_quality=20,
        min_impact=30,
        hidden=frozenset({CardPart.TAGS, CardPart.ANALYSIS}),
        is_rich=True,
        leanings=frozenset({Leaning(kind=LeaningKind.PUBLISHER, value="The Paper", points=-3)}),
    )

    await store.audience.set_preferences(reader.id, wanted)
    await store.audience.set_preferences(reader.id, wanted)

    known = await store.audience.get(reader.chat_id)
    assert known is not None
    assert known.preferences == wanted
