"""Summaries without a model: whole sentences of the text itself, chosen for what they say.

A sentence counts by its place (news says what happened first), by how much later sentences echo it
(Zheng and Lapata 2019, "Sentence centrality revisited": echoes from later ones count most), and by
the words it shares with the title; one that repeats a chosen one is passed over.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import exp, hypot, log, sqrt
from typing import TypeAlias

import regex

from .boilerplate import is_noise
from .leaning import leans
from .orders import is_order
from .signs import is_eastern
from .text import begins_small, grapheme_length, has_whole_quotations, split_sentences, tokens

_PLACE, _ECHO, _TITLE = 0.3, 0.5, 0.2
_PLACE_FADES = 4.0
_ECHO_BACK = 0.3
_REPEATING = 0.6
"""Share of its value a sentence loses for being wholly like a chosen one (MMR)."""
_SAME = 0.8
_WORTH = 0.4
"""A further sentence needs this share of the best one's value, half of it while half is empty."""
_MOST_SENTENCES = 80
_MOST_READ = 20_000
_FEWEST_TOKENS = 4
_MOSTLY_DENSE = 0.3
_TITLE_REPEAT = 0.8
_STANDFIRST = 130
"""Graphemes of a text without a sentence that can still be whole; feeds cut longer ones."""

_FINAL = regex.compile(r"(?<!\.\.)[.!?。！？][\"'”’」』)）\]]*$")
_QUESTION = regex.compile(r"[?？][\"'”’」』)）]*$")
_LEADS_ON = regex.compile(r"(?<=[.!?。！？])[…⋯]+$|(?<=[!?。！？])\.{3}$")
"""What a feed puts after a whole sentence where there is more to read."""
_OPEN_END = regex.compile(
    r"(?:\.\.\.|…|[,，、:：;；([{“（—–|-]|\b(?:a|an|the|of|to|in|on|for|with|at|by|from|and|or"
    r"|but|as|that|which|who|is|are|was|were|be|will|has|have|its|their|his|her|than))\s*$"
    r"|\s\|\s",
    regex.IGNORECASE,
)
"""Where a line breaks off, or is a list of headings."""
_FOLD = regex.compile(r"\W+")
_LETTER = regex.compile(r"\p{L}")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")

Vector: TypeAlias = dict[str, float]


def summarise(text: str, title: str, *, limit: int) -> str:
    """Return the best whole sentences of `text` in their order, in at most `limit` graphemes.

    One that leans on the sentence before comes with it or not at all; the very first may lean on
    the title if there is nothing else. Where the text holds no
    sentence it may be a standfirst, which is kept as it is; else the summary is empty: a bare
    title is not repeated, nothing is cut to fit.
    """
    kept = _kept(text, title)
    if not kept:
        return _standfirst(text, title, limit)
    sentences = tuple(sentence for sentence, _ in kept)
    joint = joiner(text)
    values, vectors = _rate(sentences, title)
    costs = [grapheme_length(sentence) + len(joint) for sentence in sentences]
    needed = _needed(kept)
    chosen: set[int] = set()
    room = limit + len(joint)
    waiting = [
        place for place, chain in needed.items() if sum(costs[one] for one in chain) <= room
    ]
    if not waiting and title and kept[0][1] == 0 and costs[0] <= room:
        return sentences[0]  # what it leans on is the title right above it
    closeness = dict.fromkeys(waiting, 0.0)
    while waiting:
        best = max(
            waiting,
            key=lambda place: (values[place] * (1 - _REPEATING * closeness[place]), -place),
        )
        waiting.remove(best)
        worth = _WORTH if 2 * room < limit else _WORTH / 2
        if chosen and values[best] < worth * max(values):
            break
        new = set(needed[best]) - chosen
        cost = sum(costs[one] for one in new)
        if new and cost <= room and closeness[best] < _SAME:
            chosen |= new
            room -= cost
            for place in waiting:
                likeness = max(_cosine(vectors[place], vectors[one]) for one in new)
                closeness[place] = max(closeness[place], likeness)
    return joint.join(sentences[place] for place in sorted(chosen))


def sentences_of(text: str, title: str) -> tuple[str, ...]:
    """Return the whole sentences of a text, each once, without boilerplate and its own title."""
    return tuple(sentence for sentence, _ in _kept(text, title))


@lru_cache(maxsize=64)
def _kept(text: str, title: str) -> tuple[tuple[str, int], ...]:
    """Return what `sentences_of` does, each with which sentence of the text it is."""
    heading = set(tokens(title))
    kept: dict[str, tuple[str, int]] = {}
    for sentence, place in _split(text):
        words = terms_of(sentence).keys()
        repeats = bool(heading) and len(words & heading) >= _TITLE_REPEAT * len(words | heading)
        if len(words) >= _FEWEST_TOKENS and not repeats:
            kept.setdefault(_FOLD.sub("", sentence.casefold()), (sentence, place))
    return tuple(kept.values())


def _needed(kept: Sequence[tuple[str, int]]) -> dict[int, tuple[int, ...]]:
    """Return for each sentence that can be understood which ones it comes with, and itself."""
    needed: dict[int, tuple[int, ...]] = {}
    for at, (sentence, place) in enumerate(kept):
        if not leans(sentence, is_first=place == 0):
            needed[at] = (at,)
        elif at - 1 in needed and kept[at - 1][1] == place - 1:
            needed[at] = (*needed[at - 1], at)
    return needed


def _standfirst(text: str, title: str, limit: int) -> str:
    """Return a text that is one short line of its own, as a subtitle is; else nothing."""
    line = text.strip()
    words = terms_of(line).keys()
    is_short = len(words) > 1 and grapheme_length(line) <= min(limit, _STANDFIRST)
    is_other = is_noise(line) or is_order(line) or _OPEN_END.search(line)
    is_new = len(words - set(tokens(title))) > len(words) * (1 - _TITLE_REPEAT)
    is_one = "\n" not in line and not leans(line, is_first=True)
    return line if is_short and is_new and is_one and not is_other else ""


def joiner(text: str) -> str:
    """Return what stands between sentences: nothing in Chinese and Japanese, else a space."""
    return "" if is_dense(text) else " "


def is_dense(text: str) -> bool:
    """Tell whether a text is Chinese or Japanese, which say more in fewer characters."""
    if not is_eastern(text):
        return False
    dense = len(_DENSE.findall(text))
    return dense > 0 and dense > _MOSTLY_DENSE * len(_LETTER.findall(text))


def rated(sentences: Sequence[str], title: str) -> list[float]:
    """Return how much each sentence says; about 0 to 1."""
    return list(_rate(tuple(sentences), title)[0])


@lru_cache(maxsize=64)
def _split(text: str) -> tuple[tuple[str, int], ...]:
    """Return the first whole sentences of a text and their places; a story asks several times."""
    sentences = split_sentences(text[:_MOST_READ])[:_MOST_SENTENCES]
    return tuple(
        (whole, place)
        for place, sentence in enumerate(sentences)
        if _is_whole(whole := _LEADS_ON.sub("", sentence)) and not (place and begins_small(whole))
    )


@lru_cache(maxsize=2048)
def terms_of(sentence: str) -> Mapping[str, float]:
    """Return the terms of a sentence, each with 1 + the logarithm of its count."""
    return {term: 1 + log(count) for term, count in Counter(tokens(sentence)).items()}


def _is_whole(sentence: str) -> bool:
    is_ended = _FINAL.search(sentence) and has_whole_quotations(sentence)
    return bool(is_ended) and not (is_noise(sentence) or is_order(sentence))


@lru_cache(maxsize=16)
def _rate(sentences: tuple[str, ...], title: str) -> tuple[list[float], list[Vector]]:
    """Return the value and the words of each sentence; summary and analysis both ask for them."""
    said = [terms_of(sentence) for sentence in sentences]
    vectors = _vectors(said)
    echoes = _echoes(vectors)
    heading = set(tokens(title))
    named = [len(heading & terms.keys()) / sqrt(len(terms)) for terms in said]
    most_echoed, most_named = max(echoes, default=0) or 1.0, max(named, default=0) or 1.0
    values = []
    for place, sentence in enumerate(sentences):
        value = (
            _PLACE * exp(-place / _PLACE_FADES)
            + _ECHO * echoes[place] / most_echoed
            + _TITLE * named[place] / most_named
        )
        if _QUESTION.search(sentence):
            value *= 0.6
        if sentence[0] in '"“「『':
            value *= 0.8
        values.append(value)
    return values, vectors


def _echoes(vectors: list[Vector]) -> list[float]:
    """Add up each sentence's likeness to the later ones, and a part of that to the earlier ones.

    The sum of products is taken word by word, so that no two sentences need to be compared.
    """
    later: dict[str, float] = {}
    for vector in vectors:
        for word, weight in vector.items():
            later[word] = later.get(word, 0.0) + weight
    echoes = []
    for vector in vectors:  # what is earlier from now on counts `_ECHO_BACK`
        echo = 0.0
        for word, weight in vector.items():
            echo += weight * (later[word] - weight)
            later[word] -= (1 - _ECHO_BACK) * weight
        echoes.append(echo)
    return echoes


def _vectors(said: Sequence[Mapping[str, float]]) -> list[Vector]:
    """Weigh each sentence's words by how few other sentences have them; scale to length 1."""
    spread = Counter(chain.from_iterable(said))
    rarity = {word: log(1 + len(said) / count) for word, count in spread.items()}
    vectors = []
    for terms in said:
        weighed = {word: weight * rarity[word] for word, weight in terms.items()}
        length = hypot(*weighed.values())
        vectors.append({word: weight / length for word, weight in weighed.items()})
    return vectors


def _cosine(one: Vector, other: Vector) -> float:
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * longer.get(word, 0.0) for word, weight in shorter.items())
