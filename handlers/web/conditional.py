"""Conditional requests: what a reader has already is not sent again (RFC 9110, section 13)."""

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response


def respond(request: Request, body: bytes, media_type: str, changed_at: datetime) -> Response:
    """Answer with `body` and its validators, or with 304 where the reader has this version."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    changed_at = changed_at.replace(microsecond=0)
    headers = {"ETag": etag, "Last-Modified": format_datetime(changed_at, usegmt=True)}
    if _is_known(request, etag, changed_at):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers | {"Content-Type": media_type})


def _is_known(request: Request, etag: str, changed_at: datetime) -> bool:
    """Tell whether the reader's validators still hold; an ETag outweighs a date."""
    if tags := request.headers.get("if-none-match"):
        return etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    if since.tzinfo is None:  # "-0000" is UTC too (RFC 5322, section 3.3)
        since = since.replace(tzinfo=UTC)
    return changed_at <= since
