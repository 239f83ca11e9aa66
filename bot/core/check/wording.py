"""What shows without the sources: script, breaks, repeats, hidden characters, instructions."""

from collections.abc import Iterator

import regex

from bot.core.language import detect_language
from bot.core.orders import trace_of_order
from bot.core.text import grapheme_length, han_ratio, has_whole_quotations, split_sentences

from .faults import FaultKind
from .form import lengths
from .voice import models_voice

_HAN_MOST = 0.08
_LETTERS_KNOWN = 60
"""Shorter texts are mostly names, which have no language."""
_LATIN_CLAUSE = regex.compile(r"(?:(?<![\p{L}\p{N}])\p{Ll}[\p{Latin}'’-]*[\s,]+){4}\p{Ll}")
"""Five words in a row that are no names."""
_LATIN_RUN = regex.compile(r"\p{Latin}[\p{Latin}\p{N}\s'’“”\",.;:!?$€£%&()-]{20,}")
_SMALL_WORD = regex.compile(r"(?<![\p{L}\p{N}'’-])\p{Ll}{2,}(?![\p{L}\p{N}])")
_LATIN_WORD = regex.compile(r"\p{Latin}+")
_SENTENCE_WORDS = 4
"""Small words in a stretch of Latin letters, of at least as many that make a sentence of it."""
_WORKS = regex.compile(r"《[^《》\n]*》")
_SHINGLE = 5
_SAME = 0.8
_LEAST_COMPARED = 12

_FINAL = regex.compile(r"[.!?。！？؟।][\"'”’」』)）\]】»]*$")
_ELLIPSIS = regex.compile(r"(?:…|\.{3}|⋯)[\"'”’」』)）]*$")
_PAIRS = ("「」", "『』", "《》", "（）", "()", "【】", "«»")
_FOLD = regex.compile(r"[\W_]+")
_DOUBLED_WORD = regex.compile(r"\b(\p{L}{2,})\s+\1\b(?!\s+\1)|(\p{Han}{4,})\2")
_HIDDEN = regex.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffd\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARKUP = regex.compile(
    r"</?[a-z][a-z0-9]*(?:\s[^<>]{0,200})?/?>|&(?:amp|lt|gt|quot|nbsp|#\d{1,6});|```|\*\*|__\w"
    r"|(?m:^\s{0,3}(?:#{1,6}|[-*+])\s)|\]\(",
    regex.IGNORECASE,
)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which blank lines separate."""
    return [stripped for part in text.split("\n\n") if (stripped := part.strip())]


def wording_faults(text: str, language: str, field: str) -> Iterator[tuple[FaultKind, str]]:
    """Yield what is wrong with one field, each with the exact words."""
    if not text.strip():
        yield FaultKind.EMPTY, ""
        return
    yield from _first_of(FaultKind.HIDDEN, _HIDDEN, text)
    if trace := trace_of_order(text):
        yield FaultKind.INSTRUCTION, trace
    if words := models_voice(text):
        yield FaultKind.INSTRUCTION, words
    yield from _first_of(FaultKind.MARKUP, _MARKUP, text)
    if not _is_in(text, language):
        yield FaultKind.LANGUAGE, _tail(text)
    shortest, longest = lengths(language, field)
    if not shortest <= grapheme_length(text) <= longest:
        yield FaultKind.LENGTH, _tail(text)
    for part in paragraphs(text):
        if _breaks_off(part, is_title=field == "title"):
            yield FaultKind.TRUNCATED, _tail(part)
    yield from ((FaultKind.DOUBLED, words) for words in _doubled(text))


def _first_of(
    kind: FaultKind, pattern: "regex.Pattern[str]", text: str
) -> Iterator[tuple[FaultKind, str]]:
    if match := pattern.search(text):
        yield kind, match[0]


def _is_in(text: str, language: str) -> bool:
    """Tell whether a text is in a language, as far as its letters and its length say."""
    share = han_ratio(text)
    letters = sum(character.isalpha() for character in text)
    if not letters:
        return True
    if language.startswith(("zh", "ja", "ru")) and _has_latin_sentence(text):
        return False
    if language.startswith("zh"):
        return share > 0 and detect_language(text, language) == language
    if not language.startswith(("ja", "ko")) and share > _HAN_MOST:
        return False
    return letters < _LETTERS_KNOWN or detect_language(text, language) == language


def _has_latin_sentence(text: str) -> bool:
    """Tell whether Latin letters make more than names in a text of another script."""
    told = _WORKS.sub("", text)
    return bool(_LATIN_CLAUSE.search(told)) or any(
        len(_SMALL_WORD.findall(run)) >= max(_SENTENCE_WORDS, len(_LATIN_WORD.findall(run)) / 3)
        for run in _LATIN_RUN.findall(told)
    )


def _breaks_off(text: str, *, is_title: bool) -> bool:
    is_open = not has_whole_quotations(text) or any(
        text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS
    )
    if is_open or _ELLIPSIS.search(text):
        return True
    return not is_title and not _FINAL.search(text)


def _doubled(text: str) -> Iterator[str]:
    """Yield what a text says twice: a word, a sentence, a paragraph nearly the same."""
    if match := _DOUBLED_WORD.search(text):
        yield match[0]
    seen: list[set[str]] = []
    known: set[str] = set()
    for part in paragraphs(text):
        shingles = _shingles(part)
        if len(shingles) >= _LEAST_COMPARED and any(
            len(shingles & other) >= _SAME * len(shingles | other) for other in seen
        ):
            yield _tail(part)
            continue
        seen.append(shingles)
        for sentence in split_sentences(part):
            folded = _FOLD.sub("", sentence.casefold())
            if len(folded) >= _LEAST_COMPARED and folded in known:
                yield _tail(sentence)
            known.add(folded)


def _shingles(text: str) -> set[str]:
    folded = _FOLD.sub("", text.casefold())
    return {folded[at : at + _SHINGLE] for at in range(max(1, len(folded) - _SHINGLE + 1))}


def _tail(text: str, length: int = 60) -> str:
    return text[-length:]
