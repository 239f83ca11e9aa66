"""The weekly review: switched on and off by buttons, and as it arrives."""

from datetime import timedelta

import pytest

from jobs.deliver import Courier
from jobs.review import plan_reviews

from .people import ADA, meet, meet_ada, remembered
from .talk import Json, Talk, labels


async def arrive(talk: Talk, chat_id: int) -> Json:
    """Let the next review of a chat arrive."""
    next_at = (await remembered(talk, chat_id)).next_review_at
    assert next_at is not None
    talk.clock.moment = next_at
    await plan_reviews(talk.services)
    courier = Courier(talk.services, "courier", per_second=30)
    while await courier.deliver():
        pass
    return talk.last(chat_id)


@pytest.mark.parametrize(
    ("language", "said", "heading", "off"),
    [
        ("en", "Weekly review: Mon at 22:00. Next: today at 22:00.", "Your week · ", "Off"),
        ("zh-Hans", "每周回顾：周一 22:00。下一期：今天 22:00。", "您的一周 · ", "关闭"),
        (
            "ru",
            "Обзор недели: пн в 22:00. Следующий: сегодня в 22:00.",
            "Ваша неделя",
            "Выкл.",
        ),
    ],
)
async def test_a_review_is_switched_on_arrives_and_is_ended_by_one_tap(
    talk: Talk, language: str, said: str, heading: str, off: str
) -> None:
    reader = meet(talk, language)
    settings = await talk.ask_one(reader, "/settings")
    screen = await talk.press(reader, settings, "🗓")
    screen = await talk.press(reader, screen, labels(screen)[0])
    screen = await talk.press(reader, screen, "22:00")
    assert said in screen["text"].splitlines()

    review = await arrive(talk, reader)

    assert review["text"].startswith(heading)
    assert review["text"].count("🔥") == sum(label.isdecimal() for label in labels(review)) == 8
    chart = await talk.open(reader, review, "📊")
    assert chart["photo"]
    ended = await talk.open(reader, review, "🔕")
    assert f"✓ {off}" in labels(ended)
    assert (await remembered(talk)).next_review_at is None


async def test_the_review_keeps_to_a_new_zone_and_a_pause(talk: Talk) -> None:
    meet_ada(talk)
    screen = await talk.press(ADA, await talk.ask_one(ADA, "/settings"), "🗓")
    await talk.press(ADA, screen, "Sun")
    before = (await remembered(talk)).next_review_at

    await talk.ask(ADA, "/timezone Tokyo")
    moved = (await remembered(talk)).next_review_at
    await talk.ask(ADA, "/pause 30")
    paused = (await remembered(talk)).next_review_at

    assert before is not None
    assert moved is not None
    assert paused is not None
    # New York is on summer time by then.
    assert before - moved == timedelta(hours=13)
    assert paused > talk.clock.now() + timedelta(days=30)


async def test_unsubscribing_ends_all_that_comes_unasked(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe")
    settings = await talk.ask_one(ADA, "/settings")
    await talk.press(ADA, await talk.press(ADA, settings, "🗓"), "Sun")
    await talk.press(ADA, await talk.press(ADA, settings, "⚡"), "80")

    answer = await talk.ask_one(ADA, "/unsubscribe")

    assert "Nothing comes any more" in answer["text"]
    reader = await remembered(talk)
    assert (reader.is_subscribed, reader.review, reader.alerts.is_on) == (False, None, False)


async def test_the_chart_leads_to_the_review(talk: Talk) -> None:
    meet_ada(talk)
    chart = await talk.ask_one(ADA, "/trends")

    screen = await talk.open(ADA, chart, "🗓")

    assert screen["text"].startswith("Weekly review")
    assert (await talk.open(ADA, chart, "All tags"))["text"].startswith("All tags")
