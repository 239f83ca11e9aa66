"""What a digest says of stories the reader knows: only what is new."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.denial import Verdict
from bot.core.news import Story, StoryId
from bot.core.updates import StoryUpdate
from bot.render.digest import render_digest

from .samples import mention, story, view

UPDATE = StoryUpdate(
    story_id=StoryId(12),
    latest=mention("Courier", title="Vellum confirms the deal"),
    publishers=("Courier", "Gazette"),
    figures=("$3 billion", "400"),
    verdict=Verdict.CONFIRMED,
)


def test_updates_stand_below_the_stories_and_open_them() -> None:
    (message,) = render_digest(view(), [], floor=40, updates=[UPDATE])

    assert "<b>Updates to what you have read</b>" in message.html
    assert '<a href="https://news.example/1">Vellum confirms the deal</a>' in message.html
    assert "Courier · Confirmed · new figures: $3 billion, 400 · 2 more publishers" in message.html
    assert [one.text for one in message.keyboard[0]] == ["Update 1"]


def test_an_update_in_another_language_says_so() -> None:
    latest = mention("Courier", title="维伦否认", language="zh-Hans")
    update = replace(UPDATE, latest=latest, publishers=(), figures=(), verdict=Verdict.DENIED)
    (message,) = render_digest(view(), [], floor=40, updates=[update])

    assert "Courier · Denied · Original in Simplified Chinese." in message.html


def test_a_digest_without_updates_says_nothing_of_them() -> None:
    (message,) = render_digest(view(), [], floor=40)
    assert "Update" not in message.html
    plain = replace(UPDATE, verdict=Verdict.NONE, figures=())
    (message,) = render_digest(view(), [], floor=40, updates=[plain])
    assert "Courier · 2 more publishers" in message.html


@pytest.mark.parametrize(
    ("floor", "below", "updates", "note"),
    [
        (40, [], [UPDATE], "No new stories for you, but 1 update."),
        (40, [], [UPDATE, UPDATE], "No new stories for you, but 2 updates."),
        (
            40,
            [story(7)],
            [UPDATE],
            "No new stories above your lowest scores, but 1 update. The best below them:",
        ),
        (
            0,
            [story(7)],
            [],
            "A quiet day: nothing new above your lowest scores. The best below them:",
        ),
        (0, [], [], "A quiet day: nothing new for you."),
    ],
)
def test_a_digest_without_stories_says_what_it_holds_instead(
    floor: int, below: Sequence[Story], updates: Sequence[StoryUpdate], note: str
) -> None:
    (message,) = render_digest(view(), [], floor=floor, below=below, updates=updates)

    assert message.html.splitlines()[1] == note
