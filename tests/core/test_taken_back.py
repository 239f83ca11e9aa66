"""What was denied or corrected does not speak for a story any more."""

import pytest

from bot.core.briefing import told_articles
from bot.core.lead import lead_article
from bot.core.news import Article
from bot.core.progress import is_announced
from bot.core.taken_back import standing
from bot.core.texts import write_texts

from .stories import NOON, VOCABULARY, article, hours, material
from .test_score import REPORT


def told(title: str, publisher: str = "Herald", language: str = "en", number: int = 1) -> Article:
    return article(title, REPORT, number=number, publisher=publisher, language=language)


def later(
    title: str, publisher: str = "Gazette", language: str = "en", after: float = 3
) -> Article:
    return article(
        title,
        "It was told on Monday.",
        number=10 + int(after),
        publisher=publisher,
        language=language,
        at=NOON + hours(after),
        reputation=0.3,
    )


FACT = told("Vellum has bought Pipwick")


@pytest.mark.parametrize(
    ("fact", "denial", "language"),
    [
        ("Vellum has bought Pipwick", "Vellum denies it has bought Pipwick", "en"),
        ("Vellum buys Pipwick for $2 billion", "Pipwick: takeover report is false", "en"),
        ("Vellum lays off 900 people", "Vellum says reports of layoffs are untrue", "en"),
        ("Vellum's chief resigns", "Vellum denies that its chief has stepped down", "en"),
        ("Vellum has closed its library", "Vellum denies it has closed the library", "en"),
        ("Vellum has bought Pipwick", "Herald retracts report that Vellum bought Pipwick", "en"),
        ("维伦收购皮普维克", "维伦否认收购皮普维克", "zh-Hans"),
        ("维伦裁员900人", "维伦辟谣：裁员消息不实", "zh-Hans"),
        ("Vellum übernimmt Pipwick", "Vellum dementiert Kauf von Pipwick", "de"),
        ("Vellum rachète Pipwick", "Vellum dément le rachat de Pipwick", "fr"),
        ("Vellum compra Pipwick", "Vellum desmiente la compra de Pipwick", "es"),
        ("Vellum купила Pipwick", "Vellum опровергла покупку Pipwick", "ru"),
        ("ベラム、ピプウィックを買収", "ベラム、ピプウィック買収を否定", "ja"),
    ],
)
def test_a_denial_leads_where_a_fact_was_told_flatly(
    fact: str, denial: str, language: str
) -> None:
    first = told(fact, language=language)
    copy = told(fact, "Tribune", language, number=2)
    last = later(denial, language=language)
    assert standing([first, copy, last]) == [last]
    assert lead_article([first, copy, last]) == last


@pytest.mark.parametrize(
    ("fact", "denial"),
    [
        ("Regulator fines Vellum", "Vellum denies the fine"),
        ("Pipwick sues Vellum over manuals", "Vellum denies copying manuals of Pipwick"),
        ("Police arrest chief of Vellum", "Vellum denies that its chief broke the law"),
        ("作家起诉维伦", "维伦否认抄袭"),
        ("Vellum buys Pipwick", "Vellum denies that it lays off people"),
        ("Vellum opens a library", "Vellum denies that it spies on readers of its newspaper"),
        ("Vellum sued by Pipwick", "Vellum denies it is sued"),
    ],
)
def test_what_an_authority_did_or_nobody_denied_stands(fact: str, denial: str) -> None:
    articles = [told(fact), later(denial)]
    assert standing(articles) == articles
    assert lead_article(articles) == articles[0]


@pytest.mark.parametrize(
    ("fact", "denial", "language"),
    [
        ("Vellum lays off 900 people", "Vellum denies robots were behind the layoffs", "en"),
        ("Vellum lays off 900 people", "Vellum denies the layoffs were illegal", "en"),
        ("Vellum raises $4 billion", "Vellum denies it raised at a $90 billion valuation", "en"),
        ("Vellum buys Pipwick", "Vellum denies it bought Pipwick for $9 billion", "en"),
        ("Vellum opens Reader 6", "Vellum denies opening of Reader 6 leaked names", "en"),
        ("Vellum recalls 20,000 lamps", "Vellum denies bulbs fail in recalled lamps", "en"),
        ("维伦裁员900人", "维伦否认裁员与机器人有关", "zh-Hans"),
        ("維倫裁員900人", "維倫否認裁員與機器人有關", "zh-Hant"),
        ("ベラム、900人を解雇", "ベラム、解雇とロボットの関連を否定", "ja"),
        ("Vellum entlässt 900", "Vellum dementiert Entlassungen wegen Robotern", "de"),
        ("Vellum licencie 900", "Vellum dément tout licenciement lié aux robots", "fr"),
        ("Vellum despide a 900", "Vellum niega que los despidos se deban a los robots", "es"),
        ("Vellum уволила 900", "Vellum опровергла увольнения из-за роботов", "ru"),
    ],
)
def test_who_denies_why_or_how_it_happened_does_not_deny_that_it_did(
    fact: str, denial: str, language: str
) -> None:
    articles = [told(fact, language=language), later(denial, language=language)]
    assert standing(articles) == articles


def test_what_a_denial_in_another_language_is_of_must_be_plain() -> None:
    articles = [told("维伦图书馆关门", language="zh-Hans"), later("Vellum denies reports")]
    assert standing(articles) == articles


def test_who_repeats_the_fact_after_its_denial_does_not_bring_it_back() -> None:
    denial = later("Vellum denies it has bought Pipwick")
    late = later("Vellum bought Pipwick", "Tribune", after=5)
    assert lead_article([FACT, denial, late]) == denial


@pytest.mark.parametrize(
    "titles",
    [
        ["Vellum confirms it has bought Pipwick"],
        ["Vellum announces it buys Pipwick"],
        ["Vellum buys Pipwick for $4 billion", "Pipwick bought by Vellum for $4 billion"],
    ],
)
def test_a_fact_that_comes_true_after_its_denial_is_told_again(titles: list[str]) -> None:
    denial = later("Vellum denies it has bought Pipwick")
    news = [later(title, f"Paper {at}", after=5 + at) for at, title in enumerate(titles)]
    assert lead_article([FACT, denial, *news]) in news


@pytest.mark.parametrize(
    ("fact", "denial", "news", "language"),
    [
        ("維倫收購皮普維克", "維倫否認收購皮普維克", "維倫宣佈收購皮普維克", "zh-Hant"),
        ("ベラム、ピプウィックを買収", "ベラム、買収を否定", "ベラム、買収を正式発表", "ja"),
        (
            "Vellum übernimmt Pipwick",
            "Vellum dementiert Übernahme",
            "Offiziell: Vellum übernimmt Pipwick",
            "de",
        ),
        ("Vellum rachète Pipwick", "Vellum dément le rachat", "Vellum annonce le rachat", "fr"),
        ("Vellum compra Pipwick", "Vellum desmiente la compra", "Vellum anuncia la compra", "es"),
        ("Vellum купила Pipwick", "Vellum опровергла покупку", "Vellum объявила о покупке", "ru"),
    ],
)
def test_what_its_doer_announces_after_the_denial_is_told_again_in_every_language(
    fact: str, denial: str, news: str, language: str
) -> None:
    last = later(news, "Tribune", language, after=5)
    assert (
        lead_article([told(fact, language=language), later(denial, language=language), last])
        == last
    )


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("維倫未正式發表收購", "zh-Hant"),
        ("ベラム、買収を発表か", "ja"),
        ("Vellum hat die Übernahme nicht offiziell gemacht", "de"),
        ("Vellum gibt keine Übernahme bekannt", "de"),
        ("Vellum ist offizieller Partner von Pipwick", "de"),
        ("Vellum réagit à l'annonce du rachat", "fr"),
        ("Vellum, partenaire officiel de Pipwick", "fr"),
        ("Vellum, socio oficial de Pipwick", "es"),
        ("Vellum no anuncia la compra", "es"),
        ("Vellum не объявила о покупке", "ru"),
    ],
)
def test_what_is_not_announced_or_only_near_a_word_of_it_is_no_announcement(
    title: str, language: str
) -> None:
    assert not is_announced(told(title, language=language))


def test_talk_that_is_denied_and_then_comes_true_stands() -> None:
    talk = told("Vellum in talks to buy Pipwick")
    denial = later("Vellum denies it buys Pipwick")
    deal = later("Vellum buys Pipwick", "Tribune", after=9)
    assert lead_article([talk, denial, deal]) == deal


def test_a_denied_fact_is_told_in_no_language() -> None:
    chinese = told("维伦收购皮普维克", "Tribune", "zh-Hans", number=2)
    denial = later("Vellum denies it has bought Pipwick")
    texts = write_texts(material(FACT, chinese, denial), VOCABULARY)
    assert [(text.language, text.title) for text in texts] == [("en", denial.title)]
    assert told_articles(material(FACT, chinese, denial)) == [denial]


WRONG = told("Vellum buys Pipwick for $5 billion")


@pytest.mark.parametrize(
    "title",
    [
        "Correction: Vellum buys Pipwick for $3 billion",
        "CORRECTED-Vellum buys Pipwick for $3 billion",
        "Vellum buys Pipwick for $3 billion (corrected)",
        "Clarification: Vellum buys Pipwick for $3 billion, not $5 billion",
    ],
)
def test_a_corrected_report_leads_before_what_it_corrects_and_all_that_repeat_it(
    title: str,
) -> None:
    corrected = later(title, "Herald")
    copy = told("Pipwick goes to Vellum for $5 billion", "Tribune", number=2)
    chinese = told("维伦以50亿美元收购皮普维克", "Post", "zh-Hans", number=3)
    right = told("维伦以30亿美元收购皮普维克", "Star", "zh-Hans", number=4)
    articles = [WRONG, copy, chinese, right, corrected]
    assert standing(articles) == [right, corrected]
    assert lead_article(articles) == corrected
    assert lead_article(articles, "zh-Hans") == right


@pytest.mark.parametrize(
    ("wrong", "right", "language"),
    [
        ("维伦裁员900人", "更正：维伦裁员90人", "zh-Hans"),
        ("Vellum übernimmt Pipwick", "Korrektur: Vellum übernimmt Pipwick Nord", "de"),
        ("ベラム、900人を削減", "訂正：ベラム、90人を削減", "ja"),
        ("Vellum rachète Pipwick", "Rectificatif : Vellum rachète Pipwick Nord", "fr"),
        ("Vellum compra Pipwick", "Corrección: Vellum compra Pipwick Norte", "es"),
        ("Vellum купила Pipwick", "Исправлено: Vellum купила Pipwick Nord", "ru"),
    ],
)
def test_corrections_are_known_in_every_language(wrong: str, right: str, language: str) -> None:
    first, corrected = told(wrong, language=language), later(right, "Herald", language)
    assert standing([first, corrected]) == [corrected]


def test_of_two_corrections_the_last_stands_and_a_later_step_leads() -> None:
    once = later("Correction: Vellum buys Pipwick for $3 billion", "Herald")
    twice = later("Correction: Vellum buys Pipwick for $4 billion", "Herald", after=5)
    end = later("Vellum completes purchase of Pipwick", "Tribune", after=30)
    assert lead_article([WRONG, once, twice]) == twice
    assert lead_article([WRONG, once, twice, end]) == end


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Vellum buys Pipwick for $3 billion", "Herald"),
        ("Correction: Vellum buys Pipwick for $3 billion", "Tribune"),
        ("Correction: mayor of Halden is sixty", "Herald"),
    ],
)
def test_a_correction_takes_back_what_its_publisher_told_in_the_same_words(
    title: str, publisher: str
) -> None:
    assert standing([WRONG, later(title, publisher)])[0] == WRONG
