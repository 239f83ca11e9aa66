"""Measure the gate on figures: `python -m bench.gate --data DIR [--part all|even|odd]`.

DIR holds `*.json` files, each a list of `{"en": ..., "zh": ...}`: professional translations, one
sentence each. For both directions of every file it prints how many of the quantities of one side
the gate does not find on the other: false alarms, though some are the translator's own slips.
Of errors put into one side it prints how many the gate, which compares both ways, finds: a digit
changed, a number times ten, 亿 for 万 and billion for million (and back), another currency, a
decimal point lost, 倍 or times for a percentage. Errors are made by patterns of their own on the
raw text, in every place they fit; one is caught where the gate says something that it does not
say of the sentence as it was. `--part` takes every other block of 20 sentences, so that patterns
can be written on one half and judged on the other.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.core.check.figures import compare
from bot.core.quantities import quantities

BLOCK = 20
PARTS = {"all": (0, 1), "even": (0,), "odd": (1,)}
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
    ("% to times", "zh", r"(?<=\d)\s?%", "倍"),
    ("% to times", "en", r"(?<=\d)(?:\s?%|\spercent\b)", " times"),
)


def injected(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield every error that fits: its kind and the text with it."""
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
    for kind, spoken, pattern, other in _SWAPS:
        if spoken == language:
            for match in re.finditer(pattern, text):
                if re.search(
                    r"\d[\d,.\s]*[百千万亿]*$|\d\s(?:million|billion|trillion|thousand)?\s?$|^\s?\d",
                    text[: match.start()],
                ) or re.match(r"\s?\d", text[match.end() :]):
                    yield kind, text[: match.start()] + other + text[match.end() :]


def faults(one: str, language: str, other: str, spoken: str) -> set[tuple[str, str]]:
    """Compare both ways, as the gate compares a story's languages."""
    there = compare(one, language, quantities(other, spoken)).unsupported
    back = compare(other, spoken, quantities(one, language)).unsupported
    return {("there", words) for words in there} | {("back", words) for words in back}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split(":", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--missed", action="store_true", help="print every error not caught")
    parser.add_argument("--alarms", action="store_true", help="print every false alarm")
    options = parser.parse_args()
    total, caught_total = Counter[str](), Counter[str]()
    print(f"{'file':10} {'claims':>6} {'of':>3} {'quantities':>10} {'alarms':>6} {'%':>5}")
    figures = alarms = 0
    for path in sorted(options.data.glob("*.json")):
        pairs = json.loads(path.read_text(encoding="utf-8"))
        chosen = [p for n, p in enumerate(pairs) if n // BLOCK % 2 in PARTS[options.part]]
        for told, known in (("en", "zh"), ("zh", "en")):
            said = wrong = 0
            for pair in chosen:
                one, other = pair[told], pair[known]
                claims = compare(one, told, quantities(other, known))
                said += claims.count
                wrong += len(claims.unsupported)
                if claims.unsupported and options.alarms:
                    print(claims.unsupported, one, other, sep="\n  ")
                before = faults(one, told, other, known)
                for kind, text in injected(one, told):
                    is_caught = bool(faults(text, told, other, known) - before)
                    total[kind] += 1
                    caught_total[kind] += is_caught
                    if options.missed and not is_caught:
                        print(kind, text, other, sep="\n  ")
            figures, alarms = figures + said, alarms + wrong
            share = 100 * wrong / said
            print(f"{path.stem:10} {told:>6} {known:>3} {said:10} {wrong:6} {share:5.1f}")
    print(f"{'all':20} {figures:10} {alarms:6} {100 * alarms / figures:5.1f}   goal <= 4")
    print(f"\n{'error':16} {'made':>6} {'caught':>6} {'%':>6}")
    for kind in total:
        share = 100 * caught_total[kind] / total[kind]
        print(f"{kind:16} {total[kind]:6} {caught_total[kind]:6} {share:6.1f}")
    made, caught = total.total(), caught_total.total()
    print(f"{'all':16} {made:6} {caught:6} {100 * caught / made:6.1f}   goal >= 95")


if __name__ == "__main__":
    main()
