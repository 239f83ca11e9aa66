"""What stands above an article on its page: a kicker, the headline again, author and date.

Pages and feeds often begin their text with it, on lines of their own or, where an extractor lost
the line breaks, right before the first sentence.
"""

import regex
from rapidfuzz import fuzz

from .script import simplified

_SAME = 90.0
"""Likeness (0-100) from which two headlines are one."""
_KICKERS = 3
_LONGEST_KICKER = 40
_LONGEST_BYLINE = 120
_MOST_NAMES = 4
_MOST_LINES = 8

_FINAL = regex.compile(r"[.!?。！？…]['\"”’」』)）]*$")
_BREAK = regex.compile(r"\n+")
_NUMBER = regex.compile(r"\d+")
_NO_LETTER = regex.compile(r"[\W_]+")
_BETWEEN_HAN = regex.compile(r"(?<=\p{Han}) +(?=\p{Han})")
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
# No date that touches a Chinese word: that one begins a sentence.
_DATE = (
    r"(?:(?<!\p{Han})(?:"
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?:\s?日)?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:GMT|UTC|[ECMP][SD]?T|CST)\b)?"
    rf"|\b{_DAY}\s{_MONTH}(?:,?\s\d{{4}}\b)?|\b{_MONTH}\s{_DAY}(?:,?\s\d{{4}}\b)?"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:星期|周)[一二三四五六日天]"
    r"|\b\d{1,2}\s(?:minute|hour|day)s?\sago\b|\d{1,2}\s?(?:分钟|小时|天)前"
    r")(?!\p{Han}))"
)
# Needs a name or a date beside it, except where it says all by itself (reading times).
_LABEL = (
    r"(?:\b(?:by|written by|reported by|posted|published|updated|last updated)\b:?"
    r"|(?:作者|来源|编辑|责编|责任编辑|撰文|撰稿|记者|整理|发布时间|发布于|更新时间|时间|文)\s?[:：|｜/／]"
    r"|\b(?:\d{1,2}[\s-]min(?:ute)?s?\sread|reading time:?\s\d{1,2}\smin(?:ute)?s?)\b"
    r"|阅读(?:时间)?约?\s?\d{1,2}\s?分钟)"
)
_MARK = regex.compile(f"(?P<date>{_DATE})|(?P<label>{_LABEL})", regex.IGNORECASE)
_SEPARATORS = regex.compile(r"\s*(?:[·•|｜/,，、:：;；()（）—–\x1f]|\s-\s|\b(?:and|on|at)\b|&)\s*")
_NAME = regex.compile(
    r"\p{Lu}[\p{L}.'’-]*(?: (?:(?:van|von|de|da|del|la|der|bin) )*\p{Lu}[\p{L}.'’-]*){0,3}"
    r"|[\p{L}\p{N}]{0,8}\p{Han}[\p{L}\p{N}]{0,8}"
)
_INLINE = regex.compile(rf"(?:[^\n.!?。！？]{{0,40}}?{_DATE}\s*)+", regex.IGNORECASE)


def without_masthead(text: str, title: str, author: str) -> str:
    """Return `text` from its first line that is neither `title`, a kicker above it nor a byline.

    Args:
        text: plain, its paragraphs separated by line breaks.
        title: the article's headline; empty where it has none of its own.
        author: who the feed or the page says wrote it; may be empty.
    """
    rest = text
    for _ in range(_MOST_LINES):
        after = _after_head_line(rest, title, author)
        if after == rest:
            break
        rest = after
    return _after_flat_head(rest, title, author)


def _after_head_line(text: str, title: str, author: str) -> str:
    """Return what follows the first line, or the kickers and the headline, if they are no text."""
    lines = _BREAK.split(text, maxsplit=_KICKERS + 1)
    for place, line in enumerate(lines[: _KICKERS + 1]):
        if same_headline(line, title):
            return _below(text, place + 1)
        if len(line) > _LONGEST_KICKER or _FINAL.search(line):
            break
    return _below(text, 1) if _is_byline(lines[0], author) else text


def _below(text: str, lines: int) -> str:
    parts = _BREAK.split(text, maxsplit=lines)
    return parts[lines] if len(parts) > lines else ""


def same_headline(line: str, title: str) -> bool:
    """Tell whether two headlines say the same; another number makes it another thing."""
    one, other = _folded(line), _folded(title)
    if not one or _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    return fuzz.ratio(one, other) >= _SAME


def _folded(words: str) -> str:
    return _NO_LETTER.sub(" ", simplified(words).casefold()).strip()


def _is_byline(line: str, author: str) -> bool:
    """Tell whether a line holds nothing but names, dates and the words that join them."""
    line = simplified(line).strip()
    if not line or len(line) > _LONGEST_BYLINE:
        return False
    if _folded(line) == _folded(author):
        return True
    marks = list(_MARK.finditer(line))
    has_date = any(mark["date"] for mark in marks)
    if not marks or (_FINAL.search(line) and not has_date):
        return False
    names = [name for name in _SEPARATORS.split(_MARK.sub("\x1f", line)) if name.strip(" .")]
    if not has_date and any(name.isascii() and " " not in name for name in names):
        return False  # "By Design" is a heading
    return len(names) <= _MOST_NAMES and all(_NAME.fullmatch(name.strip()) for name in names)


def _after_flat_head(text: str, title: str, author: str) -> str:
    """Return what follows headline and byline where no line break does."""
    if not title or not text.startswith(f"{title} "):
        return text
    rest = text[len(title) :].lstrip(" ")
    dated = _INLINE.match(rest)
    if dated and _is_byline(dated[0], author):
        return rest[dated.end() :]
    for name in (f"By {author} ", f"{author} "):
        if author and rest.startswith(name):
            return rest.removeprefix(name)
    # Between two Chinese characters prose has no space: here a heading ended.
    is_heading = _BETWEEN_HAN.match(text, len(title)) is not None
    return rest if is_heading else text
