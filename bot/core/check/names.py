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
from bot.core.script import simplified

from .dictionary import has_dictionary, is_name, is_word
from .faults import FaultKind
from .geography import is_place
from .hearing import TRANSCRIBING, letters_of, pinyin
from .sounds import SURNAMES, as_name, is_pinyin, is_surname
from .sources import HAN_LANGUAGES, STEM, WORD, Sources, folded


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_CODE = regex.compile(
    r"(?<![\p{Latin}\p{N}$€£.,])(?=[\p{Latin}.-]*\p{N})\p{Latin}[\p{Latin}\p{N}.-]*[\p{Latin}\p{N}]"
)
_DIGIT = regex.compile(r"\p{N}")
_LATIN_NAME = regex.compile(r"(?<![\p{Latin}\p{N}])\p{Lu}[\p{Latin}\p{N}'’-]*[\p{Latin}\p{N}]")
_SENTENCE_START = regex.compile(r"(?:^|[.!?:“\"‘(\n]\s*)$")
_TITLE_CASE = 0.6
_ENDING = regex.compile(r"['’](?:s|d|t|ve|re|ll|m)?$")
_COMMON = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december english chinese american european"
    " asian the this that us uk eu un ceo cto cfo coo ipo ai agi llm llms rag gpu gpus cpu cpus"
    " hbm api apis sdk usd rmb cny eur mr mrs ms dr ii iii iv ar vr pc pcs tv ev evs it ip phd mba"
    " gdp os covid her its their our your my his isn aren wasn weren don doesn didn won can couldn"
)
_AT_HOME = frozenset({"us", "china", "eu"})
"""Where most firms of the news are at home, which a text may say beside their name."""
_SPEECH = "表示|说|称|指出|认为|强调|透露|介绍|补充|回应|坦言|写道"
_HAN_SPEAKER = regex.compile(
    rf"(?:(?<!\p{{Han}})|(?<=[官裁长人授任理士生员师者席监编书家表管]))((?![于向应方时和全成任])[{SURNAMES}]\p{{Han}}{{1,2}})"
    rf"(?:{_SPEECH})"
)
"""A Chinese name that says something, at the beginning or after what the person is."""
_NO_SPEAKERS = regex.compile(
    r"高管|文[中章件]|周[一二三四五六日末]|路透社|彭博社?|金融|白宫|方面|时报"
)
_HAN_TRANSCRIBED = regex.compile(rf"([{TRANSCRIBING}]{{2,}}(?:·[{TRANSCRIBING}]+)+)")
"""A foreign name in Chinese, with its dot."""


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
        if concept.is_name and concept.key not in sources.concepts and not is_near:
            found[text[sighting.start : sighting.end]] = None
    for match in _CODE.finditer(text):
        if folded(match[0].removesuffix("s")) not in sources.folded:
            found[match[0]] = None
    if language.startswith(HAN_LANGUAGES):
        found |= dict.fromkeys(_strange_han(text, sources, known))
    for run in _runs(text, language, known):
        found |= dict.fromkeys(_strange_latin(run, language, sources))
    return ((FaultKind.NAME, name) for name in found)


def _runs(text: str, language: str, known: Sequence[tuple[int, int]]) -> Iterator[list[_Word]]:
    """Yield names of one or more words in a row; of a Title In Capitals each word that is none."""
    if language.startswith("de"):  # every noun has a capital
        return
    is_han = language.startswith(HAN_LANGUAGES)
    words = [word for word in WORD.findall(text) if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    is_title = "\n" not in text and capitals > _TITLE_CASE * len(words)
    run: list[_Word] = []
    end = -1
    for match in _LATIN_NAME.finditer(text):
        if _DIGIT.search(match[0]):  # a code, which has been looked for
            continue
        if run and text[end : match.start()] not in (" ", "-"):
            yield run
            run = []
        word = _Word(
            bare=_ENDING.sub("", match[0]),
            is_free=not is_han
            and (is_title or bool(_SENTENCE_START.search(text, 0, match.start()))),
            is_known=any(start <= match.start() < stop for start, stop in known),
        )
        run.append(word)
        end = match.end()
    if run:
        yield run


def _strange_latin(run: Sequence[_Word], language: str, sources: Sources) -> Iterator[str]:
    """Yield the words of a run that no source can stand for."""
    words = [word.bare for word in run]
    left = [not (word.is_known or _has(sources, word.bare)) for word in run]
    if sources.have_han:
        left = _unheard(words, left, language, sources)
    else:
        left = [
            is_left and not (word.is_free and _may_be_word(word.bare, language))
            for word, is_left in zip(run, left, strict=True)
        ]
    for is_left, group in groupby(zip(words, left, strict=True), key=itemgetter(1)):
        name = [word for word, _ in group]
        if is_left and not is_place(" ".join(name), language, sources.text, sources.languages):
            yield from name


def _may_be_word(word: str, language: str) -> bool:
    return is_word(word, language) or not has_dictionary(language)


def _unheard(
    words: Sequence[str], left: Sequence[bool], language: str, sources: Sources
) -> list[bool]:
    """Tell which words of a run Chinese sources can have neither by sound nor by meaning."""
    letters = [letters_of(word) for word in words]
    spelled = _spelled(letters, sources)
    strangers = _strangers(letters, spelled, left)
    left = [is_left and not known for is_left, known in zip(left, spelled, strict=True)]
    # Words of a language were translated by their meaning; but "Frank Brown" is a name.
    if not (
        language.startswith(HAN_LANGUAGES)
        or (len(words) > 1 and all(left) and all(is_name(word, language) for word in words))
    ):
        left = [
            is_left and not is_word(word, language)
            for word, is_left in zip(words, left, strict=True)
        ]
    found = []
    for is_left, group in groupby(zip(words, left, strict=True), key=itemgetter(1)):
        name = [word for word, _ in group]
        found += [is_left and not sources.sounds.have_latin(name)] * len(name)
    return [is_left or place in strangers for place, is_left in enumerate(found)]


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


def _strange_han(text: str, sources: Sources, known: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield transcribed names, and Chinese ones of people who say something."""
    simple = simplified(text)
    for match in (*_HAN_TRANSCRIBED.finditer(simple), *_HAN_SPEAKER.finditer(simple)):
        name = match[1]
        is_known = any(start < match.end(1) and match.start(1) < stop for start, stop in known)
        if not (
            is_known
            or name in sources.text
            or _NO_SPEAKERS.match(name)
            or pinyin(as_name(name[0])) in sources.sounds.half_spelled
            or sources.sounds.have_han(name)
        ):
            yield name


def _has(sources: Sources, bare: str) -> bool:
    """Tell whether the sources have every part of a name as written."""
    if folded(bare) in sources.folded or bare.casefold() in _COMMON:
        return True
    if bare.isupper() and len(bare) > 1 and bare in sources.initials:
        return True
    parts = [part.casefold() for part in bare.split("-")]
    return all(
        part in sources.words
        or part in _COMMON
        or (len(part) > STEM and part[:STEM] in sources.stems)
        for part in parts
        if part
    )
