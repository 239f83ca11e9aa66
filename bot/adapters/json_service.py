"""One POST of JSON to a web service that answers in JSON, bounded in time and size."""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.errors import AnalysisError

_OK = 200
_FORBIDDEN = frozenset({401, 403, 404, 408})
_TOO_MANY = 429
_FAILING = 456
"""From here on a status says that nobody is answered now; DeepL's own is a used-up month."""
_MOST_WAIT = 3600.0


async def post_json(
    session: aiohttp.ClientSession,
    url: str,
    body: Mapping[str, object],
    *,
    engine: str,
    headers: Mapping[str, str],
    deadline: float,
    most_bytes: int,
) -> Any:
    """Send one request and read the answer; redirects are not followed, for a key goes along.

    Args:
        session: the connections.
        url: the whole address.
        body: what is sent.
        engine: what errors call the service.
        headers: beside those of JSON.
        deadline: seconds for all of it.
        most_bytes: an answer that is longer is none.

    Raises:
        AnalysisError: no answer in time, another status than 200, or no JSON.
    """
    timeout = aiohttp.ClientTimeout(total=deadline)
    try:
        async with session.post(
            url, json=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            if response.status != _OK:
                raise _refusal(engine, response)
            content = b""
            async for chunk in response.content.iter_any():
                content += chunk
                if len(content) > most_bytes:
                    raise AnalysisError(f"{engine}: the answer is longer than {most_bytes} bytes")
    except (aiohttp.ClientError, TimeoutError) as error:
        reason = str(error) or "no answer in time"
        raise AnalysisError(f"{engine}: {reason}", is_down=True) from error
    try:
        return json.loads(content, parse_int=float)
    except (ValueError, RecursionError) as error:
        raise AnalysisError(f"{engine}: the answer is no JSON") from error


def _refusal(engine: str, response: aiohttp.ClientResponse) -> AnalysisError:
    status, wait = response.status, response.headers.get("Retry-After", "")
    return AnalysisError(
        f"{engine}: HTTP {status}",
        is_down=status >= _FAILING or status in _FORBIDDEN | {_TOO_MANY},
        retry_after=min(float(wait), _MOST_WAIT) if wait.isascii() and wait.isdecimal() else 0.0,
        tokens=0,
    )
