"""The weekly review: what it says, and how its day is chosen."""

from dataclasses import replace
from datetime import timedelta

from bot.core.actions import OpenStory
from bot.core.audience import Review
from bot.core.choices import EndReview, SetReview, ShowTrends
from bot.core.trends import find_trends
from bot.render.review import render_review, render_review_choice, review_sentence

from .samples import NOW, actions, story, subscriber, view

TRENDS = find_trends({"chips": 10, "law": 20}, {"chips": 20, "law": 5})


def test_a_review_tells_the_week_what_moved_and_its_best_stories() -> None:
    (message,) = render_review(view("en"), [story()], total=214, trends=TRENDS, slot=NOW)

    heading, rising, falling, note, *_ = message.html.splitlines()
    assert heading.startswith("<b>Your week · ")
    assert "–" in heading
    assert rising == "Rising: #chips (+100%)."
    assert falling == "Falling: #law (-75%)."
    assert note == "214 stories came this week. The best:"
    assert actions(message.keyboard)[-3] == ShowTrends()
    assert actions(message.keyboard)[-1] == EndReview()


def test_a_week_without_what_qualifies_shows_the_best_of_the_rest_or_says_so() -> None:
    (below,) = render_review(view("en"), [], total=3, trends=(), slot=NOW, below=[story()])
    (empty,) = render_review(view("en"), [], total=0, trends=(), slot=NOW)

    assert "Nothing above your floor this week. The best below it:" in below.html
    assert OpenStory(story().id) in actions(below.keyboard)
    assert "A quiet week: no stories for you." in empty.html


def test_a_day_is_chosen_first_and_then_a_time() -> None:
    off = render_review_choice(view("en"), subscriber())
    review = Review(weekday=6, minutes=18 * 60 + 30)
    at = NOW + timedelta(days=3)
    on = render_review_choice(view("en"), replace(subscriber(), review=review, next_review_at=at))

    assert SetReview(6, 8 * 60) in actions(off.keyboard)
    assert SetReview(6, 9 * 60) not in actions(off.keyboard)
    assert SetReview(6, 9 * 60) in actions(on.keyboard)
    assert SetReview(2, review.minutes) in actions(on.keyboard)
    texts = [shown.text for row in on.keyboard for shown in row]
    assert "✓ 18:30" in texts
    assert "✓ Sun" in texts
    assert "Weekly review: Sun at 18:30. Next: " in on.html


def test_nothing_is_said_of_a_review_nobody_wants() -> None:
    assert review_sentence(view("en"), subscriber()) == ""
