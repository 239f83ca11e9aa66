"""Templates, and the answers that are made of them."""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

STYLESHEET = "/static/page.css"

# No scripts, no frames, no forms, nothing from elsewhere: what feeds say cannot become code.
_PROTECTION = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

_TEMPLATES = Environment(
    loader=PackageLoader("handlers.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def fill(template: str, **fields: Any) -> str:
    """Return `template` filled in; every value is escaped."""
    return _TEMPLATES.get_template(template).render(fields)


def page(
    template: str, *, language: str, status: int = 200, max_age: int = 0, **fields: Any
) -> HTMLResponse:
    """Answer with a web page in a BCP 47 language; `max_age` is in seconds."""
    headers = _PROTECTION | {"Content-Language": language, "Vary": "Accept-Language"}
    headers["Cache-Control"] = f"public, max-age={max_age}" if max_age else "no-cache"
    body = fill(template, language=language, stylesheet=STYLESHEET, **fields)
    return HTMLResponse(body, status, headers)


async def _stylesheet(request: Request) -> Response:
    del request
    css = (files("handlers.web") / "static" / "page.css").read_bytes()
    return Response(
        css, media_type="text/css", headers=_PROTECTION | {"Cache-Control": "public, max-age=3600"}
    )


def page_routes() -> list[Route]:
    """Return the routes that every page needs."""
    return [Route(STYLESHEET, _stylesheet)]
