"""Quiet hours: their screen, and what other times say of them."""

from dataclasses import replace

import pytest

from bot.core.audience import QuietHours, Review, Schedule
from bot.core.choices import SetQuiet, SetSilent
from bot.render.quiet import render_quiet
from bot.render.replies import render_subscribed
from bot.render.review import render_review_choice
from tests.render.samples import actions, labels, subscriber, view

BERLIN = Schedule(timezone="Europe/Berlin")


def test_quiet_hours_are_chosen_with_what_may_break_them() -> None:
    none = render_quiet(view(), BERLIN)
    assert ["✓ No quiet hours"] in labels(none.keyboard)
    assert SetSilent(is_on=True) in actions(none.keyboard)
    own = replace(BERLIN, quiet=QuietHours(start=60, end=300, lets_breaking=True))
    chosen = render_quiet(view(), own)
    assert ["✓ 01:00–05:00"] in labels(chosen.keyboard)
    assert SetQuiet(60, 300, lets_breaking=False) in actions(chosen.keyboard)


@pytest.mark.parametrize(("minutes", "waits"), [(7 * 60, False), (6 * 60 + 59, True)])
def test_a_time_in_quiet_hours_says_why_it_comes_later(minutes: int, *, waits: bool) -> None:
    schedule = replace(
        BERLIN, times=(minutes, 8 * 60), quiet=QuietHours(start=22 * 60, end=7 * 60)
    )
    reader = replace(subscriber(), schedule=schedule, review=Review(weekday=1, minutes=minutes))
    for message in (render_subscribed(view(), reader), render_review_choice(view(), reader)):
        assert ("Quiet from 22:00 to 07:00.\nWhat would come" in message.html) is waits
