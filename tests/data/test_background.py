from dataclasses import replace
from datetime import timedelta

from bot.core.background import LOOKED_BACK
from bot.core.news import StoryId, StoryMaterial
from data.store import Store
from tests.core.stories import article, material

from . import given
from .given import NOW


def of_now() -> StoryMaterial:
    return replace(material(article(at=NOW)), id=StoryId(999))


async def titles(store: Store, *tags: str) -> list[str]:
    found = await store.background.of(of_now(), tags)
    return [earlier.titles["en"] for earlier in found]


async def test_earlier_stories_of_a_tag_are_found_newest_first(store: Store) -> None:
    for title, hours, tags in (
        ("Old", 30, ("chips", "legal")),
        ("New", 2, ("chips",)),
        ("Other", 3, ("robotics",)),
        ("Later", -1, ("chips",)),
    ):
        await given.story(store, title, tags=tags, at=NOW - timedelta(hours=hours))

    assert await titles(store, "chips", "funding") == ["New", "Old"]
    assert await titles(store) == []
    (_, old) = await store.background.of(of_now(), ["chips"])
    assert old.tags == {"chips", "legal"}


async def test_what_is_too_long_ago_is_left_out(store: Store) -> None:
    at = NOW - LOOKED_BACK - timedelta(hours=1)
    await given.story(store, "Ancient", tags=("chips",), at=at)

    assert await titles(store, "chips") == []
