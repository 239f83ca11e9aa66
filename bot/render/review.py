"""The weekly review: as it arrives, and the choice of its day and time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.actions import Flow, Screen, ShowScreen
from bot.core.audience import Review, Subscriber
from bot.core.choices import EndReview, SetReview
from bot.core.news import Story
from bot.core.outgoing import Message
from bot.core.trends import Trend
from bot.i18n.dates import clock, days, moment, weekday

from .buttons import button, grid, tick
from .charts import movement, trends_button
from .lists import render_stories
from .quiet import quiet_note
from .schedule import TIMES, back
from .telegram_html import bold, lines, text
from .view import View

_WIDE = 4


def render_review(
    view: View,
    stories: Sequence[Story],
    *,
    total: int,
    trends: Sequence[Trend],
    slot: datetime,
    below: Sequence[Story] = (),
) -> tuple[Message, ...]:
    """Render the best stories of the week that ends with `slot`, of `total` there were.

    `trends` are the tags of this week beside the one before; `below` holds the best stories under
    the floor for where nothing is above it.
    """
    t = view.t
    if stories:
        note = t.plural(
            "{count} story came this week. The best:",
            "{count} stories came this week. The best:",
            total,
        )
    elif below:
        note = t("Nothing above your floor this week. The best below it:")
    else:
        note = t("A quiet week: no stories for you.")
    span = days(t, slot - timedelta(days=6), slot, view.timezone)
    controls = (
        (trends_button(view),),
        (
            button(t("🗓 Day and time"), ShowScreen(Screen.REVIEW)),
            button(t("🔕 No reviews"), EndReview()),
        ),
    )
    heading = lines(bold(t("Your week · {days}", days=span)), movement(view, trends), text(note))
    return render_stories(view, stories or below, heading, text(""), controls=controls)


def review_sentence(view: View, subscriber: Subscriber) -> str:
    """Say when the weekly review comes and when the next one does; empty where it is off."""
    review, next_at = subscriber.review, subscriber.next_review_at
    if review is None or next_at is None:
        return ""
    return view.t(
        "Weekly review: {day} at {time}. Next: {next}.",
        day=weekday(view.t, review.weekday),
        time=clock(review.minutes),
        next=moment(view.t, next_at, view.now, subscriber.schedule.timezone),
    )


def render_review_choice(view: View, subscriber: Subscriber) -> Message:
    """Render the choice of a day for the weekly review, and then of a time."""
    t, review = view.t, subscriber.review
    chosen = review or Review(weekday=-1, minutes=subscriber.schedule.times[0])
    weekdays = [
        button(
            tick(weekday(t, number), number == chosen.weekday), SetReview(number, chosen.minutes)
        )
        for number in range(7)
    ]
    off = button(tick(t("Off"), review is None), EndReview())
    rows = [*grid([*weekdays, off], _WIDE)]
    if review is not None:
        rows += grid(
            [
                button(
                    tick(clock(minutes), minutes == review.minutes),
                    SetReview(review.weekday, minutes),
                )
                for minutes in sorted({*TIMES, review.minutes})
            ],
            _WIDE,
        )
    return Message(
        html=lines(
            bold(t("Weekly review")),
            text(t("Once a week: the best stories of the week, and what rises and falls.")),
            text(review_sentence(view, subscriber)),
            text(quiet_note(view, subscriber.schedule, [review.minutes] if review else ())),
        ).markup,
        keyboard=(*rows, back(view, Flow.SETTINGS)),
    )
