"""Measure the gate on figures and names: `python -m bench.gate --data DIR [--part all|even|odd]`.

DIR holds `*.json` files, each a list of `{"en": ..., "zh": ...}`: professional translations, one
sentence each. For both directions of every file it prints how many of the quantities of one side
the gate does not find on the other: false alarms, though some are the translator's own slips.
Of errors put into one side it prints how many the gate, which compares both ways, finds: a digit
changed, a number times ten, 亿 for 万 and billion for million (and back), another currency, a
decimal point lost, 倍 or times for a percentage, another day of the week, another vague magnitude
("billions" for "millions"), people for money. Errors are made by patterns of their own on the
raw text, in every place they fit; one is caught where the gate says something that it does not
say of the sentence as it was.

For names, every block of 20 sentences is a story: how many of the names in one language the gate
does not find in the other, of those that the English side has, and how often it finds one of a
list of invented people and firms that are put into a sentence of their own, where they speak and
where they do not. The texts are general news; most false alarms are names in another romanisation
than pinyin, abbreviations, and given names that the Chinese leaves out.

For quotations, each pair of sentences with one quotation on either side: how many of the true ones
are said to be false, and how many are found where a "not" is put in or taken out. For links, how
many of the true sentences are said to hold one, and how many of some that are put in are found.

`--part` takes every other block of 20 sentences, so that patterns
can be written on one half and judged on the other.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from bench.injected import injected, reversed_quotations, with_links
from bot.core.check.copied import links
from bot.core.check.figures import compare
from bot.core.check.names import strange_names
from bot.core.check.quoted import misquoted, quotations
from bot.core.check.sources import Sources
from bot.core.concepts import Vocabulary
from bot.core.quantities import quantities

VOCABULARY = Path("data/seeds/concepts.toml")
BLOCK = 20
_NAME = re.compile(r"(?<!^)(?<![.!?:“\"] )\b[A-Z][\w'’-]+")
"""Roughly what is a name on the English side: both directions count the names of one sentence."""
PARTS = {"all": (0, 1), "even": (0,), "odd": (1,)}
_INVENTED = {
    "en": [
        "Jonathan Meyers", "Marcus Feldt", "Emily Carter", "Priya Raghavan", "Diego Fernández",
        "Olga Petrova", "Hans Gruber", "Fatima Haddad", "Kwame Mensah", "Sofia Lindqvist",
        "Liam O'Brien", "Noah Bennett", "Grace Whitfield", "Thomas Keller", "Anna Kowalski",
        "Rajesh Gupta", "Yuki Tanaka", "Kenji Watanabe", "Chloe Dubois", "Victor Hale",
        "Frank Brown", "Mark Smith", "Grace Stone", "Bright Harbor Capital", "Rose Marsh",
        "Iron Gate Ventures", "Chen Haoran", "Liu Yifan", "Zhao Mingyu", "Sun Peilin",
        "Wu Zhenyu", "Brellix", "Nortava", "Quandora Labs", "Helixon", "Vantrex", "Meyers",
    ],
    "zh": [
        "乔纳森·迈耶斯", "马库斯·费尔特", "艾米丽·卡特", "托马斯·凯勒", "索菲亚·林奎斯特",
        "陈浩然", "刘一帆", "赵明宇", "孙佩琳", "吴振宇", "王建国", "李娜", "Brellix", "Nortava",
        "托马斯", "费尔特",
    ],
}  # fmt: skip
_SENTENCES = {
    "en": ["It was announced on Friday that {name} said the work was done."],
    "zh": ["会后，{name}表示，工作已经完成。", "董事会宣布，{name}将出任这一职务。"],
}


def faults(one: str, language: str, other: str, spoken: str) -> set[tuple[str, str]]:
    """Compare both ways, as the gate compares a story's languages."""
    there = compare(one, language, quantities(other, spoken)).unsupported
    back = compare(other, spoken, quantities(one, language)).unsupported
    return {("there", words) for words in there} | {("back", words) for words in back}


def names(pairs: list[dict[str, str]], told: str, known: str) -> tuple[Counter[str], Counter[str]]:
    """Count the names of one side, those invented and those of them found out; and the alarms."""
    vocabulary = Vocabulary.load(VOCABULARY.read_text(encoding="utf-8"))
    sums, alarms = Counter[str](), Counter[str]()
    for start in range(0, len(pairs), BLOCK):
        block = pairs[start : start + BLOCK]
        sources = Sources.of([("\n".join(pair[known] for pair in block), known)], vocabulary)
        for pair in block:
            sums["names"] += len(_NAME.findall(pair["en"]))
            alarms.update(name for _, name in strange_names(pair[told], told, sources, vocabulary))
        for name in _INVENTED[told]:
            for sentence in _SENTENCES[told]:
                text = sentence.format(name=name)
                sums["invented"] += 1
                sums["found"] += any(True for _ in strange_names(text, told, sources, vocabulary))
    return sums, alarms


def measure_names(data: Path, *, is_each_alarm_told: bool) -> None:
    """Print what becomes of names, across the languages and within each."""
    print(f"\n{'names':10} {'in':>3} {'of':>3} {'names':>6} {'alarms':>6} {'%':>5}", end="")
    print(f" {'invented':>8} {'found':>6} {'%':>6}")
    for path in sorted(data.glob("*.json")):
        pairs = json.loads(path.read_text(encoding="utf-8"))
        for told, known in (("en", "zh"), ("zh", "en"), ("zh", "zh"), ("en", "en")):
            sums, strange = names(pairs, told, known)
            if is_each_alarm_told:
                print(strange.most_common())
            share = 100 * strange.total() / sums["names"]
            found = 100 * sums["found"] / sums["invented"]
            print(
                f"{path.stem:10} {told:>3} {known:>3} {sums['names']:6} {strange.total():6}",
                end="",
            )
            print(f" {share:5.1f} {sums['invented']:8} {sums['found']:6} {found:6.1f}")


def measure_copies(data: Path) -> None:
    """Print what becomes of quotations, true and turned into their opposite, and of links."""
    vocabulary = Vocabulary.load(VOCABULARY.read_text(encoding="utf-8"))
    print(f"\n{'copied':10} {'in':>3} {'what':>10} {'true':>6} {'alarms':>6} {'%':>5}", end="")
    print(f" {'false':>6} {'found':>6} {'%':>6}")
    for path in sorted(data.glob("*.json")):
        pairs = json.loads(path.read_text(encoding="utf-8"))
        for told, known in (("en", "zh"), ("zh", "en")):
            quoted, linked = Counter[str](), Counter[str]()
            for pair in pairs:
                sources = Sources.of([(pair[known], known)], vocabulary)
                linked["true"] += 1
                linked["alarms"] += any(True for _ in links(pair[told], sources))
                for text in with_links(pair[told], told):
                    linked["false"] += 1
                    linked["found"] += any(True for _ in links(text, sources))
                if len(quotations(pair[told])) != 1 or not quotations(pair[known]):
                    continue
                quoted["true"] += 1
                if any(True for _ in misquoted(pair[told], told, sources, vocabulary)):
                    quoted["alarms"] += 1
                    continue
                for text in reversed_quotations(pair[told], told):
                    quoted["false"] += 1
                    quoted["found"] += any(
                        True for _ in misquoted(text, told, sources, vocabulary)
                    )
            for what, sums in (("quotations", quoted), ("links", linked)):
                share = 100 * sums["alarms"] / sums["true"]
                found = 100 * sums["found"] / sums["false"]
                print(
                    f"{path.stem:10} {told:>3} {what:>10} {sums['true']:6} {sums['alarms']:6}"
                    f" {share:5.1f} {sums['false']:6} {sums['found']:6} {found:6.1f}"
                )


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
    measure_copies(options.data)
    measure_names(options.data, is_each_alarm_told=options.alarms)


if __name__ == "__main__":
    main()
