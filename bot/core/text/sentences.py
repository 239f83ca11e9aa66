"""Where sentences end, in Chinese, the languages of Europe and mixed text."""

from collections.abc import Iterator

import regex

from bot.core.text.measures import CJK

_OPENERS = "“„‘«（(【「『《〈["
_QUOTE_CLOSERS = '”“»」』"'
_CLOSERS = "”’»）)】」』》〉]"
_PAIRS = dict(zip(_CLOSERS, "“’«（(【「『《〈[", strict=True)) | {"”": "“„", "“": "„", "’": "‘"}
_BRACKET = regex.compile(f"[{regex.escape(_OPENERS + _CLOSERS)}]")
_WHOLE = (("«", "»"), ("「", "」"), ("『", "』"))
_STRAIGHT = regex.compile(r'(?<![\p{N}″])"')
"""A quotation mark of typewriters; behind a number it is an inch."""
_QUOTED_AT_MOST = 300
"""A quotation or bracket of up to this many characters stays whole."""
_ABBREVIATION_AT_MOST = 40
_DIGITS = tuple("0123456789")

_TERMINATOR = regex.compile(
    rf"(?:[.!?…؟]+|[。！？｡][。！？｡!?…]*|⋯+)(?:[\"'{regex.escape(_CLOSERS)}]|“(?![^\s,;:]))*"
)
_PARAGRAPH = regex.compile(r"[^\n]+(?:(?<=[^\n]{40})(?<![.!?:;…。！？])\n(?=\p{Ll})[^\n]+)*")
"""A line, with those that go on with its sentence where a text is wrapped at some width."""
_SMALL_NAME = regex.compile(r"\p{Ll}+(?:[-.]?[\p{Lu}\p{N}]|(?:-\p{Ll}+){2})")
"""A name that begins with a small letter: xAI, o3, gpt-oss-safeguard."""
_CJK_CHARACTER = regex.compile(f"[{CJK}]")
_WORD_BEFORE = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}.&'’-]*$")
_NEXT_WORD = regex.compile(rf"\s*[\"'{regex.escape(_OPENERS)}]*(\p{{L}}+|\S)")
_SPEAKER = regex.compile(
    r"[\p{Han}\p{Latin}·\s]{1,20}?(?:表示|[说說称稱写寫问問]|指出|[认認][为為]|[强強][调調]|[补補]充|坦言"
    r"|回[应應])道?(?:[。.！!？?]|[，,]\s?[“「『\"]|$)"
    r"|\s(?:\p{Lu}[\p{L}'’.-]*\s){1,4}(?:said|says|added|adds|wrote|writes|asked|asks"
    r"|told \p{L}+)(?=[.,])"
)
"""Whose words a quotation was, where they follow it; not what else they say."""
_BRACKETS = "）)】]》〉"
_CONTINUING = "，,、；;：:"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# After these a sentence does not end.
_TITLES = _words(
    "mr mrs ms dr prof gen col lt sgt capt gov sen rep rev hon st vs eg ie cf fig figs eq no nos"
    " vol pp approx est messrs e.g i.e z.b u.a d.h bzw ca nr mme mlle mgr env ex sr sra srta dra"
    " núm ee aprox pág págs cap art vgl bspw ggf evtl inkl insb lt sog abb kap tel т.е см рис ок"
    " им напр стр акад проф чл.-корр доц ул пл пер просп наб бул респ пос дер корп гл ст"
    " зам илл табл frl hrsg ziff gral cía dña avda avd dpto"
)
# After these one may end, where the next word is one that likes to begin sentences.
_SHORT_FORMS = _words(
    "inc ltd co corp llc plc etc jr al dept u.s u.k u.n u.s.a e.u d.c a.m p.m ph.d jan feb mar apr"
    " jun jul aug sep sept oct nov dec mrd mio tsd usw uu пр hr fr str std geb rd bd av chap lic"
)
# After these one ends only before a word with a capital.
_MEASURES = _words("тыс млн млрд трлн руб долл чел коп др гг вв т.д т.п")
_STARTERS = _words(
    "the a an it he she they we i in on at but and this that these those however for as if when"
    " while after before his her its their there what who our you meanwhile also both one some"
    " many most more with from by according since"
    " der die das ein eine es er sie wir im am mit für nach bei auch doch damit danach dabei zudem"
    " dies diese dieser laut el los la las un una según también le les il elle une selon"
    " на по но он она они оно это эта эти этот при для после также однако кроме если когда как"
)
_SPACED = regex.compile(
    r"(?<!\p{L})(?:[zZ]\.\sB|[uU]\.\sa|[dD]\.\sh|[тТ]\.\sе"
    r"|Dr\.\s(?:rer\.\s(?:nat|pol)|h\.\sc|med|jur|phil))\."
)
"""Short forms that are written apart: z. B., т. е., Dr. med."""
_AND_SO_ON = regex.compile(r"(?<!\p{L})[тТ]\.\s[дп]\.")
"""Russian ends a list so, and often the sentence with it."""
_PLURALS = regex.compile(r"(?<!\p{L})(\p{Lu})\1\.\s?(?=(\p{Lu})\2\.)")
"""The first of two doubled letters, as Spanish shortens a plural: FF. AA., RR. HH."""
_LETTERS = regex.compile(r"\p{L}(?:\.-?\p{L})+")
"""Single letters with full stops between them: i.d.R., и.о., J.K., J.-C."""
_MESSIEURS = "MM"
_ORDINAL = regex.compile(
    r"(?<![\p{L}\p{N}.,])(?:[1-9]|[12]\d|3[01])\.\s(?:Jan(?:uar)?|Jänner|Feb(?:ruar)?|März|Apr(?:il)?"
    r"|Mai|Jun[io]|Jul[io]|Aug(?:ust)?|Sept(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?)\b"
    r"|(?<!\bI\s)\b(?i:am|im|vom|zum|beim|de[rmns]|die|das)\s\d{1,3}\.\s(?=\p{Lu})"
)
"""A number that German makes an ordinal with a full stop: am 3. März, die 24. Konferenz."""


def split_sentences(text: str) -> list[str]:
    """Split into stripped sentences; a line break ends one but where a line is only wrapped."""
    return [text[start:end].replace("\n", " ") for start, end in sentence_spans(text)]


def begins_small(sentence: str) -> bool:
    """Tell whether a sentence begins with a small letter that is no name's: a piece of one."""
    return sentence[0].islower() and not _SMALL_NAME.match(sentence)


def has_whole_quotations(sentence: str) -> bool:
    """Tell whether every quotation of a sentence begins and ends in it.

    “ and ” both open and close, according to the language, so that an odd number tells.
    """
    return (
        sum(map(sentence.count, "„“”")) % 2 == 0
        and len(_STRAIGHT.findall(sentence)) % 2 == 0
        and all(sentence.count(one) == sentence.count(other) for one, other in _WHOLE)
    )


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends, white space left out."""
    # Found so fast that handing the interpreter to another thread meanwhile would take longer.
    for paragraph in _PARAGRAPH.finditer(text, concurrent=False):
        line = paragraph[0]
        enclosed = _enclosed(line)
        start = 0
        for match in [*_TERMINATOR.finditer(line, concurrent=False), None]:
            end = match.end() if match else len(line)
            if match and (end in enclosed or not _ends_sentence(line, match)):
                continue
            sentence = line[start:end]
            if stripped := sentence.strip():
                first = paragraph.start() + start + sentence.index(stripped)
                yield first, first + len(stripped)
            start = end


def _enclosed(line: str) -> frozenset[int]:
    """Return the offsets inside short quotations and brackets, where no sentence may end."""
    straight = [match.start() for match in _STRAIGHT.finditer(line)]
    inside: set[int] = set()
    if len(straight) % 2 == 0:
        for start, end in zip(straight[::2], straight[1::2], strict=True):
            if end - start <= _QUOTED_AT_MOST:
                inside.update(range(start + 1, end + 1))
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(line, concurrent=False):
        char, at = match[0], match.start()
        if opened and opened[-1][0] in _PAIRS.get(char, ""):
            _, start = opened.pop()
            if not opened and at - start <= _QUOTED_AT_MOST:
                inside.update(range(start + 1, at + 1))
        elif char in _OPENERS:
            opened.append((char, at))
    return frozenset(inside)


def _ends_sentence(line: str, match: "regex.Match[str]") -> bool:
    mark = match[0]
    following = _NEXT_WORD.match(line, match.end(), concurrent=False)
    if following is None:
        return True
    after = line[match.end()]
    if mark[-1] in _QUOTE_CLOSERS and _SPEAKER.match(line, match.end()):
        return False
    follows_cjk = match.start() > 0 and _CJK_CHARACTER.match(line[match.start() - 1])
    if mark[0] in "。！？｡⋯" or (follows_cjk and mark[0] in "!?…"):
        return after not in _CONTINUING
    if after.isspace():
        is_new = not following[1][0].islower() or bool(_SMALL_NAME.match(line, following.start(1)))
    else:
        is_new = mark[-1] not in _BRACKETS and (
            _CJK_CHARACTER.match(after) is not None or _is_glued(line, match, following)
        )
    if not is_new:
        return False
    return mark[0] != "." or mark.startswith("..") or _full_stop_ends(line, match, following[1])


def _full_stop_ends(line: str, match: "regex.Match[str]", following: str) -> bool:
    """Tell whether a single full stop before a capital or a number ends the sentence."""
    earliest = max(0, match.start() - _ABBREVIATION_AT_MOST)
    before = _WORD_BEFORE.search(line, earliest, match.start())
    if before is None:
        return True
    word = before[0].casefold()
    if word in _MEASURES or _is_inside(_AND_SO_ON, line, match):
        return following.istitle()  # долл. США goes on
    is_short = (
        word in _TITLES
        or before[0] == _MESSIEURS
        or (len(word) == 1 and _is_initial(line, before, following))
    )
    if is_short or _is_list_number(line, match):
        return False
    if (
        _is_inside(_SPACED, line, match)
        or _is_inside(_PLURALS, line, match)
        or (_is_inside(_ORDINAL, line, match) and following.casefold() not in _STARTERS)
    ):
        return False
    is_shortened = word in _SHORT_FORMS or _LETTERS.fullmatch(word)
    return not is_shortened or following.casefold() in _STARTERS


def _is_initial(line: str, before: "regex.Match[str]", following: str) -> bool:
    """Tell whether one letter before a full stop is short for a word: J. Doe, i. d. R., د."""
    letter = before[0]
    if letter.isupper():
        return letter != "I"
    is_measure = line[: before.start()].rstrip().endswith(_DIGITS)  # 5 m. and 2025 г.
    return letter.isalpha() and not (is_measure or following.casefold() in _STARTERS)


def _is_inside(pattern: "regex.Pattern[str]", line: str, match: "regex.Match[str]") -> bool:
    """Tell whether a full stop is part of what a pattern finds around it."""
    around = max(0, match.start() - _ABBREVIATION_AT_MOST), match.end() + _ABBREVIATION_AT_MOST
    return any(
        found.start() < match.start() < found.end()
        for found in pattern.finditer(line, *around, concurrent=False)
    )


def _is_glued(line: str, match: "regex.Match[str]", following: "regex.Match[str]") -> bool:
    """Tell whether only the space between two sentences is missing: "last year.The company"."""
    word = following[1]
    return (
        match[0] == "."
        and line[match.start() - 1 : match.start()].islower()
        and word[0].isupper()
        and word.casefold() in _STARTERS
        and line[following.end() : following.end() + 1].isspace()
    )


def _is_list_number(line: str, match: "regex.Match[str]") -> bool:
    """Recognise the number of a list item: `3. Results`."""
    return match.start() <= 4 and line[: match.start()].strip().isdecimal()  # noqa: PLR2004 - 3 digits and a space
