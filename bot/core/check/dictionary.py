"""Which words with a capital are ordinary ones, and which can only be names."""

from collections.abc import Mapping
from functools import cache

from simplemma.strategies import DefaultDictionaryFactory

_LEAST_PART = 4


def has_dictionary(language: str) -> bool:
    """Tell whether anything is known of a language's words."""
    return bool(_dictionary(language))


def is_word(word: str, language: str) -> bool:
    """Tell whether a language has a word in small letters, or all parts between its hyphens."""
    dictionary = _dictionary(language)
    return all(part.lower() in dictionary for part in word.split("-"))


def is_name(word: str, language: str) -> bool:
    """Tell whether a language has a name of these letters, perhaps beside an ordinary word."""
    return word.capitalize() in _dictionary(language)


def is_beginning(letters: str, language: str) -> bool:
    """Tell whether small letters are no word of a language but the beginning of one."""
    dictionary = _dictionary(language)
    return letters not in dictionary and any(word.startswith(letters) for word in dictionary)


def is_compound(word: str, language: str) -> bool:
    """Tell whether a word is made of two of a language, as German ones are."""
    return any(
        _is_part(word[:at], language) and _is_part(word[at:], language)
        for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    )


def _is_part(part: str, language: str) -> bool:
    stems = (part, part.removesuffix("s")) if len(part) > _LEAST_PART else (part,)
    return any(is_word(stem, language) or is_name(stem, language) for stem in stems)


@cache
def _dictionary(language: str) -> Mapping[str, str]:
    """Return every form of every word, names with their capitals."""
    try:
        return DefaultDictionaryFactory().get_dictionary(language.partition("-")[0])
    except ValueError:
        return {}
