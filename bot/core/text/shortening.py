"""Shorter text that still reads well."""

import regex

from bot.core.text.measures import CJK, GRAPHEME, grapheme_length
from bot.core.text.sentences import sentence_spans

_ELLIPSIS = "…"
_CLAUSE_END = regex.compile(r"[，；：、]|[,;:](?=\s)|\s[—–-](?=\s)")
_LOOSE_END = ' \t\n，,；;：:、—–-（(“"‘「'
_CJK_CHARACTER = regex.compile(f"[{CJK}]")
_WORDLIKE = regex.compile(r"[\p{L}\p{M}\p{N}'’_.,%-]")
_NUMERAL = regex.compile(r"[\p{N}零一二三四五六七八九十百千万亿两点.,%％$€£¥美元年月日岁倍]")


def truncate(s: str, limit: int) -> str:
    """Shorten to at most `limit` graphemes.

    Cuts between sentences where that keeps half of the room; else after a clause, else between
    words (never inside a number), and marks such a cut with an ellipsis.
    """
    if len(s) <= limit or grapheme_length(s) <= limit:
        return s
    if limit <= 0:
        return ""
    clusters = [match[0] for _, match in zip(range(limit), GRAPHEME.finditer(s), strict=False)]
    room = len("".join(clusters))
    whole = max((end for _, end in sentence_spans(s[: room + 1]) if end <= room), default=0)
    if grapheme_length(s[:whole]) * 2 >= limit:
        return s[:whole]
    cut = len("".join(clusters[:-1]))
    end = max((match.start() for match in _CLAUSE_END.finditer(s, 0, cut)), default=0)
    if end * 2 < cut:
        end = _word_end(s, cut)
    return s[:end].rstrip(_LOOSE_END) + _ELLIPSIS


def whole_sentences(s: str, limit: int) -> str:
    """Keep as many whole sentences as fit into `limit` graphemes; nothing where none does."""
    whole = 0
    for _, end in sentence_spans(s):
        if end > limit and grapheme_length(s[:end]) > limit:
            break
        whole = end
    return s[:whole]


def _word_end(s: str, cut: int) -> int:
    """Move `cut` back to between two words; leave it where one word fills all the room."""
    at = cut
    while at and _belong_together(s[at - 1], s[at]):
        at -= 1
    return at or cut


def _belong_together(left: str, right: str) -> bool:
    if _NUMERAL.match(left) and _NUMERAL.match(right):
        return True
    if _CJK_CHARACTER.match(left) or _CJK_CHARACTER.match(right):
        return False
    return bool(_WORDLIKE.match(left) and _WORDLIKE.match(right))
