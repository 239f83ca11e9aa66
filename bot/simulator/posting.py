"""What the page POSTs: decoded, checked, and answered with JSON whatever comes."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .bodies import read_object
from .errors import BadRequestError
from .params import Json
from .world import PlayerError

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]
Handler: TypeAlias = Callable[[Json], Awaitable[Json]]


class ChatError(Exception):
    """A request of the page that makes no sense."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


def refuse(error: ChatError) -> Response:
    """Answer what makes no sense."""
    return JSONResponse({"error": str(error)}, status_code=error.status)


def text_of(values: Json, name: str) -> str:
    """Return a text of a body."""
    value = values.get(name)
    if not isinstance(value, str):
        raise ChatError(f"{name} must be a text")
    return value


def number_of(values: Json, name: str) -> int:
    """Return a whole number of a body."""
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ChatError(f"{name} must be a whole number")
    return value


def moment_of(values: Json, name: str) -> float:
    """Return a time of a body, in seconds since 1970; with a fraction or without."""
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ChatError(f"{name} must be a number of seconds")
    return value


def degrees_of(values: Json, name: str, most: int) -> float:
    """Return degrees of a body, `most` on either side of 0."""
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
        raise ChatError(f"{name} must be a number from -{most} to {most}")
    return value


def posting(handler: Handler) -> Endpoint:
    """Make an endpoint of a function from the decoded body to the answer."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await handler(await _body(request)))
        except PlayerError as error:
            return refuse(ChatError(str(error), 409))
        except ChatError as error:
            return refuse(error)

    return endpoint


async def _body(request: Request) -> Json:
    # A page elsewhere cannot send this content type without asking first, and is not allowed to.
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise ChatError("the body must be JSON", 415)
    try:
        return read_object(await request.body())
    except BadRequestError as error:
        raise ChatError(error.description) from None
