"""Full-text search in English and Chinese, the same on FTS5 and on PostgreSQL.

Text is cut into words here, not by a database's own parser: those disagree on `node.js` and
know no Chinese. Words of Han, kana and hangul become overlapping pairs of characters (芯片股 is
芯片 片股 股), which finds every part of two characters or more, exactly, without a dictionary.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .news import Story, StoryId, Text
from .script import simplified

LONGEST_WORD = 64
"""Characters of a word that count; a database refuses words of some kilobytes."""
MOST_TOKENS = 4000
"""Tokens of a text that count, far above any summary."""
MOST_TERMS = 12
"""Terms of a query that count."""

# The letters of kana, Han and hangul, without the marks and dots between them.
_CJK = (
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3"
)
_WORD = re.compile(f"[{_CJK}]+|[^\\W_{_CJK}]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_SHORT = 4
_SIMILAR = 0.7
_HALVING_DAYS = 30
_HIGHEST = 100

Term: TypeAlias = tuple[str, ...]
"""Tokens that stand next to each other; a lone Han character stands for all that begin so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What a story is found by."""

    titles: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    """What it is, as `facet` writes it."""

    def columns(self) -> tuple[str, str, str]:
        """Return the tokens of titles, bodies and facets, single blanks between them."""
        titles, bodies = map(dict.fromkeys, (self.titles, self.bodies))
        return (
            index_tokens("\n".join(titles)),
            index_tokens("\n".join(bodies)),
            " ".join(self.facets),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What to ask a full-text index for."""

    terms: tuple[Term, ...] = ()
    facets: tuple[tuple[str, ...], ...] = ()
    """Of each group at least one."""
    in_title: bool = False
    """Whether the terms must stand in titles."""
    is_any: bool = False
    """Whether one of the terms is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search gave."""

    stories: tuple[Story, ...] = ()
    is_more: bool = False
    """Whether another page follows."""
    tag: str = ""
    """The tag that the words name and that was searched for in their place."""
    corrected: str = ""
    """The words searched for in the place of misspelt ones."""
    is_loose: bool = False
    """Whether no story holds all of the words."""


def facet(kind: str, value: str) -> str:
    """Return the token that says what a story is; `kind` keeps tags from publishers."""
    return kind + "".join(filter(str.isalnum, value.casefold()))[:LONGEST_WORD]


def indexed(
    texts: Sequence[Text], tags: Sequence[str], articles: Sequence[tuple[str, str]]
) -> Indexed:
    """Return what a story is found by; `articles` are titles with their publishers."""
    languages = [text.language for text in texts]
    facets = [facet("tag", tag) for tag in tags]
    facets += [facet("by", publisher) for _, publisher in articles]
    # "zh" finds both scripts.
    facets += [facet("in", part) for tag in languages for part in (tag, tag.partition("-")[0])]
    return Indexed(
        titles=(*(text.title for text in texts), *(title for title, _ in articles)),
        bodies=(
            *(text.summary for text in texts),
            *(publisher for _, publisher in articles),
        ),
        facets=tuple(dict.fromkeys(facets)),
    )


def weigh(relevance: float, days: float, total: int) -> float:
    """Return relevance x recency x score of a story that matches and is so many days old.

    A story a month old needs twice the relevance of a new one.
    """
    return relevance / (1 + max(days, 0.0) / _HALVING_DAYS) * (1 + total / _HIGHEST)


def rank(weights: Mapping[StoryId, float]) -> list[StoryId]:
    """Order stories by what they weigh, of equal ones the newer first."""
    return sorted(weights, key=lambda story_id: (-weights[story_id], -story_id))


def are_settled(weights: Collection[float], needed: int, relevance: float, days: float) -> bool:
    """Tell whether the first `needed` outweigh all of that relevance and at least that old."""
    most = weigh(relevance, days, _HIGHEST)
    return sum(weight > most for weight in weights) >= needed


def coverage(terms: Collection[Term], text: str) -> float:
    """Return the part of `terms` that `text` holds, 0-1."""
    tokens = f" {index_tokens(text)} "
    return sum(f" {' '.join(term)}" in tokens for term in terms) / len(terms)


def correct(words: str, vocabulary: Collection[str]) -> str:
    """Return `words` with the misspelt ones as `vocabulary` has them; empty where none is mended.

    Words of four letters or more; Chinese has no spelling to get wrong.
    """
    mended = []
    for word in words.split():
        token = "".join(_words(word))
        is_foreign = len(token) < _SHORT or not token.isalpha() or _is_cjk(token)
        if is_foreign or _singular(token) in vocabulary:
            mended.append(word)
            continue
        near = process.extractOne(
            token, vocabulary, scorer=OSA.normalized_similarity, score_cutoff=_SIMILAR
        )
        mended.append(near[0] if near else word)
    said = " ".join(mended)
    return said if said != words else ""


def latin_words(text: str) -> set[str]:
    """Return the words of `text` that can be misspelt, as `correct` compares them."""
    words = {word for word in _words(text) if len(word) >= _SHORT and word.isalpha()}
    return {_singular(word) for word in words if not _is_cjk(word)}


def index_tokens(text: str) -> str:
    """Return the words to index `text` by, with single blanks between them."""
    tokens = (token for word in _words(text) for token in _pieces(word))
    return " ".join(token for token, _ in zip(tokens, range(MOST_TOKENS), strict=False))


def tsvector(titles: str, bodies: str, facets: str) -> str:
    """Return what `Indexed.columns` gave as a literal of tsvector, weighted A to C."""
    place = count(1)
    return " ".join(
        f"'{token}':{next(place)}{weight}"
        for weight, tokens in zip("ABC", (titles, bodies, facets), strict=True)
        for token in tokens.split()
    )


def fts5_query(match: Match) -> str:
    """Return `match` as an FTS5 expression; empty where it asks for nothing."""
    terms = [f'"{" ".join(term)}"' + "*" * _is_prefix(term) for term in match.terms]
    column = "title" if match.in_title else "{title body}"
    parts = [f"{column} : ({_joined(terms, match, ' OR ', ' AND ')})"] if terms else []
    parts += [
        "facets : (" + " OR ".join(f'"{facet}"' for facet in group) + ")" for group in match.facets
    ]
    return " AND ".join(parts)


def tsquery(match: Match) -> str:
    """Return the same as `fts5_query` as a literal of PostgreSQL's tsquery."""
    weights = "A" if match.in_title else "AB"
    terms = [
        "(" + " <-> ".join(f"'{token}':{weights}" for token in term) + ")"
        if not _is_prefix(term)
        else f"'{term[0]}':*{weights}"
        for term in match.terms
    ]
    parts = [f"({_joined(terms, match, ' | ', ' & ')})"] if terms else []
    parts += ["(" + " | ".join(f"'{facet}':C" for facet in group) + ")" for group in match.facets]
    return " & ".join(parts)


def read_terms(words: str) -> tuple[Term, ...]:
    """Cut words into terms; what is written without a blank (`gpt-5`) stays together."""
    terms: list[Term] = []
    for chunk in words.split():
        together: list[str] = []
        for word in _words(chunk):
            if _is_cjk(word):
                terms.extend([tuple(together)] * bool(together))
                together = []
                # All pairs but the last character alone, which begins a pair in longer text.
                terms.append(tuple(_pieces(word))[:-1] or (word,))
            else:
                together.append(_singular(word[:LONGEST_WORD]))
        terms.extend([tuple(together)] * bool(together))
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def split_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the single tokens of `terms`, for where they do not stand together.

    Lone letters and digits say nothing by themselves and are left out.
    """
    tokens = (token for term in terms for token in term if len(token) > 1)
    return tuple((token,) for token in dict.fromkeys(tokens))[: 2 * MOST_TERMS]


def _joined(terms: list[str], match: Match, either: str, both: str) -> str:
    return (either if match.is_any else both).join(terms)


def _words(text: str) -> list[str]:
    """Cut into casefolded words without accents, in simplified Chinese and plain letters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        # Only the accents of Latin, Greek and Cyrillic: the marks of kana change the syllable.
        bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
        plain = simplified(unicodedata.normalize("NFC", bare))
    return _WORD.findall(_POSSESSIVE.sub("", plain))


def _pieces(word: str) -> Iterator[str]:
    if _is_cjk(word):
        yield from (word[start : start + 2] for start in range(len(word)))
    else:
        yield _singular(word[:LONGEST_WORD])


def _is_prefix(term: Term) -> bool:
    return len(term) == 1 and len(term[0]) == 1 and _is_cjk(term[0])


def _is_cjk(word: str) -> bool:
    return re.match(f"[{_CJK}]", word) is not None


def _singular(word: str) -> str:
    """Fold English plurals, so that `chip` and `chips` meet (Harman 1991, the S stemmer).

    Short words in -us lose their s, unlike Harman's: GPUs and TPUs are plurals here.
    """
    if not word.isascii() or len(word) < _SHORT or not word.endswith("s"):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    if word.endswith(("ss", "aes", "ees", "oes")) or (word.endswith("us") and len(word) > _SHORT):
        return word
    return word[:-1]
