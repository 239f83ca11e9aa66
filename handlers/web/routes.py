"""Which page answers which address: the whole table, in one place."""

from starlette.routing import BaseRoute

from bot.services import Services

from .health import health_routes
from .metrics import metrics_routes
from .pages import page_routes
from .share import share_routes
from .webhook import Webhook, webhook_route


def routes(services: Services, webhook: Webhook | None = None) -> list[BaseRoute]:
    """Return every route of the web server."""
    table: list[BaseRoute] = [
        *health_routes(services),
        *metrics_routes(services),
        *page_routes(),
        *share_routes(services),
    ]
    if webhook is not None:
        table.append(webhook_route(webhook))
    return table
