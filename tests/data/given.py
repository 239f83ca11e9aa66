"""What tests of the store begin with; every function stores something small and returns it."""

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import NamedTuple

from bot.core.audience import ChatId, ChatKind, DueGroup, PastId, Subscriber
from bot.core.enrichment import Enrichment
from bot.core.news import (
    ArticleDraft,
    ArticleId,
    Origin,
    Scores,
    Source,
    SourceId,
    SourceSeed,
    StoryId,
    Text,
)
from bot.core.outgoing import (
    Move,
    Parcel,
    ParcelId,
    ParcelResult,
    ParcelState,
    PlannedDigest,
    Recipients,
    Step,
    Stretch,
)
from data.store import Store

from .waiting import due_slot, kin

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LEASE = timedelta(minutes=1)

_numbers = count(1)


def seed(name: str, *, publisher: str = "", language: str = "en") -> SourceSeed:
    return SourceSeed(
        url=f"https://{name}.example/feed",
        title=name.title(),
        publisher=publisher or name.title(),
        language=language,
    )


async def source(store: Store, name: str = "alpha", *, publisher: str = "") -> Source:
    wanted = seed(name, publisher=publisher)
    added = await store.sources.add(wanted, NOW)
    known = (one for one in await store.sources.all() if one.seed.url == wanted.url)
    return added or next(known)


def draft(
    source_id: SourceId,
    title: str = "A title",
    *,
    guid: str = "",
    url: str = "",
    at: datetime = NOW,
    text: str = "A text.",
    language: str = "en",
) -> ArticleDraft:
    number = next(_numbers)
    return ArticleDraft(
        source_id=source_id,
        guid=guid or f"guid-{number}",
        url=url or f"https://alpha.example/{number}",
        canonical_url=url or f"https://alpha.example/{number}",
        title=title,
        text=text,
        language=language,
        published_at=at,
        content_hash=f"hash-{number}",
    )


def scores(total: int = 50) -> Scores:
    return Scores(
        hot=total,
        hot_peak=total,
        quality=total,
        impact=total,
        total=total,
        version=1,
        facts={"publishers": 1},
    )


async def story(
    store: Store,
    title: str = "A title",
    *,
    total: int = 50,
    tags: tuple[str, ...] = (),
    at: datetime = NOW,
    ready: datetime | None = None,
    summary: str = "A summary.",
    language: str = "en",
) -> StoryId:
    """Store a story of one article and enrich it at `ready` (`at` where not given)."""
    feed = await source(store)
    article_id, story_id = await store.articles.add(
        draft(feed.id, title, at=at, language=language), story_id=None, why={}, now=at
    )
    text = Text(
        language=language, title=title, summary=summary, analysis="", origin=Origin.EXTRACT
    )
    await store.stories.save(
        enrichment(story_id, article_id, total=total, tags=tags, at=at, texts=(text,)),
        ready or at,
    )
    return story_id


async def growth(store: Store, story_id: StoryId, title: str, *, at: datetime) -> None:
    """Add what another publisher tells to a story."""
    feed = await source(store, "courier")
    await store.articles.add(draft(feed.id, title, at=at), story_id=story_id, why={}, now=at)


def enrichment(
    story_id: StoryId,
    lead_id: ArticleId,
    *,
    total: int = 50,
    revision: int = 1,
    tags: tuple[str, ...] = (),
    at: datetime = NOW,
    texts: tuple[Text, ...] = (),
) -> Enrichment:
    return Enrichment(
        story_id=story_id,
        revision=revision,
        lead_id=lead_id,
        updated_at=at,
        scores=scores(total),
        tags=tags,
        texts=texts,
    )


async def subscriber(
    store: Store,
    chat_id: int = 1,
    *,
    due: datetime | None = NOW,
    kind: ChatKind = ChatKind.PRIVATE,
    thread_id: int = 0,
) -> Subscriber:
    """Store a subscriber whose next digest is at `due`."""
    made = await store.audience.ensure(
        ChatId(chat_id),
        thread_id=thread_id,
        kind=kind,
        language="en",
        timezone="Europe/Berlin",
        now=NOW,
    )
    await store.audience.set_next_digest(made.id, due)
    return made


def digest(
    *people: Subscriber,
    slot: datetime = NOW,
    stories: tuple[StoryId, ...] = (),
    parts: int = 1,
    following: datetime = NOW + DAY,
    past: PastId | None = None,
) -> PlannedDigest:
    messages = tuple({"text": f"part {part}"} for part in range(parts))
    return PlannedDigest(
        step=Step(past=past, story_ids=stories, messages=messages),
        recipients=(recipients(*people, slot=slot, following=following, past=past),),
    )


class Planned(NamedTuple):
    """What became of planned digests."""

    recipients: int
    steps: Sequence[PastId]


async def plan(
    store: Store,
    digests: Sequence[PlannedDigest],
    now: datetime,
    *,
    late: Sequence[Recipients] = (),
) -> Planned:
    """Store digests and give them to their recipients; the `late` only move on."""
    steps = await store.outbox.store([digest.step for digest in digests], now)
    fates = [
        *(
            (step, some)
            for digest, step in zip(digests, steps, strict=True)
            for some in digest.recipients
        ),
        *((None, some) for some in late),
    ]
    moved = 0
    for step, some in fates:
        for number, one in await kin(store, some):
            slot = due_slot(store, some.slot, now)
            moves = [Move(one, step, some.next_digest_at)]
            carry_out = slot.pass_over if step is None else slot.give
            moved += sum([n async for n in carry_out(Stretch(number - 1, number), moves, most=1)])
            await slot.forget()
    return Planned(moved, steps)


def recipients(
    *people: Subscriber,
    slot: datetime = NOW,
    following: datetime = NOW + DAY,
    past: PastId | None = None,
) -> Recipients:
    return Recipients(
        ids=tuple(one.id for one in people), past=past, slot=slot, next_digest_at=following
    )


async def due(
    store: Store, at: datetime, *, since: datetime = NOW, limit: int = 9
) -> list[DueGroup]:
    """Return everybody who is due, in groups; at most `limit` are read at once."""
    groups: list[DueGroup] = []
    async for slot in store.outbox.due(at, history_since=since):
        after = 0
        while stretch := await slot.stretch(after, limit):
            portion = await slot.read(stretch, limit)
            groups += portion.groups
            after = portion.stretch.until
    return groups


async def past(store: Store, slot: datetime) -> PastId | None:
    """Return the past of those who are due."""
    (group,) = await due(store, slot, since=slot)
    return group.kind.past


def text(parcel: Parcel) -> str:
    """Return what a parcel says."""
    said: str = json.loads(parcel.message)["text"]
    return said


async def claim(
    store: Store, owner: str = "one", *, at: datetime = NOW, limit: int = 100
) -> list[Parcel]:
    return await store.outbox.claim(at, owner=owner, lease=LEASE, limit=limit)


async def begin(store: Store, parcels: Collection[Parcel]) -> frozenset[ParcelId]:
    """Mark parcels as being sent; return those that may be."""
    return await store.outbox.record([], NOW, sending=parcels)


async def sending(store: Store, owner: str = "one", *, at: datetime = NOW) -> list[Parcel]:
    """Claim what there is and mark it as being sent."""
    parcels = await claim(store, owner, at=at)
    assert await begin(store, parcels) == {parcel.id for parcel in parcels}
    return parcels


def result(
    parcel: Parcel, state: ParcelState = ParcelState.SENT, *, retry_at: datetime | None = None
) -> ParcelResult:
    """Return what became of a parcel."""
    return ParcelResult(
        parcel_id=parcel.id,
        owner=parcel.owner,
        state=state,
        telegram_message_id=5,
        retry_at=retry_at,
        error="" if state is ParcelState.SENT else "no",
    )
