"""What a typed search means, for commands and inline mode alike."""

from bot.core.phrases import Phrase
from bot.core.query import Known, Query, read_query
from bot.errors import UserError
from bot.i18n.languages import find_language
from bot.render.view import View

from .context import Context

MAX_QUERY = 200


async def understand(context: Context, typed: str, view: View) -> Query:
    """Return what `typed` asks for.

    Raises:
        UserError: a filter that we do not know, or one with a value that makes no sense.
    """
    services = context.services
    known = Known(
        taxonomy=services.taxonomy,
        publishers=await services.store.memory.recall(
            "publishers", context.now, services.store.stories.publishers
        ),
        language_of=find_language,
        now=view.now,
        timezone=view.timezone,
    )
    query = read_query(typed[:MAX_QUERY], known)
    if isinstance(query, Phrase):
        raise UserError(query.text, **query.fields)
    return query
