"""What is only true word for word: links, quotations, and where a sentence ends."""

from collections.abc import Iterator

import regex

from bot.core.concepts import Vocabulary
from bot.core.quantities import quantities
from bot.core.script import simplified
from bot.core.text import grapheme_length

from .faults import FaultKind
from .figures import compare
from .sources import HAN_LANGUAGES, WORD, Sources, folded

_LINK = regex.compile(
    r"https?://[^\s）)>\]\"'”，。、]+|\bwww\.[^\s）)>\]\"'”，。、]+|(?<![\w@.])@[A-Za-z]\w{3,}"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|dev|app|me|co|cn|info|xyz|ru|link|shop|top)\b(?:/[^\s）)>\]\"'”，。、]*)?",
    regex.IGNORECASE,
)
_QUOTATION = regex.compile(
    r"“([^”\n]{2,})”|„([^“”\n]{2,})[“”]|「([^」\n]{2,})」|『([^』\n]{2,})』|\"([^\"\n]{2,})\""
    r"|«([^»\n]{2,})»|(?<!\p{L})‘((?:[^’\n]|’(?=\p{L})){2,})’"
)
_REPORTED = regex.compile(r"(?:说|称|表示|指出|认为|强调|透露|坦言|写道)[，：,:]([^。！？\n]{4,})")
"""Chinese also gives somebody's words without marks."""
_QUOTED_WORDS = 3
_QUOTED_HAN = 6
"""Shorter ones are names and words held at arm's length."""
_LETTERS_PER_HAN = 4
_LONGER = 2
"""How many times as long as what it translates a translation is at most."""
_SHOWN = 30


def cut_short(text: str, sources: Sources) -> Iterator[tuple[FaultKind, str]]:
    """Yield a text that is the beginning of a source's sentence and ends inside a word."""
    start = sources.text.find(simplified(text).casefold())
    after = sources.text[start + len(text) : start + len(text) + 1] if start >= 0 else ""
    if after.isalnum() and regex.search(r"[\p{Latin}\p{N}]$", text):
        yield FaultKind.TRUNCATED, text[-_SHOWN:] + "|" + after


def links(text: str, sources: Sources) -> Iterator[tuple[FaultKind, str]]:
    """Yield links and handles that the sources do not have."""
    for match in _LINK.finditer(text):
        if match[0].rstrip(".,;:!?").casefold() not in sources.text:
            yield FaultKind.LINK, match[0]


def quotations(text: str) -> list[str]:
    """Return what stands in quotation marks and is long enough to be somebody's words."""
    found = ["".join(filter(None, match.groups())) for match in _QUOTATION.finditer(text)]
    return [
        quote
        for quote in found
        if len(WORD.findall(quote)) > _QUOTED_WORDS
        or len(regex.findall(r"\p{Han}", quote)) > _QUOTED_HAN
    ]


def misquoted(
    text: str, language: str, sources: Sources, vocabulary: Vocabulary
) -> Iterator[tuple[FaultKind, str]]:
    """Yield quotations that no source has.

    One in a source's own language is there word for word. Of another language it is a translation,
    whose words cannot be compared; but somebody is quoted there with these figures and names.
    """
    for quote in quotations(text):
        if folded(quote) in sources.folded:
            continue
        if not any(
            _can_be(quote, language, passage, spoken, vocabulary)
            for told, spoken in sources.told
            if spoken != language
            for passage in _said_in(told, spoken)
        ):
            yield FaultKind.QUOTATION, quote


def _said_in(text: str, language: str) -> list[str]:
    reported = _REPORTED.findall(text) if language.startswith(HAN_LANGUAGES) else []
    return quotations(text) + reported


def _can_be(quote: str, language: str, passage: str, spoken: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a quotation can be the translation of what is said in another language."""
    if _letters(quote, language) > _LONGER * _letters(passage, spoken):
        return False
    if compare(quote, language, quantities(passage, spoken)).unsupported:
        return False
    named = {sighting.concept.key for sighting in vocabulary.read(passage)}
    return all(
        sighting.concept.key in named
        for sighting in vocabulary.read(quote)
        if sighting.concept.is_actor
    )


def _letters(text: str, language: str) -> int:
    """Return a length that two languages can be compared by."""
    return grapheme_length(text) * (_LETTERS_PER_HAN if language.startswith(HAN_LANGUAGES) else 1)
