import pytest

from bot.core.quantities import Quantity, agree, loosened, quantities, unsupported


def read(text: str, language: str = "en") -> list[tuple[str, float, str]]:
    return [(q.kind, q.value, q.about) for q in quantities(text, language) if q.is_claim]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a plan of $295 billion", "2950亿美元的计划"),
        ("$30M", "3000万美元"),
        ("a 30m wall", "30米高的墙"),
        ("HK$6 billion", "60亿港元"),
        ("a bribe of Rs 100 and Rs. 2,500", "100 卢比的贿赂和2500卢比"),
        ("the '60s and '70s", "上世纪 6、70 年代"),
        ("since September 11", "911 事件以来"),
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
        ("数十万，上万，七八百", "zh-Hans"),
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
        ("50万元以下", "zh-Hans", "≤"),
        ("less than 5%", "en", "≤"),
        ("不超过2%", "zh-Hans", "≤"),
        ("bis zu 5 %", "de", "≤"),
        ("50万元左右", "zh-Hans", "~"),
    ],
)
def test_hedges_are_read(text: str, language: str, about: str) -> None:
    assert [quantity[2] for quantity in read(text, language)] == [about]


def test_there_is_no_thirteenth_month() -> None:
    assert read("13月", "zh-Hans") == [("count", 13, "")]


def test_traditional_characters_are_read_too() -> None:
    assert read("2950億美元", "zh-Hant") == [("USD", 295e9, "")]


def quantity(
    value: float, about: str = "", kind: str = "USD", *, text: str = "", others: str = ""
) -> Quantity:
    return Quantity(
        kind=kind,
        value=value,
        about=about,  # type: ignore[arg-type]  # the cases below hold only the four
        is_claim=True,
        text=text or str(value),
        start=0,
        others=frozenset(others.split()),
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
        (quantity(5, others="AUD"), quantity(5, kind="AUD"), True),
        (quantity(5), quantity(5, kind="AUD"), False),
        (quantity(12_500), quantity(12_500, kind="count"), False),
        (quantity(5e7), quantity(5e7, kind="count", text="5000万"), True),
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


def test_a_word_that_claims_nothing_is_no_loose_figure() -> None:
    source = quantities("The first of 12 halls opens.", "en")
    assert loosened(quantities("12座机房中的首座启用。", "zh-Hans"), source) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("七成半用户留下。", "zh-Hans", ("%", 75, "")),
        ("近7成半用户留下。", "zh-Hans", ("%", 75, "<")),
        ("占比七成五。", "zh-Hans", ("%", 75, "")),
        ("七割五分を占める。", "ja", ("%", 75, "")),
        ("7割半を占める。", "ja", ("%", 75, "")),
        ("订阅价打八折。", "zh-Hans", ("%", 20, "")),
        ("订阅打8.5折。", "zh-Hans", ("%", 15, "")),
        ("订阅打85折。", "zh-Hans", ("%", 15, "")),
        ("八五折优惠。", "zh-Hans", ("%", 15, "")),
        ("九折促销。", "zh-Hans", ("%", 10, "")),
    ],
)
def test_tenths_with_a_half_and_what_is_left_of_a_price_are_read(
    text: str, language: str, expected: tuple[str, float, str]
) -> None:
    assert read(text, language) == [expected]


def test_a_price_of_eight_tenths_is_a_fifth_off() -> None:
    known = quantities("订阅价打八折。", "zh-Hans")
    assert not unsupported(quantities("Subscriptions are 20% off.", "en"), known)
    assert unsupported(quantities("Subscriptions are 80% off.", "en"), known)


def test_letters_and_full_stops_by_turns_are_read_in_one_pass() -> None:
    assert quantities("a." * 20_000, "zh") == []
