"""Changes to a reader's settings: each stores what is wanted and refreshes `context.reader`."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.audience import Alerts, Effect, Preferences, Review, Rule, RuleKind, Schedule
from bot.core.due import next_review
from bot.i18n.catalog import open_translator

from .context import Context


async def change_preferences(context: Context, preferences: Preferences) -> None:
    """Store what the reader's digests hold, and speak their language from here on.

    Who sets up a channel from a private chat goes on in their own.
    """
    await context.services.store.audience.set_preferences(context.reader.id, preferences)
    context.reader = replace(context.reader, preferences=preferences)
    if not context.is_elsewhere:
        context.t = open_translator(preferences.language)


async def change_schedule(context: Context, schedule: Schedule, *, turn_on: bool = False) -> None:
    """Store when digests come; a subscription that is off stays off unless turned on."""
    context.reader = await context.services.store.audience.reschedule(
        context.reader.id, schedule, context.now, turn_on=turn_on
    )


async def change_review(context: Context, review: Review | None) -> None:
    """Store when the weekly review comes, None for never."""
    slot = next_review(context.reader.schedule, review, context.now)
    await context.services.store.audience.set_review(context.reader.id, review, slot)
    context.reader = replace(context.reader, review=review, next_review_at=slot)


async def change_alerts(context: Context, alerts: Alerts) -> None:
    """Store whether breaking news come at once."""
    await context.services.store.audience.set_alerts(context.reader.id, alerts)
    context.reader = replace(context.reader, alerts=alerts)


async def turn_off(context: Context) -> bool:
    """Stop all that comes unasked; tell whether more than digests came.

    Reviews and alerts end too, and are not back when digests are; every other setting stays.
    """
    came_more = context.reader.review is not None or context.reader.alerts.is_on
    await context.services.store.audience.set_next_digest(context.reader.id, None)
    context.reader = replace(context.reader, next_digest_at=None)
    if context.reader.review is not None:
        await change_review(context, None)
    if context.reader.alerts.is_on:
        await change_alerts(context, replace(context.reader.alerts, is_on=False))
    return came_more


async def change_rules(
    context: Context, kind: RuleKind, values: Iterable[str], effect: Effect | None
) -> None:
    """Follow or mute `values`, or (None) drop what was said about them."""
    wanted = frozenset(values)
    preferences = context.reader.preferences
    kept = frozenset(
        rule for rule in preferences.rules if rule.kind is not kind or rule.value not in wanted
    )
    added = (
        frozenset(Rule(kind=kind, value=value, effect=effect) for value in wanted)
        if effect
        else frozenset[Rule]()
    )
    await change_preferences(context, replace(preferences, rules=kept | added))
