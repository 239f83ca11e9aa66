"""What people call the tags: in any language, in part, or mistyped.

Suggested is only what a person can have meant by what they typed. That is a name with a slip of
the fingers, which leaves a word as good as whole; a name that begins with it, or has it as a
word (机器 of 机器人, "music" of music industry); and a longer form of one (芯片公司). Not a word
inside another ("table" of stablecoin), nor the end of a product's name ("banana" of Nano Banana).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from .script import simplified

_LONGEST_NAME = 64
_SEPARATORS = regex.compile(r"[\s_\-#＃&·・、/()’'\u0300-\u036f]+")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_PRODUCT = regex.compile(r"\s\p{Lu}\p{Ll}|\p{Lu}\p{Ll}[\p{L}\d.]*\s\p{Ll}")
"""Words that capitals make a name: Nano Banana, Gemini app. One alone may be a German noun."""
_LEAST_PART, _LEAST_CHARACTERS = 4, 2
"""Letters of a part that says something, and characters; or one, which begins a name of two."""
_LETTERS_PER_SLIP = 4
_SHORT = 4
"""A word of so few letters with another letter is another word: gato is no slip of NATO."""
_PART, _WHOLE = 70.0, 20.0
"""How likely a part is meant, and what being nearly the whole adds."""


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A name as it is compared: folded, and where in it a part may begin."""

    folded: str
    begins: frozenset[int] = frozenset({0})

    @classmethod
    def of(cls, name: str, *, is_product: bool = False) -> "_Spelled":
        folded = fold(name)
        if is_product:
            return cls(folded)
        if _UNSPACED.search(folded):
            return cls(folded, frozenset(range(len(folded))))
        lengths = [0]
        for word in _SEPARATORS.split(name[:_LONGEST_NAME]):
            lengths.append(lengths[-1] + len(fold(word)))
        return cls(folded, frozenset(lengths))

    def has(self, part: str) -> bool:
        """Tell whether another name is a part of this one."""
        is_unspaced = _UNSPACED.search(part) is not None
        if is_unspaced and len(self.folded) <= 2 * len(part) and self.folded.startswith(part):
            return True
        least = _LEAST_CHARACTERS if is_unspaced else _LEAST_PART
        at = self.folded.find(part) if len(part) >= least else -1
        while at >= 0 and at not in self.begins:
            at = self.folded.find(part, at + 1)
        return at >= 0


class TagNames:
    """The names of all tags, in the order in which the tags were learned."""

    def __init__(self) -> None:
        self._order: dict[str, int] = {}
        self._keys: dict[str, str] = {}
        self._spelled: dict[str, _Spelled] = {}
        self._written: dict[str, list[str]] = defaultdict(list)
        self._hints: dict[str, str] = {}

    def add(self, name: str, key: str, *, is_label: bool = False) -> None:
        """Learn a name; it stays with the tag that had it first, which labels always have."""
        self._order.setdefault(key, len(self._order))
        folded = fold(name)
        if self._keys.setdefault(folded, key) == key or is_label:
            self._written[key].append(name)
            is_product = not is_label and _PRODUCT.search(name) is not None
            self._spelled.setdefault(folded, _Spelled.of(name, is_product=is_product))

    def hint(self, word: str, key: str) -> None:
        """Learn a word that stands for a tag where it is all that is typed."""
        self._hints.setdefault(fold(word), key)

    def resolve(self, name: str) -> str | None:
        """Return the key a person means by a key, label or alias of any language, or None."""
        folded = fold(name)
        singulars = (folded.removesuffix("s"), folded.removesuffix("es"))
        return next(
            (self._keys[form] for form in (folded, *singulars) if form in self._keys), None
        )

    def suggest(self, name: str, n: int) -> list[str]:
        """Return the keys a person can have meant, likeliest first; maybe none.

        A word that only hints at a tag ("nvidia" at chips) has to be spelled as it is.
        """
        typed = _Spelled.of(name)
        if not typed.folded:
            return []
        best: dict[str, float] = defaultdict(float)
        for folded, key in self._keys.items():
            best[key] = max(best[key], _likeness(typed, self._spelled[folded]))
        if hinted := self._hints.get(typed.folded):
            best[hinted] = 100.0
        near = [key for key, likeness in best.items() if likeness > 0]
        near.sort(key=lambda key: (-best[key], self._order[key]))
        return near[:n]

    def spelling(self, key: str, typed: str, otherwise: str) -> str:
        """Return the name of a tag that is like what was typed, in whatever language it is.

        `otherwise` where it is like it, then the key, then the most like of all names; `otherwise`
        stands as well where none is. `resolve` reads all of them back.
        """
        spelled = _Spelled.of(typed)
        likeness = {name: self._likeness(spelled, name) for name in self._tried(key, otherwise)}
        if likeness[otherwise] or likeness[key]:
            return otherwise if likeness[otherwise] else key
        nearest = max(likeness, key=lambda name: likeness[name])
        return nearest if likeness[nearest] else otherwise

    def is_slip(self, name: str) -> bool:
        """Tell whether an unknown name is rather a tag's, mistyped, than a word of its own.

        What a known name holds is a word (视频 of 视频编辑), and so is any pair of Han characters:
        half of all pairs are as like a known one as a mistyped one is.
        """
        folded = fold(name)
        if len(folded) <= _LEAST_CHARACTERS and _UNSPACED.search(folded):
            return False
        if any(folded in known for known in (*self._keys, *self._hints)):
            return False
        return any(_is_mistyped(folded, known) for known in self._keys)

    def _tried(self, key: str, otherwise: str) -> Iterator[str]:
        yield from (otherwise, key, *self._written[key])

    def _likeness(self, typed: _Spelled, name: str) -> float:
        return _likeness(typed, self._spelled[fold(name)])


def fold(name: str) -> str:
    """Return what all spellings of a name share: no case, accents or separators, simplified."""
    letters = normalize("NFKD", simplified(name[:_LONGEST_NAME]).casefold())
    return normalize("NFC", _SEPARATORS.sub("", letters))


def _likeness(typed: _Spelled, known: _Spelled) -> float:
    """Return 0-100: how likely one means the other, 0 where nobody would."""
    if _is_mistyped(typed.folded, known.folded):
        return float(fuzz.ratio(typed.folded, known.folded))
    whole, part = sorted((typed, known), key=lambda name: -len(name.folded))
    if not whole.has(part.folded):
        return 0.0
    return _PART + _WHOLE * len(part.folded) / len(whole.folded)


def _is_mistyped(typed: str, known: str) -> bool:
    """Tell whether a word is another but for slips: letters missing, doubled, swapped or wrong."""
    shorter = min(typed, known, key=len)
    if _UNSPACED.search(shorter):  # a character is as much as a word's half
        return len(shorter) > 1 and OSA.distance(typed, known, score_cutoff=1) <= 1
    most = len(shorter) // _LETTERS_PER_SLIP
    if OSA.distance(typed, known, score_cutoff=most) > most:
        return False
    is_other_letter = len(typed) == len(known) and sorted(typed) != sorted(known)
    return len(shorter) > _SHORT or not is_other_letter
