"""Chinese from one script into the other, word by word, for showing."""

from dataclasses import replace
from functools import cache, lru_cache

from opencc import OpenCC

from .news import Text

_CONFIGS = {("zh-Hans", "zh-Hant"): "s2twp", ("zh-Hant", "zh-Hans"): "tw2sp"}
"""With the words of Taiwan on the traditional side (軟體, 網路)."""


def convert(text: Text, language: str) -> Text | None:
    """Return a Chinese text in the other script; None where `language` is not that."""
    config = _CONFIGS.get((text.language, language))
    return _converted(text, language, config) if config else None


@lru_cache(maxsize=1000)  # each list and card with the story asks again
def _converted(text: Text, language: str, config: str) -> Text:
    title, summary, analysis = map(
        _converter(config).convert, (text.title, text.summary, text.analysis)
    )
    return replace(text, language=language, title=title, summary=summary, analysis=analysis)


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)
