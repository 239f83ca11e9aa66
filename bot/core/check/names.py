"""Links, quotations, names: nothing that the sources do not have, and nothing cut out of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from bot.core.concepts import Vocabulary
from bot.core.script import simplified

from .faults import FaultKind


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_LINK = regex.compile(
    r"https?://[^\s）)>\]\"'”，。、]+|\bwww\.[^\s）)>\]\"'”，。、]+|(?<![\w@.])@[A-Za-z]\w{3,}"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|dev|app|me|co|cn|info|xyz|ru|link|shop|top)\b(?:/[^\s）)>\]\"'”，。、]*)?",
    regex.IGNORECASE,
)
_QUOTATION = regex.compile(
    r"“([^”\n]{2,400})”|「([^」\n]{2,400})」|\"([^\"\n]{2,400})\"|«([^»\n]{2,400})»"
)
_QUOTED_WORDS = 3
_QUOTED_HAN = 6
"""Shorter ones are names and words held at arm's length."""
_FOLD = regex.compile(r"[\W_]+")
_WORD = regex.compile(r"[\p{Latin}\p{N}][\p{Latin}\p{N}'’]*")
_CODE = regex.compile(
    r"(?<![\p{Latin}\p{N}$€£.,])(?=[\p{Latin}.-]*\p{N})\p{Latin}[\p{Latin}\p{N}.-]*[\p{Latin}\p{N}]"
)
_LATIN_NAME = regex.compile(r"\b\p{Lu}[\p{Latin}\p{N}'’-]+")
_SENTENCE_START = regex.compile(r"(?:^|[.!?:“\"‘(\n]\s*)$")
_TITLE_CASE = 0.6
_STEM = 4
_SHOWN = 30
_COMMON = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december english chinese american european"
    " asian the this that us uk eu un ceo cto cfo ai llm gpu api"
)
_HAN_LANGUAGES = ("zh", "ja")


@dataclass(frozen=True, slots=True)
class Sources:
    """What all articles of a story say, prepared for looking things up."""

    languages: frozenset[str]
    text: str
    """Titles, texts, addresses and publishers, casefolded."""
    folded: str
    """The same without spaces and punctuation."""
    words: frozenset[str]
    stems: frozenset[str]
    initials: str
    """First letters of capitalised words in a row, so that "EU" finds "European Union"."""
    concepts: frozenset[str]

    @classmethod
    def of(
        cls, texts: Sequence[str], languages: Sequence[str], vocabulary: Vocabulary
    ) -> "Sources":
        """Prepare the texts, each in its language."""
        whole = "\n".join(texts)
        words = frozenset(word.casefold() for word in _WORD.findall(whole))
        return cls(
            languages=frozenset(languages),
            text=simplified(whole).casefold(),
            folded=_folded(whole),
            words=words,
            stems=frozenset(word[:_STEM] for word in words),
            initials="".join(word[0] for word in _WORD.findall(whole) if word[0].isupper()),
            concepts=frozenset(
                key
                for sighting in vocabulary.read(whole)
                for key in (sighting.concept.key, *sighting.concept.owners)
            ),
        )


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
        if len(_WORD.findall(quote)) > _QUOTED_WORDS
        or len(regex.findall(r"\p{Han}", quote)) > _QUOTED_HAN
    ]


def misquoted(text: str, language: str, sources: Sources) -> Iterator[tuple[FaultKind, str]]:
    """Yield quotations that no source has word for word; translated ones are not looked for."""
    if language in sources.languages:
        for quote in quotations(text):
            if _folded(quote) not in sources.folded:
                yield FaultKind.QUOTATION, quote


def strange_names(
    text: str, language: str, sources: Sources, vocabulary: Vocabulary
) -> Iterator[tuple[FaultKind, str]]:
    """Yield names that the sources do not have: known ones in any language, Latin ones as written.

    A Latin name may differ in its ending (China, Chinese) and may be the initials of a longer one.
    Names in other scripts are checked where the vocabulary knows them.
    """
    found: dict[str, None] = {}
    known: list[tuple[int, int]] = []
    for sighting in vocabulary.read(text):
        known.append((sighting.start, sighting.end))
        concept = sighting.concept
        if concept.is_actor and concept.key not in sources.concepts:
            found[text[sighting.start : sighting.end]] = None
    for match in _CODE.finditer(text):
        if _folded(match[0].removesuffix("s")) not in sources.folded:
            found[match[0]] = None
    if language.startswith(_HAN_LANGUAGES) or any(
        not other.startswith(_HAN_LANGUAGES) for other in sources.languages
    ):
        for match in _names(text, language):
            is_known = any(start <= match.start() < end for start, end in known)
            if not is_known and not _has(sources, match[0]):
                found[match[0]] = None
    return ((FaultKind.NAME, name) for name in found)


def _names(text: str, language: str) -> "list[regex.Match[str]]":
    """Return capitalised words that are names, not first words; none of a Title In Capitals."""
    if language.startswith("de"):  # every noun has a capital
        return []
    is_han = language.startswith(_HAN_LANGUAGES)
    words = [word for word in _WORD.findall(text) if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    is_title = not is_han and "\n" not in text and capitals > _TITLE_CASE * len(words)
    return [
        match
        for match in _LATIN_NAME.finditer(text)
        if (not is_title or any(c.isupper() for c in match[0][1:]))
        and (is_han or not _SENTENCE_START.search(text, 0, match.start()))
    ]


def _has(sources: Sources, name: str) -> bool:
    """Tell whether the sources have every part of a name."""
    bare = regex.sub(r"['’]s?$", "", name)
    if _folded(bare) in sources.folded or bare.casefold() in _COMMON:
        return True
    if bare.isupper() and len(bare) > 1 and bare in sources.initials:
        return True
    parts = [part.casefold() for part in bare.split("-")]
    return all(
        part in sources.words
        or part in _COMMON
        or (len(part) > _STEM and part[:_STEM] in sources.stems)
        for part in parts
        if part
    )


def _folded(text: str) -> str:
    return _FOLD.sub("", simplified(text).casefold())
