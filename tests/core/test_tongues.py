import pytest

from bot.core.quantities import quantities, unsupported


@pytest.mark.parametrize(
    ("language", "written", "english"),
    [
        ("de", "295 Mrd. Dollar", "$295 billion"),
        ("de", "1.234,5 Millionen Euro", "1,234.5 million euros"),
        ("de", "rund 12.000 Stellen", "about 12,000 jobs"),
        ("de", "fast 2,5 Prozent", "nearly 2.5 percent"),
        ("de", "17 Prozentpunkte", "17 percentage points"),
        ("de", "3,2 Mio. €", "€3.2m"),
        ("de", "5 bis 10 Milliarden Euro", "5 to 10 billion euros"),
        ("de", "1,5 Billionen Yen", "1.5 trillion yen"),
        ("de", "am 26. Juli 2026 um 15:30 Uhr", "on July 26, 2026 at 3:30 p.m."),
        ("de", "um 9.30 Uhr am 26.07.2026", "at 9:30 on 2026-07-26"),
        ("de", "im Mai 2025, 2019-20", "in May 2025, 2019-20"),
        ("de", "in den 1990er Jahren", "in the 1990s"),
        ("de", "das 3-Fache im Jahr 2025", "3 times in 2025"),
        ("de", "zwei Millionen Pfund", "two million pounds"),
        ("de", "dreißig Millionen Euro", "thirty million euros"),
        ("de", "Modelle mit 30M Parametern, 3.5 Punkte", "30M parameters, 3.5 points"),
        ("fr", "295 milliards de dollars", "$295 billion"),
        ("fr", "1\u202f234,5 millions d’euros", "1,234.5 million euros"),
        ("fr", "plus de 12 000 emplois", "more than 12,000 jobs"),
        ("fr", "près de 2,5 %", "nearly 2.5%"),
        ("fr", "0,2 point de pourcentage", "0.2 percentage points"),
        ("fr", "5 Md€ et 3,2 M€", "€5bn and €3.2m"),
        ("fr", "de 5 à 10 milliards d'euros", "5 to 10 billion euros"),
        ("fr", "le 26 juillet 2026 à 15h30", "July 26, 2026, 3:30 p.m."),
        ("fr", "le 1er mai, en août", "May 1, in August"),
        ("fr", "les années 1990", "the 1990s"),
        ("fr", "3 fois", "3 times"),
        ("es", "295.000 millones de dólares", "$295 billion"),
        ("es", "295,000 millones de dólares", "$295 billion"),
        ("es", "5 mil millones de euros", "5 billion euros"),
        ("es", "más de 12.000 empleos", "more than 12,000 jobs"),
        ("es", "casi un 2,5 %", "nearly 2.5%"),
        ("es", "80 por ciento, 2 puntos porcentuales", "80 percent, 2 percentage points"),
        ("es", "el 26 de julio de 2026 a las 15:30", "July 26, 2026, 3:30 p.m."),
        ("es", "los años 90", "the 1990s"),
        ("es", "3 veces", "3 times"),
        ("ru", "295 млрд долларов", "$295 billion"),
        ("ru", "1 234,5 млн евро", "1,234.5 million euros"),
        ("ru", "более 12 тысяч рабочих мест", "more than 12,000 jobs"),
        ("ru", "почти на 2,5%", "nearly 2.5%"),
        ("ru", "80 процентов, 2 процентных пункта", "80 percent, 2 percentage points"),
        ("ru", "от 5 до 10 млрд рублей", "5 to 10 billion rubles"),
        ("ru", "1,5 трлн иен", "1.5 trillion yen"),
        ("ru", "26 июля 2026 года в 15:30", "July 26, 2026, 3:30 p.m."),
        ("ru", "в мае, в 1990-х", "in May of 2025, in the 1990s"),
        ("ru", "в 3 раза", "3 times"),
        ("ja", "2950億ドル", "$295 billion"),
        ("ja", "約1億2000万円", "about 120 million yen"),
        ("ja", "300万人以上", "at least 3 million people"),
        ("ja", "8割、80パーセント", "80 percent"),
        ("ja", "2.5ポイント", "2.5 percentage points"),
        ("ja", "2〜3兆円", "2 to 3 trillion yen"),
        ("ja", "100億円超", "over 10 billion yen"),
        ("ja", "2026年7月26日午後3時30分", "July 26, 2026, 3:30 p.m."),
        ("ja", "3倍", "3 times"),
        ("zh-Hant", "2950億美元，5個百分點", "$295 billion, 5 percentage points"),
    ],
)
def test_every_language_says_the_same_as_english(
    language: str, written: str, english: str
) -> None:
    mine, theirs = quantities(written, language), quantities(english, "en")
    assert unsupported(mine, theirs) == []
    assert [q for q in unsupported(theirs, mine) if q.kind != "year"] == []
    assert [quantity for quantity in mine if quantity.is_claim]


@pytest.mark.parametrize(
    ("language", "written", "english"),
    [
        ("de", "295 Mio. Dollar", "$295 billion"),
        ("de", "1,234 Millionen", "1,234 million"),
        ("de", "2,5 Prozent", "25 percent"),
        ("fr", "2,5 milliards d’euros", "2.5 billion dollars"),
        ("es", "295 millones de dólares", "$295 billion"),
        ("ru", "26 июня", "July 26"),
        ("ru", "в 3 раза", "3 percent"),
        ("ja", "8割", "8 percent"),
    ],
)
def test_a_wrong_figure_is_found_in_every_language(
    language: str, written: str, english: str
) -> None:
    assert unsupported(quantities(written, language), quantities(english, "en")) != []
