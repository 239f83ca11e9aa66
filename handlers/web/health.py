"""Is the program alive: for load balancers and container platforms."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import StoreError
from bot.services import Services


def health_routes(services: Services) -> list[Route]:
    """Return the route of the health page."""

    async def health(request: Request) -> Response:
        """Answer 200 while the database does, 503 otherwise."""
        del request
        try:
            await services.store.outbox.depths()
        except StoreError:
            return JSONResponse({"status": "database failed"}, status_code=503)
        return JSONResponse({"status": "ok"})

    return [Route("/healthz", health)]
