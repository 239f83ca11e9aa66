"""What people name behind `/follow`, `/mute` and `/unmute`: tags, publishers, words."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.core.audience import RuleKind
from bot.core.phrases import N_
from bot.errors import UserError
from bot.render.view import View

from .arguments import MAX_QUOTED, read_tag

_MIN_WORD, _MAX_WORD = 2, 40
_OPENING, _CLOSING = '"“”„«「『', '"“”»」』'
_PART = re.compile(
    rf"[{_OPENING}](?P<word>[^{_CLOSING}]+)[{_CLOSING}]|(?P<name>[^,，、;；{_OPENING}]+)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a follow or a mute is about."""

    kind: RuleKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What names can mean."""

    view: View
    publishers: AbstractSet[str]
    words: AbstractSet[str]
    """Those the reader follows or mutes already."""


def read_subjects(typed: str, known: Known) -> list[Subject]:
    """Return what is named, in order and each once.

    Names stand between commas; several tags may also stand side by side.

    Raises:
        UserError: an unknown tag, or a word too short or too long to be useful.
    """
    subjects: list[Subject] = []
    for part in _PART.finditer(typed):
        if part["word"]:
            subjects.append(_read_word(part["word"]))
        elif name := part["name"].strip():
            subjects += _read_name(name, known)
    return list(dict.fromkeys(subjects))


def _read_name(name: str, known: Known) -> list[Subject]:
    """Tell whether tags, a publisher or a word are meant, in this order.

    A hashtag is always a tag. What looks like a mistyped tag is asked about rather than taken
    for a word, unless the reader's rules have that word already.
    """
    taxonomy, folded = known.view.taxonomy, name.casefold()
    if key := taxonomy.resolve(name):
        return [Subject(RuleKind.TAG, key)]
    keys = [taxonomy.resolve(word) for word in name.split()]
    if all(keys):
        return [Subject(RuleKind.TAG, key) for key in keys if key]
    if name.startswith(("#", "＃")):
        return [Subject(RuleKind.TAG, read_tag(name, known.view))]
    for publisher in known.publishers:
        if publisher.casefold() == folded:
            return [Subject(RuleKind.PUBLISHER, publisher)]
    if taxonomy.is_slip(name) and folded not in known.words:
        likely = known.view.suggest_tags(name)
        raise UserError(
            N_(
                "I don't know the tag “{typed}”. Did you mean {likely}? "
                'For the word itself, put it in quotation marks: "{typed}".'
            ),
            typed=name[:MAX_QUOTED],
            likely=likely,
        )
    return [_read_word(name)]


def _read_word(typed: str) -> Subject:
    word = " ".join(typed.split()).casefold()
    if not _MIN_WORD <= len(word) <= _MAX_WORD:
        raise UserError(
            N_("A word to follow or mute has {least} to {most} characters."),
            least=_MIN_WORD,
            most=_MAX_WORD,
        )
    return Subject(RuleKind.WORD, word)
