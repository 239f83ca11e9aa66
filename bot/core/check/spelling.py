"""Whether texts have a Latin name as written, inflected, or as the initials of a longer one."""

import regex

from .sources import Sources

_ENDINGS = ("", "'s", "’s", "s", "es", "n", "en", "er", "ers", "e")
_PEOPLE = regex.compile(r"(?:ians?|ans?|ese|ish|ics?|i|is|ers?|ns?)$")
"""What makes people and languages of places: Brazilian, Vietnamese, Israeli."""
_LEAST_STEM = 4
_MOST_LEFT = 3
_LEAST_LOOSE = 3


def have(sources: Sources, name: str) -> bool:
    """Tell whether sources write a name so, perhaps joined otherwise (GPT5) or inflected."""
    word = name.casefold()
    return (
        word in sources.words
        or _is_spelled(word, sources.text)
        or any(_is_akin(word, other) for other in sources.words if other[:1] == word[:1])
    )


def are_initials(word: str, known: frozenset[str]) -> bool:
    """Tell whether a word in capitals can stand for words in a row, of which names are some.

    Two letters are the initials of anything, so those have to be of names.
    """
    bare = word.removesuffix("s")
    if not (bare.isupper() and len(bare) > 1):
        return False
    return any(bare in run or (len(bare) >= _LEAST_LOOSE and bare.lower() in run) for run in known)


def _is_spelled(word: str, text: str) -> bool:
    letters = [regex.escape(letter) for letter in word if letter.isalnum()]
    spelled = r"[\W_]?".join(letters)
    edges = r"(?<![\p{Latin}\p{N}])", r"(?:['’]?s)?(?![\p{Latin}\p{N}])"
    return bool(letters) and bool(regex.search(spelled.join(edges), text))


def _is_akin(word: str, other: str) -> bool:
    """Tell whether two words are forms of one name: China, Chinese; Meyer, Meyers."""
    if min(len(word), len(other)) < _LEAST_STEM:
        return False
    is_same = not _stems(word).isdisjoint(_stems(other))
    return is_same or _is_people(word, other) or _is_people(other, word)


def _is_people(word: str, place: str) -> bool:
    match = _PEOPLE.search(word)
    stem = word[: match.start()] if match else ""
    left = len(place) - len(stem)
    return len(stem) >= _LEAST_STEM and place.startswith(stem) and 0 <= left <= _MOST_LEFT


def _stems(word: str) -> set[str]:
    stems = {word[: len(word) - len(end)] for end in _ENDINGS if word.endswith(end)}
    return {stem for stem in stems if len(stem) >= _LEAST_STEM}
