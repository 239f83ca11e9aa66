"""Names and quotations of a text whose sources are in another script."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.check import Fault, FaultKind, Gate
from bot.core.check.hearing import is_heard, sound_of_han, sound_of_latin
from bot.core.check.sounds import Sounds, is_pinyin
from bot.core.news import Article, Origin, Text

from .stories import VOCABULARY, article

CHINESE = article(
    "晶圆联盟发布新标准",
    "晶圆联盟周五在奥斯陆发布新标准，洛杉矶和冰岛的公司参与了起草。\n\n"
    "联盟主席郭天枢表示，标准将在明年生效。曾毓群和乔纳森·迈耶斯出席了会议。"
    "迈耶斯说：“我们用了三年时间，才让12家公司的芯片能够互换。”"
    "会上演示了OpenAI的GPT-5，使用的是英伟达芯片。",
    language="zh-Hans",
)
ENGLISH = article(
    "Wafer Alliance publishes a standard",
    "The Wafer Alliance published its standard in Oslo on Friday, chairman Guo Tianshu said.\n\n"
    "“It took us three years until the chips of 12 companies could be exchanged,” said"
    " Jonathan Meyers of Nortava. Robin Zhao, who leads Brellix, said that it was high time.",
)


def faults(words: str, language: str, *articles: Article) -> list[tuple[str, str]]:
    text = Text(language=language, title="", summary=words, analysis="", origin=Origin.MODEL)
    found: Sequence[Fault] = Gate.of(articles, VOCABULARY).check([text])
    kinds = (FaultKind.NAME, FaultKind.QUOTATION)
    return [(f.kind, f.words) for f in found if f.field == "summary" and f.kind in kinds]


@pytest.mark.parametrize(
    "words",
    [
        "On Friday the Wafer Alliance showed chips of Nvidia that run OpenAI's GPT-5.",
        "The rules, said Guo Tianshu, take effect next year; Mr Guo spoke in Oslo.",
        "The rules, said Tianshu Guo, take effect next year.",
        "Among the guests were Zeng Yuqun and Jonathan Meyers.",
        "Meyers was there with firms of Los Angeles and Iceland.",
        "New Standard Of Wafer Alliance Shown In Oslo",
        "The Wafer Alliance's Standard took three years, Meyers said.",
    ],
)
def test_names_that_chinese_sources_have_in_their_own_way_pass(words: str) -> None:
    assert faults(words, "en", CHINESE) == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("The standard, said Marcus Feldt, takes effect next year.", ["Marcus", "Feldt"]),
        ("Marcus Feldt said that the standard takes effect.", ["Marcus", "Feldt"]),
        ("Feldt said that the standard takes effect next year.", ["Feldt"]),
        ("Marcus Feldt Joins The Wafer Alliance In Oslo", ["Marcus", "Feldt"]),
        ("The standard, said Frank Brown, takes effect next year.", ["Frank", "Brown"]),
        ("The standard, said Guo Haoran, takes effect next year.", ["Guo", "Haoran"]),
        ("The standard was written by Chen Weiming.", ["Chen", "Weiming"]),
        ("The standard was written with Vantrex in Lisbon.", ["Vantrex", "Lisbon"]),
        ("The standard was written in Germany, not in America.", ["Germany"]),
        ("The standard was written at the ministry in Tokyo.", ["Tokyo"]),
    ],
)
def test_names_that_chinese_sources_cannot_stand_for_are_faults(
    words: str, names: list[str]
) -> None:
    assert faults(words, "en", CHINESE) == [("name", name) for name in names]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Selon Marcus Feldt, la norme entre en vigueur à Oslo."),
        ("tlh", "Theo Marcus Feldt, tiêu chuẩn có hiệu lực ở Oslo."),
        ("vi", "Theo Marcus Feldt, tiêu chuẩn có hiệu lực ở Oslo."),
    ],
)
def test_names_are_looked_for_in_texts_of_other_languages(language: str, words: str) -> None:
    found = faults(words, language, CHINESE)
    assert ("name", "Feldt") in found
    assert ("name", "Oslo") not in found
    assert faults(f"Hội đồng. {words}", language, ENGLISH)[-1] == ("name", "Feldt")
    assert faults("Selon Meyers, l'Islande suit la Norme.", "fr", CHINESE) == []


def test_words_at_the_beginning_are_not_names_where_no_dictionary_tells() -> None:
    assert faults("Theo Guo Tianshu, tiêu chuẩn có hiệu lực ở Oslo.", "vi", ENGLISH) == []


def test_a_name_may_come_from_one_source_of_several() -> None:
    words = "The standard of Nortava, said Robin Zhao, was praised by Zeng Yuqun."
    assert faults(words, "en", CHINESE, ENGLISH) == []


@pytest.mark.parametrize(
    "words",
    [
        "晶圆联盟主席郭天枢表示，新标准由乔纳森·迈耶斯起草。",
        "赵睿表示，时机已经成熟。",
        "高管表示，时机已经成熟。",
        "Nortava的迈耶斯表示，时机已经成熟。",
    ],
)
def test_names_that_english_sources_have_pass_in_chinese(words: str) -> None:
    assert faults(words, "zh-Hans", ENGLISH) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("新标准由托马斯·凯勒起草，周五在奥斯陆发布。", "托马斯·凯勒"),
        ("主席陈浩然表示，新标准将在明年生效。", "陈浩然"),
        ("新标准由Vantrex起草，周五在奥斯陆发布。", "Vantrex"),
    ],
)
@pytest.mark.parametrize("source", [ENGLISH, CHINESE])
def test_names_that_no_source_has_are_faults_in_chinese(
    words: str, name: str, source: Article
) -> None:
    assert faults(words, "zh-Hans", source) == [("name", name)]


QUOTED = "“It took us three years until the chips of 12 companies could be exchanged,” he said."
QUOTED_IN_CHINESE = "他说：“我们用了三年时间，才让12家公司的芯片能够互换。”"


def test_a_translated_quotation_passes_where_somebody_is_quoted() -> None:
    assert faults(QUOTED, "en", CHINESE) == []
    assert faults(QUOTED_IN_CHINESE, "zh-Hans", ENGLISH) == []
    assert faults("“The standard takes effect next year,” he said.", "en", CHINESE) == []


@pytest.mark.parametrize(
    "words",
    [
        "“It took us three years until the chips of 15 companies could be exchanged,” he said.",
        "“It took us three years until the chips of Huawei could be exchanged,” he said.",
        "“It took us three years.” „It took us 15 whole years until now“, he said.",
        "“We will not stop here,” he said, “"
        + "and we will go on for a long time yet " * 12
        + "”",
        "He said: ‘It didn’t take 15 companies three years to do it.’",
    ],
)
def test_a_translated_quotation_says_no_more_than_the_one_of_the_source(words: str) -> None:
    assert "quotation" in {kind for kind, _ in faults(words, "en", CHINESE)}


def test_nobody_is_quoted_where_no_source_quotes_anybody() -> None:
    silent = article("晶圆联盟发布新标准", "新标准将在明年生效。", language="zh-Hans")
    assert faults("“It takes effect next year,” he said.", "en", silent) == [
        ("quotation", "It takes effect next year,")
    ]
    plain = article("Alliance publishes a standard", "The standard takes effect next year.")
    assert faults("他说：“新标准将在明年开始生效。”", "zh-Hans", plain) == [
        ("quotation", "新标准将在明年开始生效。")
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Christopher", "克里斯托弗"),
        ("Alexei", "阿列克谢"),
        ("Bezos", "贝索斯"),
        ("Zuckerberg", "扎克伯格"),
        ("Karpathy", "卡帕西"),
        ("Pachocki", "帕乔基"),
        ("Schumer", "舒默"),
        ("Vance", "万斯"),
        ("Knightley", "奈特利"),
    ],
)
def test_a_transcribed_name_is_heard_and_another_is_not(name: str, written: str) -> None:
    assert Sounds.of(f"记者{written}报道").have_latin([name])
    assert not Sounds.of(f"记者{written}报道").have_latin(["Feldt"])


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=12),
    st.text("斯特尔克曼里", max_size=8),
)
def test_hearing_never_fails(word: str, run: str) -> None:
    assert is_heard(sound_of_latin(word), sound_of_han(run), is_part=True) in (True, False)


@given(st.lists(st.sampled_from(["zhang", "wei", "xiong", "er", "an", "lu", "nu"]), min_size=1))
def test_what_is_spelled_in_pinyin_is_seen_to_be(syllables: list[str]) -> None:
    assert is_pinyin("".join(syllables))


def test_a_name_is_spelled_by_whole_syllables_wherever_else_its_letters_stand() -> None:
    assert Sounds.of("记者汉安安报道").spell("anan")
    assert not Sounds.of("记者汉安报道").spell("anan")


FIRM = article(
    "Anthropic hires from Norway",
    "Anthropic hired Lena Ortiz in Norway; the Dutch firm Meyer uses H200 chips in Brazil and the"
    " United States. Meijer of the Netherlands works with large language models, and Liu Haoran of"
    " Zhipu with the Ministry of Defense. It has halls in Leicester.",
)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("At Anthropic works Anthony Feldt.", ["Anthony", "Feldt"]),
        ("It uses H20 chips in the makers' halls.", ["H20"]),
        ("It works with the XQZ.", ["XQZ"]),
        ("Norwegians, Brazilians and the Dutch met Meyers of the US; an LLM helped.", []),
        (
            "It is the Uniform Wafer Alliance (UWA), with H200s, since mid-2025.",
            ["Uniform", "Alliance"],
        ),
        ("The chips, and the No.3 of them, cost RMB280 in the Netherlands.", []),
    ],
)
def test_a_name_is_no_part_of_another_word(words: str, names: list[str]) -> None:
    assert faults(words, "en", FIRM) == [("name", name) for name in names]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("It was signed by Grace Stone for them.", ["Grace", "Stone"]),
        ("It was signed by Bright Harbor Capital.", ["Bright", "Harbor"]),
        ("It was signed by the Wafer Alliance and its Municipal Committee.", []),
        ("In Oslo the Industries were shown by the Standards Office.", []),
    ],
)  # fmt: skip
def test_ordinary_words_make_a_name_where_the_chinese_does_not_mean_them(
    words: str, names: list[str]
) -> None:
    assert [name for _, name in faults(words, "en", CHINESE)] == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("王建国将出任董事长。", ["王建国"]),
        ("董事会由王教授领导，高管于周六表示祝贺。", []),
        ("星河智算公司将投资，初创公司与中国公司也在内。", ["星河智算"]),
        ("新标准由托马斯起草，费尔特在场。", ["托马斯", "费尔特"]),
        ("刘浩然将出任主席，莱娜加入Anthropic，智谱公司在内。", []),
        ("国防部表示，巴西与挪威的公司在内。", []),
        ("机房设在莱斯特，另有蒙哥马利。", ["蒙哥马利"]),
    ],
)
def test_chinese_names_are_looked_for_where_nobody_speaks(words: str, names: list[str]) -> None:
    assert [name for _, name in faults(words, "zh-Hans", FIRM)] == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Der Vertrag wurde von Marcus Feldt geschlossen.", ["Marcus", "Feldt"]),
        ("Der Vertrag wurde mit dem Anbieter Vantrex geschlossen.", ["Vantrex"]),
        ("Die Chefin Lena Ortiz plant in Norwegen das Kanzlerzentrum für Milliarden Dollar.", []),
    ],
)  # fmt: skip
def test_german_names_are_told_from_nouns(words: str, names: list[str]) -> None:
    assert [name for _, name in faults(words, "de", FIRM)] == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("マーカス・フェルトが発表した。", ["マーカス・フェルト"]),
        ("レナ・オルティスがジェンスンと発表した。", []),
    ],
)
def test_japanese_names_are_heard(words: str, names: list[str]) -> None:
    assert [name for _, name in faults(words, "ja", FIRM)] == names


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Norway has to approve it.", "en"),
        ("交易须经挪威批准。", "zh-Hans"),
        ("Este año Noruega debe aprobarlo.", "es"),
        ("Enfin la Norvège doit l’approuver.", "fr"),
    ],
)
def test_a_country_is_told_by_its_people(words: str, language: str) -> None:
    source = article("Corvane buys Karst", "The Norwegian government has to approve the deal.")
    assert faults(words, language, source) == []
    assert faults(words, language, article("Corvane buys Karst", "The Danish do."))
