"""What all articles of a story say, prepared for looking things up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from bot.core.concepts import Vocabulary
from bot.core.script import simplified

from .sounds import Sounds

WORD = regex.compile(r"[\p{Latin}\p{N}][\p{Latin}\p{N}'’]*")
HAN_LANGUAGES = ("zh", "ja")
_FOLD = regex.compile(r"[\W_]+")

_RUN = regex.compile(
    r"(?:\p{Lu}[\p{L}'’]*(?:[\s-]+(?:(?:of|and|for|the|in|on|de|du|des|et|für|und|y|del|la)\s+)*)?)"
    r"{2,}"
)
_CAPITAL = regex.compile(r"(?<!\p{L})\p{Lu}")
_FIRST = regex.compile(r"(?<![\p{L}\p{N}'’])\p{L}")


@dataclass(frozen=True, slots=True)
class Sources:
    """Titles, texts, addresses and publishers."""

    languages: frozenset[str]
    told: tuple[tuple[str, str], ...]
    """Each text and its language, in simplified characters."""
    text: str
    """All of them, casefolded."""
    folded: str
    """The same without spaces and punctuation."""
    words: frozenset[str]
    initials: frozenset[str]
    """First letters of names in a row, and of all words of each line in small letters."""
    concepts: frozenset[str]
    sounds: Sounds

    @classmethod
    def of(cls, told: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> "Sources":
        """Prepare texts, each with its language."""
        whole = "\n".join(words for words, _ in told)
        words = frozenset(word.casefold() for word in WORD.findall(whole))
        return cls(
            languages=frozenset(language for _, language in told),
            told=tuple((simplified(text), language) for text, language in told),
            text=simplified(whole).casefold(),
            folded=folded(whole),
            words=words,
            initials=initials(whole),
            concepts=frozenset(
                key
                for sighting in vocabulary.read(whole)
                for key in (sighting.concept.key, *sighting.concept.owners)
            ),
            sounds=Sounds.of(whole),
        )

    @property
    def have_han(self) -> bool:
        """Tell whether some are in a language that writes names in other letters."""
        return any(language.startswith(HAN_LANGUAGES) for language in self.languages)


def folded(text: str) -> str:
    """Return what is equal in all spellings of a text."""
    return _FOLD.sub("", simplified(text).casefold())


def initials(text: str) -> frozenset[str]:
    """Return the first letters of names in a row, and of all words of each line."""
    runs = {"".join(_CAPITAL.findall(run[0])) for run in _RUN.finditer(text)}
    return frozenset(runs | set(_lines(text)))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield "".join(_FIRST.findall(line)).lower()
