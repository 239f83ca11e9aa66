"""Errors put into true sentences, by patterns of their own on the raw text."""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?<![\w.,/:-])(?<![A-Za-z] )\d[\d,]*(?:\.\d+)?(?![\w/:-]*[A-Za-z\d])")
_SWAPS = (
    ("亿↔万", "zh", "亿", "万"),
    ("亿↔万", "zh", r"(?<=\d)万", "亿"),
    ("million↔billion", "en", r"\bmillion\b", "billion"),
    ("million↔billion", "en", r"\bbillion\b", "million"),
    ("currency", "zh", "美元", "元"),
    ("currency", "zh", "(?<!美|欧|日|港|韩|单|公)元", "美元"),
    ("currency", "en", r"\$|\bUS\$", "€"),
    ("currency", "en", r"\byuan\b", "dollars"),
    ("currency", "en", r"\bRMB\s?", "$"),
    ("people↔money", "zh", "(?<=[万亿])人", "美元"),
    ("people↔money", "zh", r"(?<=\d[万亿])(?:美元|元)", "人"),
    ("% to times", "zh", r"(?<=\d)\s?%", "倍"),
    ("% to times", "en", r"(?<=\d)(?:\s?%|\spercent\b)", " times"),
)
_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "zh": ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
}
_VAGUE = (
    ("en", r"(?<!\d )\bmillions\b", "billions"),
    ("en", r"(?<!\d )\bbillions\b", "trillions"),
    ("zh", "数([十百千]?)万(?!亿)", r"数\1亿"),
    ("zh", "数([十百千]?)亿", r"数\1万亿"),
)

_LINKS = ("corvane.win", "bonus-corvane.bet/x", "t.me/corvane", "@corvane_news")
_DENIED = {
    "en": (
        r"\b(will|would|can|could|is|are|was|were|has|have|should) (?!not\b|no\b|never\b)",
        r"\1 not ",
    ),
    "zh": (
        (
            "(?<![不没可社议机协大国学商都只总还但于就才智功性而也或要])(会|能|是|应该|可以|愿意)"
            "(?![不议员见面场计谈否力量源])"
        ),
        r"不\1",
    ),
}
"""Where one more "not" makes a sentence; inside words as 社会 and 可能 it would make none."""
_QUOTED = re.compile('[“"][^”"]+[”"]')


def with_links(text: str, language: str) -> Iterator[str]:
    """Yield a sentence with a link or handle behind it, written as strangers write them."""
    for link in _LINKS:
        yield f"{text} See {link} for more." if language == "en" else f"{text}详情见{link}。"


def reversed_quotations(text: str, language: str) -> Iterator[str]:
    """Yield a sentence whose quotation says the opposite: one "not" more than it had."""
    pattern, denied = _DENIED[language]
    for match in _QUOTED.finditer(text):
        said = re.sub(pattern, denied, match[0], count=1)
        if said != match[0]:
            yield text[: match.start()] + said + text[match.end() :]


def injected(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield every error in quantities that fits: its kind and the text with it."""
    yield from _numbers(text)
    yield from _days(text, language)
    yield from _magnitudes(text, language)
    yield from _units(text, language)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    for match in _NUMBER.finditer(text):
        written = match[0].rstrip(",")
        start, end = match.start(), match.start() + len(written)
        place = 0 if written[0] != "0" else len(written) - 1
        digit = str((int(written[place]) + 4) % 9 + 1)
        if digit != written[place]:
            yield (
                "digit",
                text[:start] + written[:place] + digit + written[place + 1 :] + text[end:],
            )
        whole, point, decimals = written.partition(".")
        if point:
            yield "point lost", text[:start] + whole + decimals + text[end:]
        elif float(whole.replace(",", "")):
            yield "x10", text[:start] + whole.replace(",", "") + "0" + text[end:]


def _days(text: str, language: str) -> Iterator[tuple[str, str]]:
    week = _DAYS[language]
    for day, other in zip(week, week[3:] + week[:3], strict=True):
        for match in re.finditer(day, text):
            yield "weekday", text[: match.start()] + other + text[match.end() :]


def _magnitudes(text: str, language: str) -> Iterator[tuple[str, str]]:
    for spoken, pattern, other in _VAGUE:
        for match in re.finditer(pattern, text) if spoken == language else ():
            yield "vague", text[: match.start()] + match.expand(other) + text[match.end() :]


def _units(text: str, language: str) -> Iterator[tuple[str, str]]:
    for kind, spoken, pattern, other in _SWAPS:
        for match in re.finditer(pattern, text) if spoken == language else ():
            if re.search(
                r"\d[\d,.\s]*[百千万亿]*$|\d\s(?:million|billion|trillion|thousand)?\s?$|^\s?\d",
                text[: match.start()],
            ) or re.match(r"\s?\d", text[match.end() :]):
                yield kind, text[: match.start()] + other + text[match.end() :]
