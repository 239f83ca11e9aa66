import pytest

from bot.core.quantities import (
    Quantity,
    agree,
    figures,
    key_figures,
    loosened,
    quantities,
    unsupported,
)


def read(text: str, language: str = "en") -> list[tuple[str, float, str]]:
    return [(q.kind, q.value, q.about) for q in quantities(text, language) if q.is_claim]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a plan of $295 billion", "2950亿美元的计划"),
        ("$30M", "3000万美元"),
        ("a 30m wall", "30米高的墙"),
        ("HK$6 billion", "60亿港元"),
        ("5 Australian dollars", "5澳元"),
        ("3,400 yuan", "3400元"),
        ("RMB 1.05 million", "¥105万"),
        ("the 21st century, the twenty-first", "21世纪"),
        ("half a million pounds", "50万英镑"),
        ("a million euros", "一百万欧元"),
        ("two hundred and five thousand people", "二十万零五千人"),
        ("over 30 million viewers", "3000多万观众"),
        ("thirty-five thousand", "三万五"),
        ("1,205 models", "一千二百零五个模型"),
        ("12,345 jobs", "1万2345个岗位"),
        ("120 million", "1亿2000万"),
        ("80 percent", "百分之八十"),
        ("80%", "八成"),
        ("0.2 percentage points", "0.2个百分点"),
        ("17 basis points", "17个基点"),
        ("5 to 10 million yuan", "500万至1000万元"),
        ("$1 million to $2 billion", "100万美元到20亿美元"),
        ("July 26, 2020", "2020年7月26日"),
        ("July 24-26", "7月24日至26日"),
        ("2020-07-26", "2020-07-26"),
        ("the 26th of July", "二十六日，七月二十六日"),
        ("in May 2025", "2025年5月"),
        ("in October", "十月"),
        ("July and August", "七八月份"),
        ("3:30 p.m.", "15时30分"),
        ("at 9 o'clock", "9点钟"),
        ("at 10:30", "10点半"),
        ("a 29-13 win", "29:13"),
        ("the 1990s", "上世纪90年代"),
        ("in his 20s and 2019-2021", "20多岁，2019-2021年"),
        ("2019-20", "2019至2020年"),
        ("in 2020", "二〇二〇年"),
        ("the 3rd of 14", "14个中的第三个"),
        ("3 times as many", "3倍"),
        ("a 5-fold rise", "5倍"),
        ("7 companies", "7家公司"),
        ("3 trillion yen", "三万亿日元"),
        ("temperatures of 2.5", "二点五度"),
        ("open 24/7 for 14 days", "全天候，14天"),
        ("an installed capacity of 820,000 kW", "装机82万千瓦"),
        ("a tunnel of 18.9 km", "全长18.9千米"),
        ("2,06,737 cases", "206737例"),
        ("the '60s and '70s", "上世纪60、70年代"),
        ("until 4:30 a.m.", "凌晨四点半"),
        ("500 metres, 4-5 cm", "五六百米，四五厘米"),
        ("at 20: 00", "20时"),
    ],
)
def test_both_languages_say_the_same(english: str, chinese: str) -> None:
    one, other = quantities(english, "en"), quantities(chinese, "zh-Hans")
    assert unsupported(one, other) == []
    assert unsupported(other, one) == []
    assert [quantity for quantity in one if quantity.is_claim]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("its bicentennial, a centenary", "两百周年，一百周年"),
        ("over two decades", "二十多年"),
        ("sales doubled", "销量增长1倍"),
        ("after 9/11", "911事件后"),
        ("in Q3", "第3季度"),
    ],
)
def test_english_words_support_a_chinese_figure(english: str, chinese: str) -> None:
    said = quantities(chinese, "zh-Hans")
    assert [quantity for quantity in said if quantity.is_claim or quantity.kind == "date"]
    assert unsupported(said, quantities(english, "en")) == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("$295 billion", "295亿美元"),
        ("$295 billion", "2950万亿美元"),
        ("$295 billion", "2950亿元"),
        ("US$295 billion", "2950亿澳元"),
        ("$295 billion", "3000亿美元"),
        ("nearly $200 billion", "2950亿美元"),
        ("80%", "8%"),
        ("80%", "80倍"),
        ("2.5 million", "25万"),
        ("7 companies", "9家公司"),
        ("July 26", "7月25日"),
        ("July", "8月"),
        ("in 2020", "2021年"),
        ("the 1990s", "80年代"),
        ("at 10:30 am", "9点半"),
    ],
)
def test_a_wrong_figure_has_no_support(english: str, chinese: str) -> None:
    assert unsupported(quantities(chinese, "zh-Hans"), quantities(english, "en")) != []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("GPT-5.5 and the H100 with 5G", "en"),
        ("write to desk9@example.org or https://example.org/2020/5", "en"),
        ("two of them, once, a dozen, half", "en"),
        ("we may come in March", "en"),
        ("$9999999999999999 billion", "en"),
        ("使用GPT-5.5和H100，卡-52", "zh-Hans"),
        ("万一成千上万的人，亿万富豪，十分重要", "zh-Hans"),
        ("数百万，上万，七八百", "zh-Hans"),
        ("“十四五”规划，三分之二，第二", "zh-Hans"),
        ("一个", "zh-Hans"),
        ("一元", "zh-Hans"),
        ("百亿元级的营收", "zh-Hans"),
        ("六点钟，早上三点二十分，五七", "zh-Hans"),
        ("deux tiers, la moitié, une douzaine", "fr"),
        ("zwei Drittel, die Hälfte, ein Dutzend", "de"),
        ("GPT-5.5 und H100, https://example.org/2020/5", "de"),
    ],
)
def test_what_claims_nothing_is_left_alone(text: str, language: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "about"),
    [
        ("nearly $300 billion", "en", "<"),
        ("more than 40 models", "en", ">"),
        ("近3000亿美元", "zh-Hans", "<"),
        ("3000多万元", "zh-Hans", ">"),
        ("50万元以上", "zh-Hans", ">"),
        ("50万元以下", "zh-Hans", "<"),
        ("50万元左右", "zh-Hans", "~"),
    ],
)
def test_hedges_are_read(text: str, language: str, about: str) -> None:
    assert [quantity[2] for quantity in read(text, language)] == [about]


def test_there_is_no_thirteenth_month() -> None:
    assert read("13月", "zh-Hans") == [("count", 13, "")]


def test_traditional_characters_are_read_too() -> None:
    assert read("2950億美元", "zh-Hant") == [("USD", 295e9, "")]


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


def quantity(
    value: float, about: str = "", kind: str = "USD", *, is_bare_sign: bool = False
) -> Quantity:
    return Quantity(
        kind=kind,
        value=value,
        about=about,  # type: ignore[arg-type]  # the cases below hold only the four
        is_claim=True,
        text=str(value),
        start=0,
        is_bare_sign=is_bare_sign,
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (quantity(295e9), quantity(295.4e9), True),
        (quantity(300e9, "<"), quantity(295e9), True),
        (quantity(300e9, "<"), quantity(306e9), False),
        (quantity(290e9, ">"), quantity(300e9), True),
        (quantity(300e9, "~"), quantity(290e9), True),
        (quantity(300e9), quantity(290e9), False),
        (quantity(0, "<"), quantity(1), False),
        (quantity(3, kind="count"), quantity(3, kind="x"), True),
        (quantity(80, kind="%"), quantity(80, kind="count"), False),
        (quantity(84.6, kind="%"), quantity(85, kind="%"), True),
        (quantity(83.7, kind="%"), quantity(80, kind="%"), False),
        (quantity(4, kind="%"), quantity(4.4, kind="%"), False),
        (quantity(5, is_bare_sign=True), quantity(5, kind="AUD"), True),
        (quantity(5), quantity(5, kind="EUR"), False),
        (quantity(726, kind="date"), quantity(7, kind="month"), True),
        (quantity(726, kind="date"), quantity(26, kind="day"), True),
        (quantity(726, kind="date"), quantity(26, kind="count"), True),
        (quantity(726, kind="date"), quantity(726, kind="%"), False),
        (quantity(1994, kind="year"), quantity(90, kind="decade"), True),
        (quantity(600, kind="time"), quantity(10, kind="count"), True),
        (quantity(26, kind="day"), quantity(26, kind="count"), True),
        (quantity(26, kind="day"), quantity(26, kind="%"), False),
    ],
)
def test_quantities_agree_as_far_as_unit_and_wording_allow(
    one: Quantity, other: Quantity, *, expected: bool
) -> None:
    assert agree(one, other) is expected


def test_a_loose_figure_names_the_exact_one() -> None:
    source = quantities("It plans to spend $295 billion.", "en")
    ((loose, exact),) = loosened(quantities("It plans nearly $300 billion.", "en"), source)
    assert (loose.text, exact.text) == ("nearly $300 billion", "$295 billion")


def test_a_figure_as_loose_as_its_source_is_no_matter() -> None:
    source = quantities("It plans nearly $300 billion, exactly $295 billion.", "en")
    assert loosened(quantities("近3000亿美元", "zh-Hans"), source) == []


def shown(text: str, language: str = "en") -> list[tuple[str, float, str]]:
    return [(f.kind, f.value, f.about) for f in figures(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$295 billion", ("USD", 295e9, "")),
        ("a $295-billion plan", ("USD", 295e9, "")),
        ("US$1.5 million", ("USD", 1.5e6, "")),
        ("nearly $300 billion", ("USD", 300e9, "<")),
        ("more than €3.2m", ("EUR", 3.2e6, ">")),
        ("about 500 billion dollars", ("USD", 500e9, "~")),
        ("$30M", ("USD", 30e6, "")),
        ("£12,500", ("GBP", 12_500, "")),
        ("80 percent", ("%", 80, "")),
        ("80%", ("%", 80, "")),
        ("12,000 jobs", ("count", 12_000, "")),
        ("1.2 million people", ("count", 1.2e6, "")),
        ("3 crore rupees", ("INR", 3e7, "")),
    ],
)
def test_english_quantities_are_shown(text: str, expected: tuple[str, float, str]) -> None:
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2950亿美元", ("USD", 295e9, "")),
        ("近3000亿美元", ("USD", 300e9, "<")),
        ("三千亿美元", ("USD", 300e9, "")),
        ("一亿二千万元", ("CNY", 1.2e8, "")),
        ("三万亿日元", ("JPY", 3e12, "")),
        ("二点五万亿元", ("CNY", 2.5e12, "")),
        ("一百二十三亿元人民币", ("CNY", 123e8, "")),
        ("不超过5000万欧元", ("EUR", 5e7, "<")),
        ("1000多万美元", ("USD", 1e7, ">")),
        ("百分之八十", ("%", 80, "")),
        ("八成", ("%", 80, "")),
        ("80%", ("%", 80, "")),
        ("裁员1.2万人", ("count", 12_000, "")),
        ("２９５０亿美元", ("USD", 295e9, "")),
    ],
)
def test_chinese_quantities_are_shown(text: str, expected: tuple[str, float, str]) -> None:
    assert shown(text, "zh-Hans") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 on 5 June 2026 at 10:30",
        "Qwen3-27B has a 128k window",
        "the 3rd of 12 models",
        "In 2026-03-02 and 2025",
        "a 5k race with 30M",
        "$0",
    ],
)
def test_what_only_looks_like_a_quantity_is_left_alone(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    "text", ["2026年6月5日第三季度", "万一出现十分重要的问题", "百度千万不要"]
)
def test_chinese_words_made_of_numbers_are_left_alone(text: str) -> None:
    assert shown(text, "zh-Hans") == []


def test_han_numbers_are_no_quantities_in_other_languages() -> None:
    assert shown("三千亿美元", "en") == []


def test_a_range_gives_both_its_ends() -> None:
    assert [value for _, value, _ in shown("$5 to $10 billion")] == [5e9, 10e9]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2000元", "zh-Hans", ("CNY", 2000, "")),
        ("$1900 trillion", "en", ("USD", 1.9e15, "")),
        ("2000万", "zh-Hans", ("count", 2e7, "")),
    ],
)
def test_a_year_with_a_unit_is_an_amount(
    text: str, language: str, expected: tuple[str, float, str]
) -> None:
    assert shown(text, language) == [expected]


def test_both_languages_say_the_same_amount() -> None:
    (english,), (chinese,) = figures("$295 billion", "en"), figures("2950亿美元", "zh-Hans")
    assert agree(english, chinese)
    assert english.is_money
    assert english.usd == chinese.usd


def test_a_percentage_is_worth_no_money() -> None:
    (share,) = figures("80%", "en")
    assert not share.is_money
    assert share.usd == 0


def test_key_figures_hold_each_fact_once_in_its_exact_form() -> None:
    found = figures("Nearly $300 billion, that is $295 billion, for 80% of it; 80 percent!", "en")
    assert [f.value for f in key_figures(found)] == [295e9, 80]


def test_key_figures_are_limited() -> None:
    assert len(key_figures(figures("1%, 2%, 3%, 4%, 5%, 6%", "en"))) == 4


@pytest.mark.parametrize("scale", ["", " billion"])
def test_a_number_nobody_reports_is_no_figure(scale: str) -> None:
    assert figures(f"It costs ${'9' * 400}{scale}.", "en") == []
