"""Copies: the same text at several addresses, as agencies and syndicates spread it.

A text is known by a sketch, the smallest hashes of its overlapping runs of words (Broder, "On the
resemblance and containment of documents", 1997). Two sketches tell how much of the shorter text is
in the longer one, so that a shortened copy is one too.
"""

from collections import Counter
from datetime import datetime
from typing import TypeAlias
from zlib import crc32

from rapidfuzz import fuzz

from .news import Article, ArticleDraft, ArticleId
from .text import tokens

Sketch: TypeAlias = tuple[int, ...]
"""At most `_SKETCH` hashes, smallest first."""

SAME = 0.65
"""Likeness (0-1) from which one text is a copy of another: three paragraphs of four are the same,
less what a sketch errs by. Reports by different hands have less than half in common."""
SAME_HEADLINE = 70.0
"""Likeness (0-100) from which two pages have one headline."""
_RUN = 4
_SKETCH = 64
_KEYS = 16
"""How many of its smallest hashes a text can be found by."""
_FEWEST = 8
"""Fewer hashes to compare tell nothing: short texts are alike by chance."""
_CANDIDATES = 5
_LONGEST = 20_000
_SPREAD = 2_654_435_761  # Knuth's multiplier: evens out what CRC leaves alike


def sketch(text: str) -> Sketch:
    """Return what a text is recognised by; empty where it is too short."""
    terms = tokens(text[:_LONGEST])
    runs = (" ".join(terms[at : at + _RUN]) for at in range(len(terms) - _RUN + 1))
    hashes = {crc32(run.encode(errors="replace")) * _SPREAD & 0xFFFFFFFF for run in runs}
    return tuple(sorted(hashes)[:_SKETCH]) if len(hashes) >= _SKETCH // 2 else ()


def likeness(one: Sketch, other: Sketch) -> float:
    """Return how much (0-1) of the one text is in the other, whichever is more; symmetric."""
    return max(_share(one, other), _share(other, one))


def tell_the_same(draft: ArticleDraft | Article, article: Article) -> bool:
    """Tell whether a page may rightly name an article's address as its own.

    Templates name other pages too: then neither the headline nor the text is the article's.
    """
    headlines = fuzz.token_set_ratio(draft.title, article.title, processor=str.casefold)
    return headlines >= SAME_HEADLINE or likeness(sketch(draft.text), sketch(article.text)) >= SAME


def _share(part: Sketch, whole: Sketch) -> float:
    """Estimate how much of `part` is in `whole`: up to its largest hash, a sketch is complete."""
    if not part or not whole:
        return 0.0
    is_complete = len(whole) < _SKETCH
    asked = [value for value in part if is_complete or value <= whole[-1]]
    if len(asked) < _FEWEST:
        return 0.0
    return len(set(asked) & set(whole)) / len(asked)


class CopyIndex:
    """The originals of the last days, to be found by any text that copies them."""

    def __init__(self) -> None:
        self._sketches: dict[ArticleId, tuple[Sketch, datetime]] = {}
        self._found_by: dict[int, list[ArticleId]] = {}

    def add(self, article_id: ArticleId, marks: Sketch, at: datetime) -> None:
        """Remember an original published `at`; one that is known already changes nothing."""
        if not marks or article_id in self._sketches:
            return
        self._sketches[article_id] = (marks, at)
        for key in marks[:_KEYS]:
            self._found_by.setdefault(key, []).append(article_id)

    def find(self, marks: Sketch) -> ArticleId | None:
        """Return the original that a text copies, None where it is new."""
        shared = Counter(one for key in marks[:_KEYS] for one in self._found_by.get(key, ()))
        likely = [
            (likeness(marks, self._sketches[one][0]), -one)
            for one, _ in shared.most_common(_CANDIDATES)
        ]
        best, number = max(likely, default=(0.0, 0))
        return ArticleId(-number) if best >= SAME else None

    def forget(self, before: datetime) -> None:
        """Drop the originals that were published before then."""
        old = [one for one, (_, at) in self._sketches.items() if at < before]
        for one in old:
            marks, _ = self._sketches.pop(one)
            for key in marks[:_KEYS]:
                self._found_by[key].remove(one)
                if not self._found_by[key]:
                    del self._found_by[key]
