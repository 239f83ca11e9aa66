"""Catalogues: everything the bot says, in every interface language.

The English sentence is the message id. The other languages are `.po` files beside this module,
read once at first use; there are no compiled files to go stale.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal

import regex
from babel import Locale
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.core.phrases import Phrase
from bot.core.text import isolated

SOURCE_LANGUAGE = "en"
INTERFACE_LANGUAGES: tuple[str, ...] = (
    SOURCE_LANGUAGE,
    "zh-Hans",
    "zh-Hant",
    "es",
    "ru",
    "ja",
    "de",
    "fr",
)

_HAN_LANGUAGES = ("zh", "ja")
_JOINT = "\x00"
_SCRIPTS_MEET = regex.compile(
    rf"(?<=[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]{_JOINT}?){_JOINT}(?=\p{{Latin}})"
    rf"|(?<=\p{{Latin}}){_JOINT}(?={_JOINT}?[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}])"
    # Letters right beside a hashtag would be part of it, or keep it from being one.
    rf"|(?<=\p{{L}}{_JOINT}?){_JOINT}(?=#)|(?<=#\w+){_JOINT}(?={_JOINT}?\p{{L}})"
)
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@dataclass(frozen=True, slots=True)
class Translator:
    """Turns marked English sentences into one language."""

    language: str
    """BCP 47."""
    locale: Locale
    _catalogue: NullTranslations = field(repr=False, compare=False)

    def __call__(self, phrase: str, **fields: object) -> str:
        """Say `phrase` with its {named} fields filled in.

        A number is written as this language writes numbers (give an id as a string), a tuple as
        alternatives ("a, b, or c"), a nested Phrase in this language, anything else as it is, kept
        apart where it is written from right to left. Where a field's Latin letters meet our own
        Chinese or Japanese words, a space stands between them; nothing changes inside a field.
        """
        return self._fill(self._catalogue.gettext(phrase), fields)

    def plural(self, one: str, many: str, count: int, **fields: object) -> str:
        """Say the form that goes with `count`, which is also the field {count}."""
        return self._fill(self._catalogue.ngettext(one, many, count), {**fields, "count": count})

    def say(self, phrase: Phrase) -> str:
        """Say a phrase that was marked elsewhere."""
        return self(phrase.text, **phrase.fields)

    def listed(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """Join items as "a, b, and c", or "a, b, or c"; spaces stand as in a sentence."""
        if not self.language.startswith(_HAN_LANGUAGES):
            return format_list(items, style, locale=self.locale)
        return _spaced(format_list([_marked(one) for one in items], style, locale=self.locale))

    def together(self, sentences: Iterable[str]) -> str:
        """Put sentences behind each other, without a space where they are Chinese or Japanese."""
        gap = "" if self.language.startswith(_HAN_LANGUAGES) else " "
        return gap.join(filter(None, sentences))

    def _fill(self, sentence: str, fields: dict[str, object]) -> str:
        words = {name: self._word(value) for name, value in fields.items()}
        if not self.language.startswith(_HAN_LANGUAGES):
            said = sentence.format(**words)
            # A date may end in an abbreviation, whose full stop ends the sentence, too ("5 мар.").
            return said[:-1] if said.endswith("..") and said[-3:] != "..." else said
        return _spaced(sentence.format(**{name: _marked(word) for name, word in words.items()}))

    def _word(self, value: object) -> str:
        if isinstance(value, Phrase):
            return self.say(value)
        if isinstance(value, int | float):
            return _number(value, self.locale)
        if isinstance(value, tuple):
            return self.listed([self._word(item) for item in value], "or")
        return isolated(str(value))


def _marked(field: str) -> str:
    return f"{_JOINT}{field}{_JOINT}"


@lru_cache(maxsize=2000)  # the same publishers and counts in many lists
def _spaced(said: str) -> str:
    """Put a space where a marked field's letters meet our own of another script, or a hashtag."""
    if _JOINT not in said:
        return said
    # So short that handing the interpreter to another thread meanwhile would take longer.
    return _SCRIPTS_MEET.sub(" ", said, concurrent=False).replace(_JOINT, "")


@lru_cache(maxsize=2000)
def _number(value: float, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@cache
def open_translator(language: str) -> Translator:
    """Return the translator of one of INTERFACE_LANGUAGES; ValueError for any other language."""
    if language not in INTERFACE_LANGUAGES:
        raise ValueError(f"no interface language {language!r}")
    return Translator(language, Locale.parse(language, sep="-"), _read_catalogue(language))


def pick_language(code: str | None) -> str:
    """Choose the interface language for a client's language tag, which may be missing.

    Telegram sends `zh-hans` as well as `zh-CN`, `zh-TW` or `zh`; Babel's own negotiation knows
    none of the Chinese ones, so Chinese is decided here by script, then by territory.
    """
    language, *rest = (code or "").replace("_", "-").lower().split("-")
    if language in {"zh", "yue"}:
        wanted = ["zh-Hant"] if _TRADITIONAL.intersection(rest) else []
        wanted.append("zh-Hans")
    else:
        wanted = [language]
    return next((tag for tag in wanted if tag in INTERFACE_LANGUAGES), SOURCE_LANGUAGE)


def _read_catalogue(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    folder = files("bot.i18n") / "locales" / language.replace("-", "_") / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as po:
        catalogue = read_po(po, locale=language.replace("-", "_"))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
