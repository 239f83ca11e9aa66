from datetime import timedelta

import pytest

from bot.core.background import Earlier, background, names_of

from .stories import NOON, article

LEAD = article(
    "Court fines Vellum",
    "A court in Oslo fined Vellum over Quill 2 on Monday, said Ada Moe of Aldergate-Fund.",
)


def earlier(title: str, *tags: str, days: int = 3, language: str = "en") -> Earlier:
    return Earlier(at=NOON - timedelta(days=days), titles={language: title}, tags=frozenset(tags))


def test_names_are_capitals_in_the_middle_of_a_sentence() -> None:
    assert names_of(LEAD) == {"Oslo", "Vellum", "Quill", "Ada", "Moe", "Aldergate-Fund"}


def test_earlier_stories_share_a_tag_and_a_name() -> None:
    same = earlier("Vellum moves", "legal")
    others = [earlier("Vellum moves again", "chips"), earlier("Corvane fined", "legal")]
    assert background(LEAD, ["legal"], [*others, same]) == (same,)


def test_more_names_come_first_then_more_tags_then_the_newer() -> None:
    newer = earlier("Vellum grows", "legal", days=1)
    tagged = earlier("Vellum shrinks", "legal", "chips", days=2)
    named = earlier("Vellum shows Quill", "legal", days=9)
    assert background(LEAD, ["legal", "chips"], [newer, tagged, named]) == (named, tagged)


def test_a_title_told_twice_is_given_once_and_other_languages_not_at_all() -> None:
    twice = [earlier("Vellum grows", "legal", days=day) for day in (1, 2)]
    foreign = earlier("Vellum w\u00e4chst", "legal", language="de")
    assert background(LEAD, ["legal"], [*twice, foreign]) == (twice[0],)


def test_chinese_titles_are_found_by_their_latin_names() -> None:
    lead = article("Vellum被罚款", "奥斯陆法院对Vellum处以罚款。", language="zh-Hans")
    before = earlier("Vellum搬迁", "legal", language="zh-Hans")
    assert background(lead, ["legal"], [before]) == (before,)


@pytest.mark.parametrize(
    ("title", "text", "language", "before"),
    [
        ("Order", "An order for Vellum Robotics is out.", "en", "Pipwick Robotics goes public"),
        ("Order", "An order for Vellum Labs, Inc is out.", "en", "Pipwick Labs, Inc goes public"),
        ("Order", "A plan of Vellum Legal is out.", "en", "Pipwick Legal goes public"),
        ("订单", "Vellum Robotics 拿下订单。", "zh-Hans", "Pipwick Robotics 上市"),
        (
            "Auftrag",
            "Das meldet Vellum Robotik AG heute.",
            "de",
            "Pipwick Robotik AG an der Börse",
        ),
    ],
)
def test_a_trade_a_tag_or_a_legal_form_in_both_names_makes_no_background(
    title: str, text: str, language: str, before: str
) -> None:
    lead = article(title, text, language=language)
    other = earlier(before, "legal", language=language)
    same = earlier(before.replace("Pipwick", "Vellum"), "legal", language=language)
    assert background(lead, ["legal"], [other, same]) == (same,)
