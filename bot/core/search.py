"""Full-text search in English and Chinese, the same on FTS5 and on PostgreSQL.

Text is cut into words here, not by a database's own parser: those disagree on `node.js` and
know no Chinese. Words of Han, kana and hangul become overlapping pairs of characters (芯片股 is
芯片 片股 股), which finds every part of two characters or more, exactly, without a dictionary.
"""

import re
import unicodedata
from collections.abc import Iterator

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

_Term = tuple[str, ...]
"""Tokens that stand next to each other; a lone Han character stands for all that begin so."""


def index_tokens(text: str) -> str:
    """Return the words to index `text` by, with single blanks between them."""
    tokens = (token for word in _words(text) for token in _pieces(word))
    return " ".join(token for token, _ in zip(tokens, range(MOST_TOKENS), strict=False))


def tsvector(tokens: str) -> str:
    """Return what `index_tokens` gave as a literal of PostgreSQL's tsvector."""
    return " ".join(f"'{token}':{place}" for place, token in enumerate(tokens.split(), start=1))


def fts5_query(query: str) -> str:
    """Return an FTS5 expression that all of `query`'s words meet; empty where it has none."""
    return " AND ".join(
        f'"{" ".join(term)}"' + ("*" if _is_prefix(term) else "") for term in _terms(query)
    )


def tsquery(query: str) -> str:
    """Return the same as `fts5_query` as a literal of PostgreSQL's tsquery."""
    return " & ".join(
        "(" + " <-> ".join(f"'{token}'" for token in term) + ")"
        if not _is_prefix(term)
        else f"'{term[0]}':*"
        for term in _terms(query)
    )


def _words(text: str) -> list[str]:
    """Cut into casefolded words without accents; full-width letters become plain ones."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        # Only the accents of Latin, Greek and Cyrillic: the marks of kana change the syllable.
        bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
        plain = unicodedata.normalize("NFC", bare)
    return _WORD.findall(_POSSESSIVE.sub("", plain))


def _pieces(word: str) -> Iterator[str]:
    if _is_cjk(word):
        yield from (word[start : start + 2] for start in range(len(word)))
    else:
        yield _singular(word[:LONGEST_WORD])


def _terms(query: str) -> list[_Term]:
    """Cut a query into terms; what is written without a blank (`gpt-5`) stays together."""
    terms: list[_Term] = []
    for chunk in query.split():
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
    return list(dict.fromkeys(terms))[:MOST_TERMS]


def _is_prefix(term: _Term) -> bool:
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
