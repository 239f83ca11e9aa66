"""Machine translation over HTTP: DeepL and LibreTranslate, one request for all paragraphs.

DeepL: POST /v2/translate, https://developers.deepl.com/docs/api-reference/translate.
LibreTranslate: POST /translate, https://docs.libretranslate.com.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import aiohttp

from bot.core.briefing import Usage
from bot.errors import AnalysisError, ConfigError

from .json_service import post_json

DEADLINE = 30.0
_MOST_BYTES = 2_000_000
_DEEPL = {"en": "EN-US", "pt": "PT-PT"}
_DEEPL_SOURCES = {"zh-Hans": "ZH", "zh-Hant": "ZH"}
FORMS = (
    "deepl+https://api-free.deepl.com?key=KEY, libretranslate+http://HOST:5000 (?key=KEY where it"
    " asks for one), or model"
)


class HttpInterpreter:
    """Translates by a web service; see `bot.ports.Interpreter`."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, *, deadline: float = DEADLINE
    ) -> None:
        """Use the service that `url` names, in one of `FORMS`.

        Raises:
            ConfigError: it has none of them.
        """
        parts = urlsplit(url)
        service, _, scheme = parts.scheme.partition("+")
        key = parse_qs(parts.query).get("key", [""])[0]
        if service not in {"deepl", "libretranslate"} or scheme not in {"http", "https"}:
            raise ConfigError(f"TIDINGS_TRANSLATOR_URL: must be one of: {FORMS}")
        if not parts.hostname or (service == "deepl" and not key):
            raise ConfigError(f"TIDINGS_TRANSLATOR_URL: lacks a host or a key: {FORMS}")
        self._session = session
        self._service = service
        self._key = key
        self._base = urlunsplit((scheme, parts.netloc, parts.path.rstrip("/"), "", ""))
        self._deadline = deadline

    @property
    def engine(self) -> str:
        """Return the service and where it is."""
        return f"{self._service} {urlsplit(self._base).netloc}"

    def most_tokens(self, texts: Sequence[str]) -> int:
        """Return 0: a service counts characters, not tokens of the budget."""
        del texts
        return 0

    async def translate(
        self, texts: Sequence[str], source: str, target: str
    ) -> tuple[list[str], Usage]:
        """Translate in one request; raises AnalysisError."""
        if self._service == "deepl":
            answer = await self._post(
                "/v2/translate",
                {
                    "text": list(texts),
                    "source_lang": _DEEPL_SOURCES.get(source, source.upper()),
                    "target_lang": _DEEPL.get(target, target.upper()),
                },
                {"Authorization": f"DeepL-Auth-Key {self._key}"},
            )
            found = [
                entry.get("text") if isinstance(entry, dict) else None
                for entry in _list(answer, "translations")
            ]
        else:
            body = {
                "q": list(texts),
                "source": source,
                "target": target,
                "format": "text",
            }
            answer = await self._post(
                "/translate", body | ({"api_key": self._key} if self._key else {}), {}
            )
            found = _list(answer, "translatedText")
        texts_found = [text for text in found if isinstance(text, str)]
        if not len(texts) == len(found) == len(texts_found):
            raise AnalysisError(f"{self.engine}: the answer is not one text for each")
        return texts_found, Usage()

    async def _post(
        self, path: str, body: Mapping[str, object], headers: Mapping[str, str]
    ) -> Any:
        return await post_json(
            self._session,
            self._base + path,
            body,
            engine=self.engine,
            headers=headers,
            deadline=self._deadline,
            most_bytes=_MOST_BYTES,
        )


def _list(answer: Any, name: str) -> list[Any]:
    found = answer.get(name) if isinstance(answer, dict) else None
    return found if isinstance(found, list) else []
