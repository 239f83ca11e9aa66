from bot.core.amending import Reach, Word
from bot.core.news import Retraction, StoryId
from bot.render.desk import render_managed, render_retraction

from .samples import NOW, labels, mention, story, view


def reach(word: Word = Word.CORRECTION, *, is_told: bool = False, is_done: bool = True) -> Reach:
    return Reach(
        word=word,
        at=NOW,
        is_told=is_told,
        is_done=is_done,
        changed=12,
        waiting=3,
        failed=1,
        told=5,
        to_tell=2,
    )


def test_a_story_with_many_articles_stays_short() -> None:
    few = render_managed(view(), story(mentions=(mention(),) * 3), None)
    many = render_managed(view(), story(mentions=(mention(),) * 25), None)

    assert "more" not in few.html
    assert "and 5 more" in many.html
    assert many.keyboard[0][1].copy == "/admin retract 12 "


def test_a_correction_says_how_far_it_is_and_offers_to_tell_of_it() -> None:
    quiet = render_managed(view(), story(), reach())
    told = render_managed(view(), story(), reach(is_told=True, is_done=False))

    assert "Messages changed: 12, waiting: 3, beyond change: 1" in quiet.html
    assert "Told" not in quiet.html
    assert ["🔔 Tell those who had it"] in labels(quiet.keyboard)
    assert "Told: 5, to be told: 2\nMore messages follow." in told.html
    assert ["🔔 Tell those who had it"] not in labels(told.keyboard)


def test_a_retraction_can_be_undone() -> None:
    retraction = Retraction(reason="A hoax.", at=NOW)

    shown = render_retraction(view(), StoryId(12), retraction, reach(Word.RETRACTION))

    assert shown.html.startswith("Story 12 was retracted: A hoax.\nMessages changed: 12")
    assert labels(shown.keyboard)[0] == ["↩️ Undo"]
