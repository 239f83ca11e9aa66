"""What somebody paid for is an advertisement, whatever it promises."""

from dataclasses import replace

import pytest

from bot.core.advertising import is_advertisement
from bot.core.genre import Genre, genre_of
from bot.core.intake import to_draft
from bot.core.lead import lead_article

from .stories import NOON, TAXONOMY, article, material, scored
from .test_intake import NOW, PLAIN, SOURCE, item
from .test_score import REPORT


@pytest.mark.parametrize(
    "title",
    [
        "Sponsored: Vellum raises $40 million",
        "SPONSORED CONTENT | Vellum raises $40 million",
        "[Advertisement] Vellum raises $40 million",
        "Paid Post – Vellum raises $40 million",
        "Partner content: Vellum raises $40 million",
        "Sponsored by Vellum: how to write",
        "推广｜维伦融资4000万美元",
        "【广告】维伦融资4000万美元",
        "赞助内容：维伦融资4000万美元",
        "廣告：維倫融資4000萬美元",
        "Anzeige: Vellum wächst",
        "Contenu sponsorisé : Vellum grandit",
        "Patrocinado: Vellum crece",
        "На правах рекламы: Vellum растёт",
        "【広告】ベラムが資金調達",
    ],
)
def test_what_begins_with_a_label_is_an_advertisement(title: str) -> None:
    assert genre_of(title) is Genre.ADVERTISEMENT


@pytest.mark.parametrize(
    "title",
    [
        "Sponsored hackathon ends in Oslo",
        "Advertisement revenue of Vellum grows",
        "Regulator bans advertisements: what is known",
        "OpenAI brings advertising to its assistant",
        "广告业务增长：谷歌发布财报",
        "国务院推广人工智能应用",
        "Partner content deals: publishers sue",
    ],
)
def test_news_about_advertising_is_no_advertisement(title: str) -> None:
    assert not is_advertisement(title)


def test_an_advertisement_changes_little_and_is_about_no_topic() -> None:
    title = "Nvidia raises $40 billion for its chips"
    news, paid = article(title, REPORT), article(f"Sponsored: {title}", REPORT)
    tags = TAXONOMY.tag(news.title, news.text)
    assert tags
    assert TAXONOMY.tag(paid.title, paid.text) == []
    assert (
        scored(material(paid), tags, NOON).impact < scored(material(news), tags, NOON).impact / 2
    )


def test_an_advertisement_does_not_speak_for_what_others_report() -> None:
    paid = article("Sponsored: Vellum", REPORT, number=1, reputation=0.9)
    report = article("Vellum opens", "Short.", number=2)
    assert lead_article([paid, report]) == report
    assert lead_article([paid]) == paid


@pytest.mark.parametrize(
    ("title", "categories", "labelled"),
    [
        ("Vellum grows", ("AI", "Sponsored"), "Sponsored: Vellum grows"),
        ("维伦增长", ("推广",), "推广: 维伦增长"),
        ("Sponsored: Vellum grows", ("Sponsored",), "Sponsored: Vellum grows"),
        ("Vellum grows", ("Advertising", "AI"), "Vellum grows"),
    ],
)
def test_a_category_that_is_a_label_is_put_before_the_title(
    title: str, categories: tuple[str, ...], labelled: str
) -> None:
    entry = replace(PLAIN, title=title, categories=categories)
    assert to_draft(SOURCE, item(entry), None, NOW).title == labelled
