"""What is said to come, and what only sounds like it."""

import pytest

from bot.core.outlook import is_to_come


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Vellum is expected to open a library of manuals in 2019."),
        ("en", "By the end of 2019 the library of Vellum had 178 manuals of looms."),
        ("en", "The court was expected by the end of last year to decide on the sale."),
        ("en", "The deadline for the library's buyers passed in May 2025."),
        ("en", "Visitors complained that the deadline of the library is next week."),
        ("en", "The deadline of the library of Vellum is far too short for buyers."),
        ("en", "“The library of Vellum will open next month,” an old visitor hoped."),
        ("en", "Vellum might open the library of manuals to visitors next month."),
        ("en", "Critics of the library say that it should be closed by next year."),
        ("en", "Will the library of Vellum open its doors to visitors next month?"),
        ("zh-Hans", "读者抱怨维伦图书馆的截止日期太短，希望下月再定。"),
        ("zh-Hans", "截至2019年底，维伦图书馆共有178种织机手册。"),
        ("zh-Hans", "这座图书馆于2025年底向所有人开放。"),
        ("ja", "ベラムの図書館は月曜日に開く予定だった。"),
    ],
)
def test_what_has_been_is_not_to_come(language: str, sentence: str) -> None:
    assert not is_to_come(sentence, language, 2026)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Buyers of the library have until 30 April to hand in their papers."),
        ("en", "If the court agrees, the library of Vellum will move to Bergen."),
        ("en", "The rules for old libraries take effect on 2 August 2026."),
        ("zh-Hans", "维伦图书馆的新馆预计于明年1月在卑尔根开放。"),
        ("ja", "ベラムは来年春に二つ目の図書館を開く予定だ。"),
        ("de", "Die Bibliothek von Vellum soll im Mai nach Bergen umziehen."),
        ("fr", "La bibliothèque de Vellum devrait ouvrir en septembre à Bergen."),
        ("es", "La biblioteca de Vellum abrirá; está previsto para el próximo mes."),
        ("ru", "Библиотека Vellum планирует переезд в Берген в следующем году."),
    ],
)
def test_a_step_with_its_day_or_condition_is_to_come(language: str, sentence: str) -> None:
    assert is_to_come(sentence, language, 2026)
