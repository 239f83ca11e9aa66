"""Quotations: each is in the sources word for word, or can translate one that is."""

from collections.abc import Iterator

import regex

from bot.core.concepts import Vocabulary
from bot.core.quantities import quantities
from bot.core.script import simplified
from bot.core.text import grapheme_length

from .clauses import common_words
from .faults import FaultKind
from .figures import compare
from .negation import is_clause_reversed, is_reversed
from .sources import HAN_LANGUAGES, WORD, Sources, folded

_CLIPPED = r"(?:em|til|n|tis|twas|cause)\b"
"""English words whose beginning an apostrophe stands for."""
_QUOTATION = regex.compile(
    r"(?P<speech>[：:]\s?)?(?:“([^“”\n]{2,})”|「([^「」\n]{2,})」|『([^『』\n]{2,})』"
    r"|\"([^\"\n]{2,})\")|„([^„“”\n]{2,})[“”]|«([^«»\n]{2,})»|»([^«»\n]{2,})«"
    r"|(?<!\p{L})‘((?:[^‘’\n]|’(?=\p{L})){2,})’"
    rf"|(?<![\p{{L}}\p{{N}}])'(?!\d|{_CLIPPED})"
    rf"((?:[^'\n]|(?<=[\p{{L}}\p{{N}}])'(?=\p{{L}})|'(?={_CLIPPED})){{2,}})'(?!\p{{L}})"
)
"""No sign opens a quotation inside one of its own kind, so that a line of openers is read once."""
_WORK = regex.compile(r"《([^《》\n]{2,})》")
"""Chinese names works so, which other languages put into quotation marks."""
_REPORTED = regex.compile(
    r"(?:说|称|表示|指出|认为|强调|透露|坦言|写道)[，：,:]([^。！？“”「」\"\n]{4,})"
)
"""Chinese also gives somebody's words without marks; what has some is told by these."""
_QUOTED_WORDS = 3
_QUOTED_HAN = 7
_QUOTED_KANA = 8
"""Shorter ones are names and words held at arm's length."""
_SPOKEN_HAN = 3
"""Behind a colon even these are somebody's words."""
_LETTERS_PER_HAN = 4
"""As many as other languages need for what one says; for kana they need two."""
_LETTERS = regex.compile(r"[\p{Latin}\p{N}]{2,}|\p{Cyrillic}{2,}")
_IDEOGRAPH = regex.compile(r"\p{Han}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_LONGER = 2
"""How many times as long as what it translates a translation is at most."""
_AS_LONG = 1.7
"""Up to here both are the whole of what was said, and neither may say the opposite."""


def quotations(text: str) -> list[str]:
    """Return what stands in quotation marks and is long enough to be somebody's words."""
    return [quote for quote, is_speech in _quoted(text) if _is_long(quote, is_speech=is_speech)]


def misquoted(
    text: str, language: str, sources: Sources, vocabulary: Vocabulary
) -> Iterator[tuple[FaultKind, str]]:
    """Yield quotations that no source has.

    One in a source's own language is there word for word. Of another language it is a translation,
    whose words cannot be compared; but somebody is quoted there with these figures and names, and
    does not say the opposite.
    """
    for quote in quotations(text):
        if folded(quote) in sources.folded:
            continue
        if not any(
            _can_be(quote, language, passage, spoken, vocabulary)
            for passage, spoken in _likeliest(quote, language, sources)
        ):
            yield FaultKind.QUOTATION, quote


def _quoted(text: str) -> Iterator[tuple[str, bool]]:
    for match in _QUOTATION.finditer(text):
        speech, *said = match.groups()
        yield "".join(filter(None, said)), bool(speech)


def _is_long(quote: str, *, is_speech: bool) -> bool:
    least = _SPOKEN_HAN if is_speech else _QUOTED_HAN
    return (
        len(WORD.findall(quote)) >= _QUOTED_WORDS
        or len(regex.findall(r"\p{Cyrillic}+", quote)) >= _QUOTED_WORDS
        or len(_IDEOGRAPH.findall(quote)) >= least
        or len(_KANA.findall(quote)) >= _QUOTED_KANA
    )


def _likeliest(quote: str, language: str, sources: Sources) -> list[tuple[str, str]]:
    """Return what is quoted in other languages, each with its own, that a quotation can render.

    Where some share words with it, none that shares less than half as many.
    """
    passages = [
        (passage, spoken)
        for told, spoken in sources.told
        if spoken != language
        for passage in _said_in(told, spoken)
    ]
    common = [_common_words(quote, language, *passage) for passage in passages]
    most = max(common, default=0)
    return [passage for passage, count in zip(passages, common, strict=True) if 2 * count >= most]


def _common_words(quote: str, language: str, passage: str, spoken: str) -> int:
    """Return how many words both say: by the dictionary, or as names are that all write alike."""
    pair = {language[:2]: quote, spoken[:2]: passage}
    if pair.keys() == {"en", "zh"}:
        return common_words(pair["en"], simplified(pair["zh"]))
    one, other = (set(_LETTERS.findall(text.casefold())) for text in (quote, passage))
    return len(one & other)


def _said_in(text: str, language: str) -> list[str]:
    """Return all that a source quotes, however short."""
    found = [quote for quote, _ in _quoted(text)]
    if language.startswith(HAN_LANGUAGES):
        found += _REPORTED.findall(text) + _WORK.findall(text)
    return found


def _can_be(quote: str, language: str, passage: str, spoken: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a quotation can be the translation of what is said in another language."""
    lengths = _letters(quote), _letters(passage)
    if lengths[0] > _LONGER * lengths[1]:
        return False
    said = quote, language, passage, spoken
    is_whole = max(lengths) <= _AS_LONG * min(lengths)
    if (is_whole and is_reversed(*said)) or is_clause_reversed(*said):
        return False
    if compare(quote, language, quantities(passage, spoken)).unsupported:
        return False
    named = {sighting.concept.key for sighting in vocabulary.read(passage)}
    return all(
        sighting.concept.key in named
        for sighting in vocabulary.read(quote)
        if sighting.concept.is_actor
    )


def _letters(text: str) -> int:
    """Return a length that two languages can be compared by."""
    more = len(_IDEOGRAPH.findall(text)) * (_LETTERS_PER_HAN - 1) + len(_KANA.findall(text))
    return grapheme_length(text) + more
