"""Vectors from any OpenAI-compatible endpoint, of a provider or at home.

POST /embeddings, https://platform.openai.com/docs/api-reference/embeddings/create.
"""

from collections.abc import Sequence
from math import isfinite, sqrt
from typing import Any

import aiohttp

from bot.core.briefing import Usage
from bot.core.second_voice import Direction
from bot.errors import AnalysisError

from .json_service import post_json

DEADLINE = 20.0
_OPENAI = "https://api.openai.com/v1"
_MOST_BYTES = 16_000_000
"""Some 32 vectors of 4096 numbers take 3 MB as they are written by most servers."""
_MARKS = 16
"""Tokens that a model may add to a text."""


class HttpEmbedder:
    """Asks one model; see `bot.ports.Embedder`."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        model: str,
        *,
        base_url: str = "",
        api_key: str = "",
        deadline: float = DEADLINE,
    ) -> None:
        """Use a model of the endpoint `base_url`, OpenAI's where it is empty.

        `api_key` is empty for servers that ask for none; `deadline` is in seconds, for a request.
        """
        self._session = session
        self._model = model
        self._url = f"{base_url or _OPENAI}/embeddings"
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._deadline = deadline

    @property
    def engine(self) -> str:
        """Return the model's name."""
        return f"vectors {self._model}"

    def most_tokens(self, texts: Sequence[str]) -> int:
        """Return the bytes of all texts, for no tokeniser makes more tokens of them, and some."""
        return sum(len(text.encode("utf-8", "replace")) + _MARKS for text in texts)

    async def embed(self, texts: Sequence[str]) -> tuple[list[Direction], Usage]:
        """Ask for all vectors in one request; raises AnalysisError."""
        answer = await post_json(
            self._session,
            self._url,
            {"model": self._model, "input": list(texts), "encoding_format": "float"},
            engine=self.engine,
            headers=self._headers,
            deadline=self._deadline,
            most_bytes=_MOST_BYTES,
        )
        usage = _usage(answer)
        directions = _directions(answer, len(texts))
        if directions is None:
            raise AnalysisError(
                f"{self.engine}: the answer is not one vector for each text",
                tokens=usage.tokens or None,
            )
        return directions, usage


def _usage(answer: Any) -> Usage:
    found = answer.get("usage") if isinstance(answer, dict) else None
    tokens = found.get("total_tokens") if isinstance(found, dict) else None
    if type(tokens) is float and 0 <= tokens < _MOST_BYTES:
        return Usage(tokens_in=int(tokens))
    return Usage()


def _directions(answer: Any, wanted: int) -> list[Direction] | None:
    """Return the vectors in the order of the texts, None where they are not what was asked for."""
    rows = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    places = [row.get("index", float(number)) for number, row in enumerate(rows)]
    if not all(type(place) is float for place in places):
        return None
    found = dict(zip(places, (_direction(row.get("embedding")) for row in rows), strict=True))
    ordered = [found.get(float(place)) for place in range(wanted)]
    directions = [direction for direction in ordered if direction is not None]
    sizes = {len(direction) for direction in directions}
    return directions if len(rows) == len(directions) == wanted and len(sizes) == 1 else None


def _direction(row: Any) -> Direction | None:
    if not isinstance(row, list) or not all(type(number) is float for number in row):
        return None
    length = sqrt(sum(number * number for number in row))
    return tuple(number / length for number in row) if isfinite(length) and length else None
