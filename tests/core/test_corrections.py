"""What a publisher corrects keeps nothing apart any more."""

import pytest

from bot.core.cluster import StoryIndex
from bot.core.corrections import is_correction
from bot.core.news import StoryId
from bot.core.regroup import Report

from .stories import NOON, hours
from .test_regroup import keys, report

WRONG = "Nvidia to invest $5 billion in a Finnish data centre"
RIGHT = "Nvidia to invest $3 billion in a Finnish data centre"
WRONG_ZH, RIGHT_ZH = "英伟达将在芬兰数据中心投资50亿美元", "英伟达将在芬兰数据中心投资30亿美元"


def english(key: str, title: str, publisher: str = "Herald", after: float = 0) -> Report:
    return report(key, title, publisher=publisher, later=hours(after))


@pytest.mark.parametrize("label", ["Correction: ", "CORRECTED - ", "(Corrected) "])
def test_what_a_publisher_corrected_is_one_story_with_reports_of_the_right_figure(
    label: str,
) -> None:
    other = report("a3", RIGHT_ZH, language="zh-Hans", publisher="Tribune", later=hours(2))
    assert keys([english("a1", WRONG), english("a2", label + RIGHT, after=1), other]) == ["aaa"]


def test_it_is_so_where_the_corrected_report_is_chinese() -> None:
    reports = [
        report("a1", WRONG_ZH, language="zh-Hans", publisher="Tribune"),
        report("a2", f"更正：{RIGHT_ZH}", language="zh-Hans", publisher="Tribune", later=hours(1)),
        english("a3", RIGHT, after=2),
    ]
    assert keys(reports) == ["aaa"]


@pytest.mark.parametrize(
    ("title", "publisher", "after"),
    [
        (RIGHT, "Herald", 1),
        (f"Correction: {RIGHT}", "Tribune", 1),
        (f"Correction: {RIGHT}", "Herald", -1),
        ("Correction: Nvidia to sell $3 billion of its own shares in London", "Herald", 1),
    ],
)
def test_another_figure_that_corrects_nothing_is_of_another_event(
    title: str, publisher: str, after: float
) -> None:
    assert keys([english("a1", WRONG), english("b2", title, publisher, after)]) == ["a", "b"]


@pytest.mark.parametrize(
    "label",
    [
        "Errata: {}",
        "AP corrects: {}",
        "Correction & apology: {}",
        "CORRECTED-UPDATE 2-{}",
        "Correction (3 May): {}",
        "Corrections and clarifications: {}",
        "【お詫びと訂正】{}",
        "訂正とお詫び：{}",
        "お詫びして訂正します：{}",
        "{}（訂正）",
        "更正与致歉：{}",
        "〔勘誤啟事〕{}",
        "更正說明｜{}",
        "dpa-Berichtigung: {}",
        "Korrigierte Fassung: {}",
        "Errata – {}",
        "Rectification : {}",
        "AFP rectifie : {}",
        "Correction et excuses : {}",
        "Fe de erratas: {}",
        "Fe de errores: {}",
        "EFE corrige: {}",
        "Исправление: {}",
        "Поправка и извинения: {}",
        "ТАСС уточняет: {}",
    ],
)
def test_the_labels_of_corrections_are_known_in_every_language(label: str) -> None:
    assert is_correction(label.format("Vellum 5"))


@pytest.mark.parametrize(
    "title",
    [
        "Correction of the market hits Vellum",
        "Vellum corrects its error",
        "Market correction: what Vellum fears",
        "Vellum corrects the record: it sold nothing",
        "Vellumが訂正した決算",
        "维伦更正公司年报",
        "Поправка к закону о роботах принята",
        "Поправки: что меняет закон о роботах",
        "Nvidia korrigiert: Kurs fällt um 5 Prozent",
        "Bitcoin corrige: cae un 5 %",
        "Market corrects: chip makers fall",
        "Self-correction: how models mend their answers",
        "Auto-Korrektur: was Vellum plant",
        "Mise au point : Vellum lance un appareil photo",
    ],
)
def test_what_tells_of_correcting_is_no_label(title: str) -> None:
    assert not is_correction(title)


def test_a_correction_is_looked_at_beside_what_its_publisher_told_before() -> None:
    first, mended = english("a1", WRONG).features, english("a2", f"Correction: {RIGHT}").features
    index = StoryIndex()
    index.add(StoryId(1), first, "Herald", NOON)
    assert index.place(mended, NOON + hours(1), "Herald").near == (StoryId(1),)
    assert index.place(mended, NOON + hours(1), "Tribune").near == ()
