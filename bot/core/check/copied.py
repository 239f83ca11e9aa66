"""What is only true letter by letter: links, and where a word ends."""

from collections.abc import Iterator

import regex

from bot.core.script import simplified

from .dictionary import is_beginning, is_compound, is_name, is_word
from .faults import FaultKind
from .sources import Sources

_REST = r"[^\s）)>\]\"'”，。、]"
_LINK = regex.compile(
    rf"https?://{_REST}+|(?<!\p{{Latin}})www\.{_REST}+|(?<![\p{{Latin}}\p{{N}}_@.])@[A-Za-z]\w{{3,}}"
    # A host needs no scheme; "U.S.", "e.g." and a sentence that begins without a space are none.
    rf"|(?<![\p{{Latin}}\p{{N}}@./-])(?:[\p{{Latin}}\p{{N}}][\p{{Latin}}\p{{N}}-]+\.)+"
    rf"(?:\p{{Ll}}{{2,}}|(?<=[^\p{{Ll}}]\.)\p{{Lu}}{{2,}}|(?<=\p{{Lu}}\p{{Ll}}+\.)\p{{Lu}}\p{{Ll}}{{1,5}})"
    rf"(?![\p{{Latin}}\p{{N}}])(?:/{_REST}*)?"
    rf"|(?<![\p{{Latin}}\p{{N}}@./-])\p{{Latin}}\.\p{{Ll}}{{2,}}/{_REST}+"
    r"|(?<![\p{Cyrillic}\d-])[\p{Cyrillic}\d-]{2,}\.рф(?!\p{L})"
)
_LAST_WORD = regex.compile(
    r"(?P<before>[\p{L}\p{N}][\p{L}\p{N}'’-]*)\s(?P<last>[\p{Latin}\p{Cyrillic}][\p{L}'’]*)$"
)
_LONGEST_WORDS = 120
"""Characters of the last two words at most."""
_LAST_HAN = regex.compile(r"\p{Han}$")
_INFLECTION = regex.compile(
    r"['’]?(?:s|es|e|n|en|d|ed|ing|er|ers|r|em|ern|in|innen|ly|al|y|a|o|as|os|x|'s|’s"
    r"|[аяоеуюыи]|ов|ам|ах|ей|ой|ом|ами)"
)
_ENDED = regex.compile(
    r"(?m)(?<![\p{L}\p{N}.@/&_])(?:(?P<word>\p{Ll}{2,})"
    r"|(?<=(?<!\p{L})\p{Ll}+\s)(?P<letter>(?!I)\p{Lu}))[.!?]$"
)
"""A last word before its final mark, in small letters, or of one capital, as no name is."""
_LEADING_ON = {
    language: regex.compile(rf"(?<![^\s(“«„])(?:{words})[.!?]$", regex.MULTILINE)
    for language, words in {
        "en": "an?|the|and|or|its|their|than",
        "de": "des|und|oder|im|am|vom|zum|zur|beim|dass",
        "fr": "le|les|des|du|de|aux?|et|ou|dont",
        "es": "el|la|los|las|del?|al|y|en|con|por",
        "ru": "и|или|во|на|со|ко|из|от|до|для|по|об|при",
    }.items()
}
"""Words that no sentence of a language ends in."""
_SHORT = frozenset(
    {"approx", "bzw", "dept", "env", "esp", "est", "etc", "excl", "incl", "usw",
     "vol", "vs", "др", "млн", "млрд", "руб", "тыс"}
)  # fmt: skip
"""Abbreviations that end a sentence."""
_HAN_LEFT = 2
_PARTICLES = frozenset("了吗呢吧啊的")
_SHOWN = 30


def cut_short(text: str, language: str, sources: Sources) -> Iterator[tuple[FaultKind, str]]:
    """Yield a text that ends inside a word, which the sources or the dictionary have whole."""
    if rest := _rest_of_line(text, sources) or _rest_of_word(text, sources):
        yield FaultKind.TRUNCATED, f"{text[-_SHOWN:]}|{rest}"
    leading_on = _LEADING_ON.get(language[:2])
    for match in leading_on.finditer(text) if leading_on else ():
        yield FaultKind.TRUNCATED, text[: match.end()][-_SHOWN:]
    for match in _ENDED.finditer(text):
        word = match["word"] or match["letter"].casefold()
        is_part = match["word"] is None or (
            word not in _SHORT
            and is_beginning(word, language)
            and not (is_name(word, language) or is_compound(word, language))
        )
        if is_part and not regex.search(rf"(?<!\p{{L}}){word}(?!\p{{Latin}})", sources.text):
            yield FaultKind.TRUNCATED, text[: match.end()][-_SHOWN:]


def _rest_of_line(text: str, sources: Sources) -> str:
    """Return what a text that begins a source's sentence lacks of the word it ends in."""
    known = simplified(text).casefold()
    start = sources.text.find(known)
    if start < 0:
        return ""
    after = regex.match(r"[\p{L}\p{N}]*", sources.text[start + len(known) :][:_SHOWN])
    rest = after[0] if after else ""
    if _LAST_HAN.search(known):  # a word's end shows only where the sentence ends with it
        is_cut = 0 < len(rest) <= _HAN_LEFT and not _PARTICLES & set(rest)
        return rest if is_cut and regex.search(r"(?:^|\n)$", sources.text[:start]) else ""
    return rest[:1] if regex.search(r"[\p{Latin}\p{N}]$", text) else ""


def _rest_of_word(text: str, sources: Sources) -> str:
    """Return what the last word lacks of those of the sources, where it is no word as it is."""
    match = _LAST_WORD.search(text, max(0, len(text) - _LONGEST_WORDS))
    word = match["last"].casefold() if match else ""
    if match is None or word in sources.words:
        return ""
    rests = {other[len(word) :] for other in sources.words if other.startswith(word)}
    is_inflected = any(_INFLECTION.fullmatch(rest) for rest in rests)
    is_ordinary = any(is_word(word, language) for language in sources.languages)
    if is_inflected or (is_ordinary and not _follows(match["before"], word, sources)):
        return ""
    return min(rests, default="")


def _follows(before: str, word: str, sources: Sources) -> bool:
    """Tell whether the sources have a longer word behind the same word before it."""
    pattern = (
        rf"(?<![\p{{L}}\p{{N}}]){regex.escape(before.casefold())}\s{regex.escape(word)}\p{{L}}"
    )
    return regex.search(pattern, sources.text) is not None


def links(text: str, sources: Sources) -> Iterator[tuple[FaultKind, str]]:
    """Yield links and handles that the sources do not have."""
    for match in _LINK.finditer(text):
        written = match[0].rstrip(".,;:!?").casefold()
        if written not in sources.text:
            yield FaultKind.LINK, match[0]
