"""Through whose eyes jobs render."""

from datetime import datetime

from bot.core.audience import Preferences
from bot.render.view import View
from bot.services import Services


def view_of(services: Services, preferences: Preferences, *, now: datetime, timezone: str) -> View:
    """Return the view of those with these preferences: all that `/settings` says about words."""
    return View(
        t=services.translator(preferences.language),
        taxonomy=services.taxonomy,
        now=now,
        timezone=timezone,
        bot_username=services.bot_username,
        public_url=services.public_url,
        second_language=preferences.second_language,
        hidden=preferences.hidden,
        is_rich=preferences.is_rich,
    )
