"""The taxonomy: which topics a story has, and which one a person means.

A story is tagged once, on its source text; readers are shown each tag's name in their language,
so two languages can never disagree on the tags of one story.
"""

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import regex

from .advertising import is_advertisement
from .events import events
from .lexicon import Hit, Lexicon
from .naming import Names
from .tag_names import TagNames

MAX_TAGS = 10
_TITLE = 3.0
"""What a word of the title is worth; one of the body is worth 1."""
_PASSING = 0.3
"""What a word of the body is worth to a general tag: all AI news names models and tools."""
_WEAK = 0.4
_REPEAT = 0.25
"""A word said again adds little: a text that says "chip" forty times is about chips once."""
_TOLD_FIRST = 2.0
"""What an event is worth that the beginning of a body tells."""
_READ_LENGTH = 6000
"""Characters of the body that are read; what a text is about stands before that."""
_RELATIVE = 0.2
_STRONG_ENOUGH = 8.0
"""A tag is kept if it has a fifth of the best one's points, or of this."""
_VERSION = regex.compile(r"[ -]?v?\d")
_SPEECH = regex.compile(
    r"[“\"„](?=(?:[^”“\"\n ]+ ){2}|\p{Han}{6})[^”“\"\n]+(?:[,.!?…，。！？][”“\"]|[”“\"][,，.。])"
    r"|「(?=\p{Han}{6})[^」\n]+」|«(?=(?:[^»\n ]+ ){2})[^»\n]+»"
)
"""What somebody is quoted with, three words or six Han characters at least: less is a name."""


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word of the taxonomy says: a tag, how strongly, in which spelling."""

    tag: str
    weight: float
    """0 for a false friend: no word of the tag counts inside it."""
    spelling: str
    is_common: bool = False
    """A common word of Latin letters, which inside a name says nothing."""
    is_named: bool = False
    """A name, which in small letters is another word ("runway", "cursor")."""
    is_hint: bool = False
    """Counts only beside another word of the tag."""
    is_quoted: bool = False
    """Stands in somebody's speech, which is about more than the news."""


class Taxonomy:
    """The tags, read from `data/seeds/tags.toml` by `load`."""

    def __init__(self, tags: list[dict[str, Any]]) -> None:
        self._labels: dict[str, dict[str, str]] = {tag["key"]: tag["labels"] for tag in tags}
        self._groups: dict[str, str] = {tag["key"]: tag["group"] for tag in tags}
        self._general = {tag["key"] for tag in tags if tag.get("general")}
        self._order = {key: place for place, key in enumerate(self._labels)}
        self._lexicon: Lexicon[_Word] = Lexicon()
        self._names = TagNames()
        for key, labels in self._labels.items():
            for name in (key, *labels.values()):
                self._names.add(name, key, is_label=True)
        for tag in tags:
            self._learn(tag)

    @classmethod
    def load(cls, toml_text: str) -> "Taxonomy":
        """Read the taxonomy file.

        Raises:
            ValueError: if the text is not TOML or a tag lacks its key, group or labels.
        """
        try:
            return cls(tomllib.loads(toml_text)["tag"])
        except KeyError as error:
            raise ValueError(f"the tag file has no {error}") from error

    def _learn(self, tag: dict[str, Any]) -> None:
        key = tag["key"]
        spoken = partial(_spoken, key, has_bodies=tag.get("bodies", False))
        for kind in ("words", "exact"):
            for word in tag.get(kind, ()):
                self._lexicon.add(word, spoken(1.0, word), exact=kind == "exact")
                self._names.add(word, key)
        for name in tag.get("names", ()):
            self._names.add(name, key)
        for kind in ("weak", "hints"):
            for word in tag.get(kind, ()):
                self._lexicon.add(word, spoken(_WEAK, word, is_hint=kind == "hints"))
                self._names.hint(word, key)
        for phrase in tag.get("never", ()):
            self._lexicon.add(phrase, _Word(key, 0.0, phrase.casefold()))

    def keys(self) -> tuple[str, ...]:
        """Return every tag key, grouped as in the file."""
        return tuple(self._labels)

    def group(self, key: str) -> str:
        """Return the group a tag is filed under."""
        return self._groups[key]

    def label(self, key: str, language: str) -> str:
        """Return the tag's name in a BCP 47 language, else in English; an unknown key as it is."""
        labels = self._labels.get(key)
        if labels is None:
            return key
        return labels.get(language, labels["en"])

    def resolve(self, name: str) -> str | None:
        """Return the key a person means by a key, label or alias of any language, or None."""
        return self._names.resolve(name)

    def suggest(self, name: str, n: int = 3) -> list[str]:
        """Return the keys that an unknown name can stand for, likeliest first; maybe none."""
        return self._names.suggest(name, n)

    def spelling(self, key: str, typed: str, otherwise: str) -> str:
        """Return a tag's name that is like what was typed; see `TagNames.spelling`."""
        return self._names.spelling(key, typed, otherwise)

    def is_slip(self, name: str) -> bool:
        """Tell whether an unknown name is rather a tag's, mistyped, than a word of its own."""
        return self._names.is_slip(name)

    def tag(self, title: str, body: str) -> list[str]:
        """Return the keys of what an article is about, best first, `MAX_TAGS` at most.

        An advertisement is about none: who follows a topic did not ask for it.
        """
        if is_advertisement(title):
            return []
        points: dict[str, float] = defaultdict(float)
        seen: set[tuple[str, str]] = set()
        settled: set[str] = set()
        quoted: Counter[str] = Counter()
        body = body[:_READ_LENGTH]
        names = Names.of(f"{title}\n{body}")
        for tag, is_in_title in events(title, body).items():
            if tag in self._labels:
                points[tag] = _TITLE if is_in_title else _TOLD_FIRST
                settled.add(tag)
        for text, is_title in ((title, True), (body, False)):
            speeches = () if is_title else tuple(_SPEECH.finditer(text))
            for word in self._evidence(text, names, speeches):
                in_passing = _PASSING if word.tag in self._general else 1.0
                place = _TITLE if is_title else in_passing
                again = (word.tag, word.spelling) in seen
                points[word.tag] += place * word.weight * (_REPEAT if again else 1)
                seen.add((word.tag, word.spelling))
                if word.is_hint:
                    continue
                quoted[word.tag] += word.is_quoted
                if not word.is_quoted or quoted[word.tag] > 1:
                    settled.add(word.tag)
        points = {tag: value for tag, value in points.items() if tag in settled}
        if not points:
            return []
        # A long body holds more words of every topic, so it must bring more of them.
        needed = max(1.0, math.sqrt(max(len(body), 300) / 1500))
        needed = max(needed, _RELATIVE * min(max(points.values()), _STRONG_ENOUGH))
        kept = [key for key, value in points.items() if value >= needed]
        kept.sort(key=lambda key: (-points[key], self._order[key]))
        return kept[:MAX_TAGS]

    def _evidence(
        self, text: str, names: Names, speeches: Sequence["regex.Match[str]"]
    ) -> list[_Word]:
        """Return the words found, the longest one where words of one tag overlap."""
        hits = self._lexicon.find(text)
        friends = [hit for hit in hits if not hit.payload.weight]
        ends: dict[str, int] = {}
        found = []
        for hit in hits:
            tag = hit.payload.tag
            if hit.start < ends.get(tag, 0):
                continue
            if any(
                tag == friend.payload.tag and friend.start <= hit.start and hit.end <= friend.end
                for friend in friends
            ):
                continue
            if _is_otherwise(hit, text, names):
                continue
            ends[tag] = hit.end
            is_version = text[hit.start].isupper() and _VERSION.match(text, hit.end) is not None
            is_quoted = any(one.start() <= hit.start < one.end() for one in speeches)
            is_hint = hit.payload.is_hint and not is_version
            found.append(replace(hit.payload, is_hint=is_hint, is_quoted=is_quoted))
        return found


def _spoken(
    tag: str, weight: float, word: str, *, has_bodies: bool, is_hint: bool = False
) -> _Word:
    is_latin = word.isascii()
    return _Word(
        tag,
        weight,
        word.casefold(),
        is_common=is_latin and word.islower() and not has_bodies,
        is_named=is_latin and word[0].isupper() and word[1:2].islower(),
        is_hint=is_hint,
    )


def _is_otherwise(hit: Hit[_Word], text: str, names: Names) -> bool:
    """Tell whether a common word is part of a name here, or a name a common word."""
    if text[hit.start].isupper():
        return hit.payload.is_common and names.hold(text, hit.start, hit.end)
    return hit.payload.is_named
