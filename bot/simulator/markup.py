"""Telegram's HTML, read byte by byte as tdlib reads it (MessageEntity.cpp, parse_html).

Offsets in the error texts are bytes of UTF-8; offsets of entities are UTF-16 units.
"""

import re
from dataclasses import dataclass

from .entity import Entity, utf16_length
from .links import LinkError, check_link, linked_user

_SPECIAL = re.compile(rb"[&<]")
_SPACES = frozenset(b" \t\r\n\0\v")
_NAME_END = _SPACES | frozenset(b">")
_ATTRIBUTE_END = _SPACES | frozenset(b"=>/\"'")
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_PLAIN_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = frozenset(_PLAIN_TAGS) | {"a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}
_MAX_REFERENCE = 10
_LAST_CODE_POINT = 0x10FFFF
_MAX_INT64 = 2**63 - 1


class MarkupError(ValueError):
    """The text is not Telegram's HTML; the message is tdlib's."""


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


def _reference(text: bytes, at: int) -> tuple[str, int]:
    """Decode the character reference at `at`; return ("", at) where it is none."""
    end = at + 1
    if text[end : end + 1] == b"#":
        base, end = (16, end + 2) if text[end + 1 : end + 2] == b"x" else (10, end + 1)
        digits = b"0123456789abcdefABCDEF" if base == 16 else b"0123456789"  # noqa: PLR2004 - hexadecimal
        start = end
        while text[end] in digits:
            end += 1
        code = int(text[start:end] or b"0", base)
        if code == 0 or code >= _LAST_CODE_POINT or end - at >= _MAX_REFERENCE:
            return "", at
        decoded = chr(code)
    else:
        while text[end : end + 1].isalpha():
            end += 1
        decoded = _NAMED.get(text[at + 1 : end], "")
        if not decoded:
            return "", at
    return decoded, end + (text[end] == ord(";"))


class _Parser:
    def __init__(self, text: str) -> None:
        # The final NUL is what tdlib's C strings end with: every loop below stops at it.
        self.text = text.encode("utf-8", "surrogatepass") + b"\0"
        self.size = len(self.text) - 1
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < self.size:
            char = self.text[self.at]
            if char == ord("&"):
                decoded, end = _reference(self.text, self.at)
                self._put(decoded or "&")
                self.at = end if decoded else self.at + 1
            elif char != ord("<"):
                special = _SPECIAL.search(self.text, self.at)
                end = special.start() if special else self.size
                self._put(self.text[self.at : end].decode("utf-8", "surrogatepass"))
                self.at = end
            elif self.text[self.at + 1] == ord("/"):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise MarkupError(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        text = "".join(self.out)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None
        return text, self.entities

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.offset += utf16_length(text)

    def _skip_spaces(self) -> None:
        while self.text[self.at] in _SPACES and self.at < self.size:
            self.at += 1

    def _name(self, start: int) -> str:
        while self.text[self.at] not in _NAME_END:
            self.at += 1
        return self.text[start : self.at].decode("utf-8", "surrogatepass").lower()

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._name(begin + 1)
        if self.at >= self.size:
            raise MarkupError(f"Unclosed start tag at byte offset {begin}")
        if tag not in _TAGS:
            raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {begin}')
        attributes: dict[str, str] = {}
        while self.text[self.at] != ord(">"):
            self._skip_spaces()
            if self.text[self.at] == ord(">"):
                break
            self._attribute(tag, begin, attributes)
        self.at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, attributes, self.offset, len(self.out)))

    def _attribute(self, tag: str, begin: int, attributes: dict[str, str]) -> None:
        start = self.at
        while self.text[self.at] not in _ATTRIBUTE_END:
            self.at += 1
        name = self.text[start : self.at].decode("utf-8", "surrogatepass")
        if not name:
            raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_spaces()
        if self.text[self.at] != ord("="):
            if self.at >= self.size:
                raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {begin}')
            attributes[name] = ""
            return
        self.at += 1
        self._skip_spaces()
        if self.at >= self.size:
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        attributes[name] = self._value()
        if self.at >= self.size:
            raise MarkupError(f"Unclosed start tag at byte offset {begin}")

    def _value(self) -> str:
        quote = self.text[self.at]
        if quote not in b"\"'":
            return self._token()
        self.at += 1
        value = bytearray()
        while self.at < self.size and self.text[self.at] != quote:
            if self.text[self.at] == ord("&"):
                decoded, end = _reference(self.text, self.at)
                if decoded:
                    value += decoded.encode("utf-8", "surrogatepass")
                    self.at = end
                    continue
            value.append(self.text[self.at])
            self.at += 1
        if self.at < self.size:
            self.at += 1
        return value.decode("utf-8", "replace")

    def _token(self) -> str:
        start = self.at
        while self.text[self.at : self.at + 1].isalnum() or self.text[self.at] in b".-":
            self.at += 1
        if self.text[self.at] not in _NAME_END:
            raise MarkupError(f"Unexpected end of name token at byte offset {start}")
        return self.text[start : self.at].decode().lower()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise MarkupError(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        found = self._name(begin + 2)
        self._skip_spaces()
        if self.text[self.at] != ord(">"):
            raise MarkupError(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if found and found != opened.tag:
            raise MarkupError(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{opened.tag}>", found "</{found}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        tag, attributes = opened.tag, opened.attributes
        entity = Entity(_PLAIN_TAGS.get(tag, tag), opened.offset, self.offset - opened.offset)
        if tag == "a":
            url = attributes.get("href") or "".join(self.out[opened.start :])
            if not _link(entity, url):
                return
        elif tag == "blockquote" and "expandable" in attributes:
            entity.type = "expandable_blockquote"
        elif tag == "tg-emoji":
            _custom_emoji(entity, attributes.get("emoji-id", ""))
        elif tag == "tg-time":
            _date_time(entity, attributes)
        elif tag in {"pre", "code"} and self._merge_code(entity, attributes):
            return
        self.entities.append(entity)

    def _merge_code(self, entity: Entity, attributes: dict[str, str]) -> bool:
        """Make one `pre` with a language of `<pre><code class="language-x">`, either way round."""
        language = ""
        if entity.type == "code" and attributes.get("class", "").startswith("language-"):
            language = attributes["class"].removeprefix("language-")
        last = self.entities[-1] if self.entities else None
        if last and (last.offset, last.length) == (entity.offset, entity.length):
            if entity.type == "pre" and last.type == "code" and "language" in last.extra:
                last.type = "pre"
                return True
            if language and last.type == "pre":
                last.extra["language"] = language
                return True
        if language:
            entity.extra["language"] = language
        return False


def _link(entity: Entity, url: str) -> bool:
    if user_id := linked_user(url):
        entity.type = "text_mention"
        entity.extra["user"] = {"id": user_id}
        return True
    try:
        entity.extra["url"] = check_link(url)
    except LinkError:
        return False  # Telegram keeps the words and drops the link
    entity.type = "text_link"
    return True


def _custom_emoji(entity: Entity, identifier: str) -> None:
    if (
        not identifier.isascii()
        or not identifier.isdigit()
        or not 0 < int(identifier) <= _MAX_INT64
    ):
        raise MarkupError("Invalid custom emoji identifier specified")
    entity.type = "custom_emoji"
    entity.extra["custom_emoji_id"] = identifier


def _date_time(entity: Entity, attributes: dict[str, str]) -> None:
    unix = attributes.get("unix", "")
    if not unix.isascii() or not unix.isdigit() or int(unix) > _MAX_INT64:
        raise MarkupError("Invalid date specified")
    entity.type = "date_time"
    entity.extra["unix_time"] = int(unix)
    if attributes.get("format"):
        entity.extra["date_time_format"] = attributes["format"]


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities in the order their tags close.

    Raises:
        MarkupError: as Telegram refuses it, without its "can't parse entities: ".
    """
    plain, entities = _Parser(text).parse()
    for entity in entities:
        if entity.type == "code":
            entity.extra.clear()  # a language counts only inside <pre>
    return plain, entities
