from dataclasses import replace

from bot.core.copies import are_copies, first_reports
from bot.core.news import ArticleId

from .stories import NOON, article, hours

WIRE = (
    "The court in Oslo fined Vellum four million crowns on Monday for selling manuals it did not"
    " own. The company said it would appeal. The judge called the practice plain theft, and the"
    " museum asked for its machines back."
)
OTHER = (
    "A judge ruled against the maker of writing tools after two years of hearings. Lawyers for the"
    " museum welcomed the ruling and hoped that other collectors would think twice now."
)


def test_each_publisher_counts_once_however_many_feeds_it_has() -> None:
    later = article(number=2, publisher="HERALD", at=NOON + hours(1))
    first = article(number=1, publisher="Herald")
    other = article(number=3, publisher="Tribune", at=NOON + hours(2))
    assert first_reports([later, other, first]) == [first, other]


def test_a_text_printed_by_another_is_a_copy_with_a_line_of_its_own_too() -> None:
    texts = (WIRE, OTHER, f"Our man in Oslo reports. {WIRE}", WIRE.upper())
    reports = [article(text=text, number=number) for number, text in enumerate(texts)]
    assert are_copies(reports) == [False, False, True, True]


def test_chinese_copies_are_known_too() -> None:
    wire = "奥斯陆法院周一因维伦出售不属于自己的手册而判处罚款四百万克朗。公司表示将提出上诉。"
    own = "经过两年的审理，法官作出了不利于这家书写工具制造商的裁决，博物馆的律师对此表示欢迎。"
    reports = [article(text=text, number=n) for n, text in enumerate((wire, own, wire))]
    assert are_copies(reports) == [False, False, True]


def test_a_quotation_that_all_have_makes_no_copy() -> None:
    quote = "The judge called the practice plain theft."
    reports = [article(text=f"{quote} {text}", number=n) for n, text in enumerate((OTHER, WIRE))]
    assert are_copies(reports) == [False, False]


def test_titles_alone_are_no_copies() -> None:
    assert are_copies([article(text="Vellum fined", number=n) for n in (1, 2)]) == [False, False]


def test_what_was_marked_as_a_copy_is_one_however_its_text_reads() -> None:
    marked = replace(article(text=OTHER, number=2), copy_of=ArticleId(1))
    assert are_copies([article(text=WIRE, number=1), marked]) == [False, True]
