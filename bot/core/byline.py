"""Who wrote an article, out of the words that pages print around the names."""

import html
from collections.abc import Iterator

import regex

_MARK = r"\s?[:：|｜/／,，]"
_WROTE = rf"本报记者|记者|記者|作者|撰文|撰稿|采写|採寫|编译|編譯|文(?={_MARK})"
_DID_ELSE = (
    r"文章来源|来源|來源|责任编辑|責任編輯|责编|責編|编辑(?!部)|編輯(?!部)|校对|校對|审核|審核"
    rf"|(?:出处|摄影|攝影|图片?|發布|发布(?:时间)?|日期|时间)(?={_MARK})"
)
_LABEL = regex.compile(rf"(?:(?P<wrote>{_WROTE})|{_DID_ELSE})[\s:：|｜/／,，]*")
_BETWEEN = regex.compile(r"[\s,，、;；&/／|｜]+")
_HAN_NAME = regex.compile(r"[\p{Han}·]{2,6}")
_BEFORE_NAMES = regex.compile(
    r"^(?:by|written by|posted by|author|autor(?:in)?|auteur|artikel von|von|vom|par|por)[\s:]+",
    regex.IGNORECASE,
)
_NO_NAMES = frozenset({"name", "datum", "date", "author", "autor", "admin", "user", "guest"})
_INITIAL = regex.compile(r"\b(?:\p{Lu}|Jr|Sr|Dr)\b(?!\.)")
_LONGEST = 200
_SIGNATURE = regex.compile(
    r"<\w+\s[^<>]{0,300}?\b(?P<how>rel|itemprop|class)\s?=\s?[\"']?"
    r"(?:[^\"'<>]{0,100}\s)?author(?=[\"'\s>])[^<>]{0,300}>"
    r"(?:\s*<\w[^<>]{0,300}>){0,2}\s*(?P<name>[^<>\s][^<>]{1,79}?)\s{0,200}</",
    regex.IGNORECASE,
)
_AUTHOR = regex.compile("author", regex.IGNORECASE)
_LONGEST_TAG = 400
_TAG = regex.compile(r"<[^<>]{1,600}>")
_AND = regex.compile(
    r"\s*(?P<words>(?:[,;，、；&/|·•]\s*)?(?:(?:and|und|et|y|e|en|и|with|和|与|與)\s*)?)",
    regex.IGNORECASE,
)
_APART = 1000
"""Characters of markup between two names of one byline: a picture of the author, at most."""


def credited(author: str) -> str:
    """Return the names in a byline, without what else it says; empty where it names nobody.

    `来源：新华社 记者：张三 李四` credits two people, and no agency.
    """
    author = author[:_LONGEST].strip()
    labels = list(_LABEL.finditer(author))
    if not labels:
        name = _BEFORE_NAMES.sub("", author)
        return "" if name.casefold() in _NO_NAMES else name
    ends = [*(label.start() for label in labels[1:]), len(author)]
    pieces = [
        author[label.end() : end]
        for label, end in zip(labels, ends, strict=True)
        if label["wrote"]
    ]
    return ", ".join(filter(None, map(_names, pieces or [author[: labels[0].start()]])))


def _names(words: str) -> str:
    parts = [part for part in _BETWEEN.split(words.strip("()（）【】[] ")) if part]
    is_list = all(_HAN_NAME.fullmatch(part) for part in parts)
    return ", ".join(parts) if is_list else words.strip(" :：|｜/／,，、;；")


def all_signed(author: str, markup: str) -> str:
    """Return `author` with those who stand beside that name as authors on the page.

    Pages mark each name by itself (`rel=author`, microdata, a class); names with words between
    them are of other articles. A class marks much else, so there has to be a comma or an "and".
    """
    names: dict[str, None] = {}
    end = 0
    for found in _signatures(markup):
        name = credited(" ".join(html.unescape(found["name"]).split()))
        between = markup[end : found.start()] if found.start() - end <= _APART else "apart"
        link = _AND.fullmatch(html.unescape(_TAG.sub("", between)))
        if not link or (found["how"].lower() == "class" and not link["words"]):
            if author in names:
                break
            names.clear()
        names |= {name: None} if name else {}
        end = found.end("name")
    return ", ".join(names) if author in names else author


def _signatures(markup: str) -> Iterator[regex.Match[str]]:
    """Yield the elements that are marked as an author, in order."""
    tags = dict.fromkeys(
        markup.rfind("<", max(word.start() - _LONGEST_TAG, 0), word.start())
        for word in _AUTHOR.finditer(markup)
    )
    return filter(None, (_SIGNATURE.match(markup, tag) for tag in tags if tag >= 0))


def as_printed(author: str, markup: str) -> str:
    """Return `author` with the full stops after initials as the page prints them."""
    if not _INITIAL.search(author):
        return author
    words = map(regex.escape, author.split())
    printed = regex.search(r"\.?\s?".join(words) + r"\.?", markup, regex.IGNORECASE)
    return printed[0] if printed else author
