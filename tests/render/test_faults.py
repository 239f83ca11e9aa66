"""The faults that this product was begun to be free of, each on a text of our own."""

import pytest

from bot.core.news import Text
from bot.core.text import grapheme_length, split_sentences
from bot.core.texts import SUMMARY_LENGTH, write_texts
from bot.i18n.catalog import open_translator
from bot.render.analysis import render_texts
from tests.core.stories import NOON, TAXONOMY, VOCABULARY, article, hours, material
from tests.render.samples import view

TRANSLATORS = {language: open_translator(language) for language in ("en", "zh-Hans")}
ENGLISH = (
    "Norway will spend nearly $300 billion on wind power for its data centers until 2040, the"
    " government in Oslo said on Monday, calling it the largest plan the country has made.\n\n"
    "The plan allots $295 billion, of which 80 percent goes to turbines in the North Sea and the"
    " remainder to cables, storage and the retraining of workers from the oil fields.\n\n"
    "Critics from the coast said that fishermen had not been asked, and that no single Western"
    " corporation had built anything of that size in waters as deep as those off Bergen.\n\n"
    "Parliament is expected to vote on the plan by the end of March."
)
CHINESE = (
    "挪威政府周一在奥斯陆宣布，将在2040年前投入近3000亿美元发展风电，为数据中心供电。"
    "该计划拨款2950亿美元，其中80%用于北海的风机。\n\n"
    "该计划拨款2950亿美元，其中80%用于北海的风机。\n\n"
    "沿海地区的批评者表示，政府没有征求渔民的意见，"
    "此前也没有企业在这样深的海域建设过如此规模的项目。"
    "议会预计将于三月底前对该计划进行表决。这是该国历史上规模最大的能源项目，工程将分为三个阶段……"
)
STORY = material(
    article("Norway plans wind power for data centers", ENGLISH, number=1, publisher="Herald"),
    article(
        "挪威计划为数据中心发展风电",
        CHINESE,
        number=2,
        publisher="晚报",
        language="zh-Hans",
        at=NOON + hours(1),
    ),
)


@pytest.fixture
def texts() -> dict[str, Text]:
    return {
        text.language: text for text in render_texts(write_texts(STORY, VOCABULARY), TRANSLATORS)
    }


def sentences(text: Text) -> list[str]:
    return [one for part in (text.summary, text.analysis) for one in split_sentences(part)]


def test_no_lead_is_cut_in_a_word_or_a_sentence(texts: dict[str, Text]) -> None:
    published = {"en": ENGLISH, "zh-Hans": CHINESE}
    for language, text in texts.items():
        whole = {one.strip() for one in split_sentences(published[language])}
        assert {one.strip() for one in split_sentences(text.summary)} <= whole
    assert 0 < grapheme_length(texts["en"].summary) <= SUMMARY_LENGTH


def test_no_sentence_or_paragraph_comes_twice(texts: dict[str, Text]) -> None:
    for text in texts.values():
        paragraphs = text.analysis.split("\n\n")
        assert len(paragraphs) == len(set(paragraphs))
    assert sentences(texts["zh-Hans"])
    whole = texts["zh-Hans"].summary + texts["zh-Hans"].analysis
    assert whole.count("其中80%用于北海的风机") == 1


def test_no_analysis_breaks_off(texts: dict[str, Text]) -> None:
    for text in texts.values():
        assert text.analysis
        assert "…" not in text.analysis
        for paragraph in text.analysis.split("\n\n"):
            assert paragraph[-1] in ".。”）)"


def test_tags_are_shown_once_in_each_language() -> None:
    tags = tuple(TAXONOMY.tag(STORY.articles[0].title, STORY.articles[0].text))
    assert "data-centers" in tags
    for language in ("en", "zh-Hans"):
        shown = view(language).tag_names(tags).split()
        assert len(shown) == len(set(shown))
    assert "#数据中心" in view("zh-Hans").tag_names(tags)
    assert "data" not in view("zh-Hans").tag_names(tags)


def test_hashtags_are_lower_case_in_every_script() -> None:
    assert view("de").tag_names(("mergers", "chips")) == "#übernahmen #chips"
    assert view("ru").tag_name("chips") == "#чипы"


def test_nearly_300_and_295_billion_are_one_amount_and_the_exact_one_is_given(
    texts: dict[str, Text],
) -> None:
    for language, amount in (("en", "$295B"), ("zh-Hans", "2950亿美元")):
        agreed = next(
            part
            for part in texts[language].analysis.split("\n\n")
            if "publishers give" in part or "给出" in part
        )
        assert amount in agreed
        assert "$300B" not in agreed
        assert "differ" not in texts[language].analysis
        assert "不同" not in texts[language].analysis


def test_a_japanese_article_is_summarised_in_whole_sentences() -> None:
    japanese = (
        "ノルウェー政府は月曜日、データセンター向けの風力発電に2950億ドルを投じると発表した。"
        "計画の八割は北海の風車に充てられる。漁業者は事前に相談がなかったと批判している。"
        "議会は来月、この計画を採決する予定だ。" * 2
    )
    (draft,) = write_texts(material(article("風力発電計画", japanese, language="ja")), VOCABULARY)
    assert draft.summary.endswith("。")
    assert " " not in draft.summary
    assert "採決" in draft.summary or draft.analysis.coming is not None
