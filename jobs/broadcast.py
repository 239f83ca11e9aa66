"""What operators say to everybody, at the pace at which messages leave."""

import logging

from bot.core.outgoing import message_fields
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.render.broadcast import render_broadcast
from bot.services import Services

from .giving_way import give_way

log = logging.getLogger(__name__)

BATCH = 500
"""Chats in one transaction; digests wait behind so many at most."""


async def spread_broadcasts(services: Services) -> None:
    """Queue what was confirmed for more chats, until enough waits to be sent."""
    store = services.store
    for broadcast in await store.broadcasts.open():
        notices = {
            language: message_fields(render_broadcast(broadcast.in_language(language)))
            for language in INTERFACE_LANGUAGES
        }
        is_more = True
        while is_more:
            now = services.clock.now()
            if await store.amending.is_busy(now, limit=BATCH):
                return
            is_more = await store.broadcasts.spread(broadcast, notices, now, limit=BATCH)
            await give_way(services.clock)
        log.info("broadcast", extra={"facts": {"broadcast": broadcast.id}})
