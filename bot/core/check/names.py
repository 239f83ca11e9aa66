"""Names: each is in the sources as written, in the other script, or by its sound.

What code can know of a name in Latin letters where the sources write Chinese: they may write it
in Latin letters too (OpenAI, GPT-5), the vocabulary may know both (谷歌 is Google), it may be
spelled (郭天枢 is Guo Tianshu) or transcribed (乔纳森 is Jonathan), or be made of ordinary words,
which were translated by their meaning (晶圆联盟 is the Wafer Alliance). What is none is invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

import regex

from bot.core.concepts import Vocabulary

from .dictionary import has_dictionary, is_compound, is_name, is_word
from .faults import FaultKind
from .geography import is_people, is_place
from .han_names import strange_han
from .hearing import letters_of
from .meaning import translated, translated_run
from .sounds import is_pinyin, is_surname
from .sources import HAN_LANGUAGES, WORD, Sources, initials
from .spelling import are_initials, have


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_CODE = regex.compile(
    r"(?<![\p{Latin}\p{N}$€£.,])(?=[\p{Latin}.-]*\p{N})\p{Latin}[\p{Latin}\p{N}.-]*[\p{Latin}\p{N}]"
)
_DIGIT = regex.compile(r"\p{N}")
_NO_CODE = regex.compile(
    r"(?P<word>\p{Ll}{3,})-\d+\p{Ll}*|No\.\d+|(?:RMB|USD|EUR|GBP|CNY|HKD|JPY|KRW|INR)\d[\d.]*"
)
"""Numbers with a word before them: mid-2025, No.3."""
_LATIN_NAME = regex.compile(r"(?<![\p{Latin}\p{N}])\p{Lu}[\p{Latin}\p{N}'’]*[\p{Latin}\p{N}]")
_SENTENCE_START = regex.compile(r"(?:^|[.!?:“„«»「\"‘(\n]\s*)$")
_TITLE_CASE = 0.6
_ENDING = regex.compile(r"['’](?:s|d|t|ve|re|ll|m)?$")
_ELIDED = regex.compile(r"^(?:[LDJMNSTC]|Qu)['’](?=\p{L}{3})")
"""L'entreprise, Qu'Anthropic."""
_COMMON = _words(
    "no monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december english chinese american european"
    " asian the this that us uk eu un ceo cto cfo coo ipo ai agi llm llms rag gpu gpus cpu cpus"
    " hbm api apis sdk usd rmb cny eur mr mrs ms dr ii iii iv ar vr pc pcs tv ev evs it ip phd mba"
    " gdp os covid her its their our your my his isn aren wasn weren don doesn didn won can couldn"
    " british swiss western african asia europe america"
)
_AT_HOME = frozenset({"us", "china", "eu"})
"""Where most firms of the news are at home, which a text may say beside their name."""
_LONGEST_NAME = 16
"""Words; the work grows with their square, so that a longer row is read in parts."""
_LEAST_NAMES = 2
"""Ordinary words in a row with capitals that make a name; one alone is style."""
_OFFICES = _words(
    "agency authority bureau center centre commission committee congress corps council court"
    " department federation headquarters holiday institute international ministry municipal"
    " national office party provincial service special state station union university working"
)
"""Words of institutions, which are translated in many ways."""


@dataclass(frozen=True, slots=True)
class _Word:
    bare: str
    """Without its ending."""
    is_free: bool
    """Whether every word has a capital there, at the beginning of a sentence or in a title."""
    is_known: bool
    """Whether the vocabulary has spoken of it."""


def strange_names(
    text: str, language: str, sources: Sources, vocabulary: Vocabulary
) -> Iterator[tuple[FaultKind, str]]:
    """Yield names that the sources do not have.

    A Latin name may differ in its ending (China, Chinese) and may be the initials of a longer one.
    """
    found: dict[str, None] = {}
    known: list[tuple[int, int]] = []
    for sighting in vocabulary.read(text):
        known.append((sighting.start, sighting.end))
        concept = sighting.concept
        is_near = not concept.is_actor and (
            concept.key in _AT_HOME or not concept.owners.isdisjoint(sources.concepts)
        )
        written = text[sighting.start : sighting.end]
        is_told = concept.key in sources.concepts or is_near
        if concept.is_name and not (
            is_told
            or translated(written, sources)
            or is_place(written, language, sources.text, sources.languages)
        ):
            found[written] = None
    found |= dict.fromkeys(_strange_codes(text, sources))
    if language.startswith(HAN_LANGUAGES):
        found |= dict.fromkeys(strange_han(text, language, sources, known))
    own = initials(text)
    for run in _runs(text, language, known):
        found |= dict.fromkeys(_strange_latin(run, language, sources, own))
    return ((FaultKind.NAME, name) for name in found)


def _strange_codes(text: str, sources: Sources) -> Iterator[str]:
    """Yield names with digits that the sources do not have."""
    for match in _CODE.finditer(text):
        other = _NO_CODE.fullmatch(match[0])
        if other and (other["word"] is None or is_word(other["word"], "en")):
            continue
        names = {match[0], match[0].removesuffix("s")}
        if not any(have(sources, name) or translated(name, sources) for name in names):
            yield match[0]


def _runs(text: str, language: str, known: Sequence[tuple[int, int]]) -> Iterator[list[_Word]]:
    """Yield names of one or more words in a row; of a Title In Capitals each word that is none."""
    is_han = language.startswith(HAN_LANGUAGES)
    words = [word for word in WORD.findall(text) if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    is_title = "\n" not in text and capitals > _TITLE_CASE * len(words)
    run: list[_Word] = []
    end = -1
    for match in _LATIN_NAME.finditer(text):
        if _DIGIT.search(match[0]):  # a code, which has been looked for
            continue
        if len(run) == _LONGEST_NAME or (run and text[end : match.start()] not in (" ", "-")):
            yield run
            run = []
        word = _Word(
            bare=_ENDING.sub("", _ELIDED.sub("", match[0])),
            is_free=not is_han
            and (is_title or bool(_SENTENCE_START.search(text, 0, match.start()))),
            is_known=any(start <= match.start() < stop for start, stop in known),
        )
        run.append(word)
        end = match.end()
    if run:
        yield run


def _strange_latin(
    run: Sequence[_Word], language: str, sources: Sources, own: frozenset[str]
) -> Iterator[str]:
    """Yield the words of a run that no source can stand for."""
    words = [word.bare for word in run]
    left = [not (word.is_known or _is_told(word.bare, language, sources, own)) for word in run]
    if language.startswith("de"):  # where every noun has a capital
        left = [
            is_left and _is_german_name(word) for word, is_left in zip(words, left, strict=True)
        ]
    if sources.have_han:
        left = _unheard(run, left, language, sources)
    else:
        left = [
            is_left and not (word.is_free and _may_be_word(word.bare, language))
            for word, is_left in zip(run, left, strict=True)
        ]
    for is_left, group in groupby(zip(words, left, strict=True), key=itemgetter(1)):
        name = [word for word, _ in group]
        if is_left and not is_place(" ".join(name), language, sources.text, sources.languages):
            yield from name


def _is_told(word: str, language: str, sources: Sources, own: frozenset[str]) -> bool:
    """Tell whether the sources have a word in Latin letters, or what it is short for."""
    return (
        word.casefold() in _COMMON
        or have(sources, word)
        or are_initials(word, sources.initials)
        or are_initials(word, own)
        or is_people(word, language, sources.text, sources.languages)
    )


def _is_german_name(word: str) -> bool:
    """Tell whether a capitalised word is no German noun, or one that is a name elsewhere too."""
    if is_name(word, "de") or is_word(word, "de") or is_compound(word, "de"):
        return is_name(word, "en") and not is_word(word, "en")
    return True


def _may_be_word(word: str, language: str) -> bool:
    return is_word(word, language) or not has_dictionary(language)


def _unheard(
    run: Sequence[_Word], left: Sequence[bool], language: str, sources: Sources
) -> list[bool]:
    """Tell which words of a run Chinese sources have neither by sound nor by meaning."""
    words = [word.bare for word in run]
    letters = [letters_of(word) for word in words]
    spelled = _spelled(letters, sources)
    strangers = _strangers(letters, spelled, left)
    left = [is_left and not known for is_left, known in zip(left, spelled, strict=True)]
    if any(left) and not language.startswith(HAN_LANGUAGES):
        meant = translated_run(words, sources)
        left = [is_left and not known for is_left, known in zip(left, meant, strict=True)]
        left = _without_words(run, left, language)
    found = []
    for is_left, group in groupby(zip(words, left, strict=True), key=itemgetter(1)):
        name = [word for word, _ in group]
        found += [is_left and not sources.sounds.have_latin(name)] * len(name)
    return [is_left or place in strangers for place, is_left in enumerate(found)]


def _without_words(run: Sequence[_Word], left: Sequence[bool], language: str) -> list[bool]:
    """Leave out ordinary words, which are translated freely; but "Grace Stone" is a name."""
    found: list[bool] = []
    for is_left, group in groupby(zip(run, left, strict=True), key=itemgetter(1)):
        words = [word for word, _ in group]
        plain = [is_left and is_word(word.bare, language) for word in words]
        is_named = (
            len(words) >= _LEAST_NAMES
            and all(plain)
            and not any(word.is_free for word in words[1:])
            and _OFFICES.isdisjoint(word.bare.casefold() for word in words)
            and (not words[0].is_free or all(is_name(word.bare, language) for word in words))
        )
        found += [is_left and (is_named or not ordinary) for ordinary in plain]
    return found


def _spelled(letters: Sequence[str], sources: Sources) -> list[int]:
    """Number the names that are Chinese in pinyin, the longest first; 0 for other words."""
    found = [0] * len(letters)
    for length in range(len(letters), 0, -1):
        for at in range(len(letters) - length + 1):
            part = list(letters[at : at + length])
            if not any(found[at : at + length]) and all(map(is_pinyin, part)):
                turned = ("".join(part[turn:] + part[:turn]) for turn in range(length))
                if any(map(sources.sounds.spell, turned)):
                    found[at : at + length] = [max(found) + 1] * length
    return found


def _strangers(letters: Sequence[str], spelled: Sequence[int], left: Sequence[bool]) -> set[int]:
    """Return the places of Chinese people who are not in the sources with this given name."""
    return {
        place
        for at, (one, other) in enumerate(pairwise(letters))
        if left[at] and left[at + 1]
        if is_surname(one) or is_surname(other)
        if is_pinyin(one) and is_pinyin(other)
        if not spelled[at] == spelled[at + 1] != 0
        for place in (at, at + 1)
    }
