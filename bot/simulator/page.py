"""The web chat's files, as a browser may have them."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
}
SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def _respond(name: str) -> Response:
    folder: Traversable = files(__package__) / "web"
    media_type = _TYPES.get(name.rpartition(".")[2])
    file = folder / name
    if media_type is None or not name[0].isalnum() or not file.is_file():
        return Response("Not Found", status_code=404, headers=SAFE_HEADERS)
    return Response(file.read_bytes(), media_type=media_type, headers=SAFE_HEADERS)


async def index(_request: Request) -> Response:
    """Answer `GET /`."""
    return _respond("index.html")


async def asset(request: Request) -> Response:
    """Answer `GET /assets/{file}`; the route lets no slash through."""
    return _respond(request.path_params["file"])
