from datetime import timedelta
from typing import Any

from bot.core.admin import Figures, SourceState, by_health, source_state
from bot.core.news import Source, SourceId, SourceSeed
from bot.core.outgoing import HourOfDelivery, ParcelState
from bot.render.admin import (
    render_admin,
    render_figures,
    render_queue,
    render_source,
    render_sources,
)

from .samples import NOW, labels, view

DEPTHS = dict.fromkeys(ParcelState, 2)


def source(number: int, **facts: Any) -> Source:
    seed = SourceSeed(
        url=f"https://s{number}.example/feed", title=f"S{number}", publisher="P", language="en"
    )
    known: dict[str, Any] = {"seed": seed, "succeeded_at": NOW - timedelta(hours=2)}
    return Source(id=SourceId(number), **(known | facts))


MANY = [source(number) for number in range(1, 20)]


def test_those_that_want_a_look_come_first() -> None:
    fine, fresh = source(1), source(2, succeeded_at=None)
    off, paused = source(3, is_active=False), source(4, is_active=False, is_paused=True)
    failing, worse = source(5, failures=1), source(6, failures=9)

    ordered = by_health([fine, fresh, off, paused, failing, worse])

    assert ordered == [worse, failing, paused, off, fresh, fine]
    assert [source_state(one) for one in ordered[1:]] == list(SourceState)


def test_operators_see_at_once_what_wants_a_look() -> None:
    message = render_admin(view(), [source(1), source(2, failures=1)], DEPTHS)

    assert "Sources: 2, failing: 1" in message.html
    assert "Messages waiting: 4, in doubt: 4" in message.html


def test_sources_are_paged_and_a_page_too_far_is_the_last() -> None:
    def shown(page: int) -> list[str]:
        rows = labels(render_sources(view(), MANY, page).keyboard)
        return [label for row in rows for label in row]

    assert shown(0)[0] == "✓ S1"
    assert ("›" in shown(0), "‹" in shown(0)) == (True, False)
    assert ("›" in shown(1), "‹" in shown(1)) == (True, True)
    assert shown(99) == shown(2)
    assert ("›" in shown(2), "‹" in shown(2)) == (False, True)
    assert render_sources(view(), [], 0).keyboard[0][0].text == "‹ Operations"


def test_a_source_says_how_it_fares() -> None:
    failing = render_source(view(), source(1, failures=3, last_error="HTTP <503>"), "Test failed")
    fresh = render_source(view(), source(1, succeeded_at=None))

    for words in (
        "It fails.",
        "3 failures in a row",
        "HTTP &lt;503&gt;",
        "Test failed",
        "2 hours",
    ):
        assert words in failing.html
    assert "Never read so far" in fresh.html


def test_a_source_of_its_publishers_name_is_named_once() -> None:
    seed = SourceSeed(url="https://p.example/feed", title="P", publisher="P", language="en")

    assert render_source(view(), source(1)).html.startswith("<b>✓ S1</b>\nP\n")
    assert render_source(view(), source(1, seed=seed)).html.startswith("<b>✓ P</b>\n<a ")


def test_the_queue_tells_waiting_from_doubtful() -> None:
    lines = render_queue(view(), DEPTHS, []).html.splitlines()

    assert lines[1:] == [
        "Waiting: 4",
        "On their way: 2",
        "Unconfirmed: 2",
        "Refused by Telegram: 2",
        "Which ones: tidings stats --in-doubt",
        "Nothing was sent in 24 hours.",
    ]


def test_where_nothing_is_in_doubt_there_is_nothing_to_list() -> None:
    fine = DEPTHS | {ParcelState.UNCONFIRMED: 0, ParcelState.PARKED: 0}

    assert "Which ones" not in render_queue(view(), fine, []).html


def test_the_queue_says_how_each_hour_went_the_last_one_first() -> None:
    hours = [
        HourOfDelivery(
            start=NOW.replace(hour=hour),
            sent=1200,
            retried=3,
            parked=1,
            unconfirmed=0,
            late_p50=timedelta(seconds=12),
            late_p99=timedelta(hours=2, minutes=9),
        )
        for hour in (7, 8)
    ]

    lines = render_queue(view(), DEPTHS, hours).html.splitlines()

    assert lines[6] == "<b>The last 24 hours</b>"
    assert lines[7] == (
        "09:00 · 1,200 sent, 3 again, 1 refused, 0 in doubt · "
        "half within 12 sec, 99 of 100 within 2 hr"
    )
    assert lines[8].startswith("08:00 · ")


def test_figures_name_languages() -> None:
    figures = Figures(
        languages={"zh-Hans": 7, "en": 2},
        stories_day=1,
        stories_week=2,
        articles_day=3,
        articles_week=4000,
    )
    html = render_figures(view(), {"all": 12, "active": 10, "subscribed": 9}, figures).html

    assert "Chats: 12, active: 10, with a digest: 9" in html
    assert html.index("Chinese") < html.index("English: 2")
    assert "Articles: 3 in a day, 4,000 in a week" in html
