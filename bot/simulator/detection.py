"""What Telegram itself finds in a text: commands, tags, mentions, links (MessageEntity.cpp)."""

import re

from .entity import Entity, utf16_length

_COMMAND = re.compile(r"(?<![\w/<>])/([a-zA-Z0-9_]{1,64})(?:@([a-zA-Z0-9_]{3,32}))?(?![\w/<>])")
_MENTION = re.compile(r"(?<!\w)@([a-zA-Z0-9_]{3,32})(?!\w)")
_HASHTAG = re.compile(r"(?<![\w\u200c])#([\w\u200c]{1,256})(?![\w\u200c]*#)")
_CASHTAG = re.compile(r"(?<![$\w\u200c])\$(1INCH|[A-Z]{1,8})(?![$\w\u200c])")
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9_-][A-Za-z0-9_.+-]{0,63}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,8}(?!\w)"
)
_URL = re.compile(
    r"(?<![\w@.$-])(?P<scheme>(?:https?|ftp|tg|ton)://)?(?P<host>(?:[\w-]+\.)+(?P<top>[^\W\d_]{2,})|"
    r"(?:\d{1,3}\.){3}\d{1,3}|(?<=tg://)[\w-]+)(?::\d{1,5})?(?P<path>[/?#][^\s<>\"«»“”]*)?",
    re.IGNORECASE,
)
_TRAILING = ".:;,('?!`"
_PAIRS = {")": "(", "]": "[", "}": "{"}
# Country domains have two letters; of the longer ones, those that news and tools use. A word
# with another ending needs its scheme to become a link.
_TOPS = frozenset(
    re.findall(
        r"\w+",
        "com org net edu gov mil int info biz name pro aero museum travel mobi app dev blog news "
        "tech cloud online site store shop xyz page live media space world today science agency "
        "studio systems network tools link digital email group team academy school wiki one art",
    )
)
_COUNTRY_LENGTH = 2


def _trimmed(link: str) -> str:
    while link:
        last = link[-1]
        is_unpaired = last in _PAIRS and link.count(last) > link.count(_PAIRS[last])
        if last not in _TRAILING and not is_unpaired:
            break
        link = link[:-1]
    return link


def _is_known_top(top: str) -> bool:
    lowered = top.lower()
    if not lowered.isascii():
        return True
    return len(lowered) == _COUNTRY_LENGTH or lowered in _TOPS


def _links(text: str) -> list[tuple[str, int, int]]:
    found = []
    for match in _URL.finditer(text):
        if not match["scheme"] and match["top"] and not _is_known_top(match["top"]):
            continue
        found.append(("url", match.start(), match.start() + len(_trimmed(match[0]))))
    return found


def _hashtags(text: str) -> list[tuple[str, int, int]]:
    return [
        ("hashtag", match.start(), match.end())
        for match in _HASHTAG.finditer(text)
        if not match[1].replace("_", "").isdigit()
    ]


def _plain(kind: str, pattern: re.Pattern[str], text: str) -> list[tuple[str, int, int]]:
    return [(kind, match.start(), match.end()) for match in pattern.finditer(text)]


def find_entities(text: str) -> list[Entity]:
    """Return the entities of a plain text, sorted and without overlaps."""
    spans = [
        *_plain("bot_command", _COMMAND, text),
        *_plain("mention", _MENTION, text),
        *_hashtags(text),
        *_plain("cashtag", _CASHTAG, text),
        *_plain("email", _EMAIL, text),
        *_links(text),
    ]
    spans.sort(key=lambda span: (span[1], -span[2]))
    entities: list[Entity] = []
    end = offset = position = 0
    for kind, start, stop in spans:
        if start < end:
            continue
        offset += utf16_length(text[position:start])
        entities.append(Entity(kind, offset, utf16_length(text[start:stop])))
        position, end = start, stop
    return entities
