"""What operators say about stories, brought to the messages and the people that had them."""

import logging
from collections.abc import Mapping

from bot.core.amending import SETTLING, Amendment
from bot.core.audience import PastId, Preferences
from bot.core.news import Story
from bot.core.outgoing import Fields, message_fields
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.render.amended import amend_card, amend_holding, render_notice
from bot.render.view import View
from bot.services import Services

from .giving_way import give_way
from .viewing import view_of

log = logging.getLogger(__name__)

BATCH = 500
"""Messages in one transaction; also how many edits digests wait behind at most."""


async def amend_messages(services: Services) -> None:
    """Bring every open word as far as it can come now.

    Shared messages are put into new words at once, and what was sent is edited when nothing in
    the old words is on its way any more.
    """
    for amendment in await services.store.amending.open():
        found = await services.store.amending.story(amendment.story_id)
        if found is None:
            continue
        story, reason = found
        now = services.clock.now()
        if amendment.changed_at is None:
            await _change(services, amendment, story, reason)
        elif now >= amendment.changed_at + SETTLING and await _reach(
            services, amendment, story, reason
        ):
            await services.store.amending.finish(amendment)
            log.info("amended", extra={"facts": {"story": story.id, "word": amendment.word}})


async def _change(services: Services, amendment: Amendment, story: Story, reason: str) -> None:
    """Take back what has not left and must not, and put what is shared into new words."""
    amending = services.store.amending
    last = (0, 0)
    while following := await amending.withdraw(amendment, after=last, limit=BATCH):
        last = following
        await give_way(services.clock)
    after = (0, 0)
    while holdings := await amending.holdings(amendment, after=after, limit=BATCH):
        changes: dict[tuple[PastId, int], Fields] = {}
        for one in holdings:
            view = _view(services, one.preferences)
            fields = amend_holding(view, one, story, reason, amendment.known_as)
            if fields != one.fields:
                changes[one.digest_id, one.part] = fields
        await amending.rewrite(changes)
        after = (holdings[-1].digest_id, holdings[-1].part)
        await give_way(services.clock)
    await amending.mark_changed(amendment, services.clock.now())


async def _reach(services: Services, amendment: Amendment, story: Story, reason: str) -> bool:
    """Edit and tell until there is enough to send; return whether everybody has been reached."""
    amending, now = services.store.amending, services.clock.now()
    notices = _notices(services, amendment, story, reason) if amendment.is_told else {}
    is_more = True
    while is_more:
        if await amending.is_busy(now, limit=BATCH):
            return False
        is_more = await amending.reach_messages(amendment, notices, now, limit=BATCH)
        await give_way(services.clock)
    while readers := await amending.card_readers(amendment, limit=BATCH):
        cards = {
            reader: amend_card(_view(services, reader.preferences), reader, story, reason)
            for reader in readers
        }
        await amending.reach_readers(amendment, cards, notices, now)
        await give_way(services.clock)
    return True


def _notices(
    services: Services, amendment: Amendment, story: Story, reason: str
) -> Mapping[str, Fields]:
    return {
        language: message_fields(
            render_notice(
                _view(services, Preferences(language=language)), amendment.word, story, reason
            )
        )
        for language in INTERFACE_LANGUAGES
    }


def _view(services: Services, preferences: Preferences) -> View:
    return view_of(services, preferences, now=services.clock.now(), timezone="UTC")
