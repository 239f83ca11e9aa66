"""Whether a name was translated by its meaning: 金靴 is the Golden Boot, 国防部 the ministry."""

from collections.abc import Iterator, Sequence

import regex

from .glossary import chinese_for, english_for
from .hearing import letters_of
from .sources import Sources

_NEAR = 5
"""Characters between two single ones that render two words of a name."""
_LONGEST = 6
_STEM = 5
_HAN = regex.compile(r"\p{Han}")


def translated_run(words: Sequence[str], sources: Sources) -> list[bool]:
    """Tell of each word of an English name whether Chinese sources say it.

    One character says a word only beside what says another word of the name.
    """
    said = [_renderings(word, sources) for word in words]
    found = [any(len(han) > 1 for han in each) for each in said]
    if len(words) > 1 and not all(found):
        places = [sorted(at for han in each for at in _places(han, sources.text)) for each in said]
        found = [
            known or any(_are_near(places[at], other) for other in places[:at] + places[at + 1 :])
            for at, known in enumerate(found)
        ]
    return found


def translated(name: str, sources: Sources) -> bool:
    """Tell whether sources in another script say what a name means."""
    if not _HAN.search(name):
        return all(translated_run(name.split(" "), sources))
    stems = {letters_of(word)[:_STEM] for word in sources.words}
    return any(
        2 * sum(letters_of(word)[:_STEM] in stems for word in gloss) >= len(gloss)
        for gloss in english_for(name)
    )


def _renderings(word: str, sources: Sources) -> frozenset[str]:
    return frozenset(
        han
        for form in _forms(word)
        for han in chinese_for(form)
        if len(han) <= _LONGEST and han in sources.text
    )


def _forms(word: str) -> Iterator[str]:
    small = word.casefold()
    yield small
    if small.endswith("ies"):
        yield small[:-3] + "y"
    if small.endswith("s"):
        yield small[:-1]


def _places(han: str, text: str) -> Iterator[int]:
    at = text.find(han)
    while at >= 0:
        yield at
        at = text.find(han, at + 1)


def _are_near(places: Sequence[int], others: Sequence[int]) -> bool:
    return any(0 < abs(at - other) < _NEAR for at in places for other in others)
