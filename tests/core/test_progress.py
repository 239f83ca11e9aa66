"""A story that has gone on is told by its latest step."""

import pytest

from bot.core.lead import lead_article
from bot.core.progress import latest_step
from bot.core.texts import write_texts

from .stories import NOON, VOCABULARY, article, hours, material, scored
from .test_score import REPORT

TALK = "No agreement has been reached, and the talks could still fail. "
RUMOUR = article("Vellum is said to be in talks to buy Pipwick", TALK + REPORT, number=1)
RUMOUR_ZH = article(
    "传维伦正在洽谈收购皮普维克", "目前尚未达成协议。" * 40, number=2, language="zh-Hans"
)
LATER = NOON + hours(35)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Vellum confirms it will buy Pipwick for $14 billion", "en"),
        ("Vellum buys Pipwick after months of talks", "en"),
        ("Vellum denies it is in talks to buy Pipwick", "en"),
        ("Vellum calls off talks to buy Pipwick", "en"),
        ("Vellum confirms it is in talks to buy Pipwick", "en"),
        ("Vellum completes Pipwick deal", "en"),
        ("Vellum and Pipwick announce deal", "en"),
        ("Vellum walks away from Pipwick deal", "en"),
        ("维伦确认以140亿美元收购皮普维克", "zh-Hans"),
        ("維倫以140億美元收購皮普維克", "zh-Hant"),
        ("维伦否认收购皮普维克", "zh-Hans"),
        ("维伦放弃收购皮普维克", "zh-Hans"),
        ("维伦完成对皮普维克的收购", "zh-Hans"),
        ("经过数月谈判，维伦收购皮普维克", "zh-Hans"),
    ],
)
def test_the_latest_step_leads_however_short(title: str, language: str) -> None:
    step = article(title, "It was told on Monday.", number=3, language=language, at=LATER)
    recap = article(
        "How Vellum came to be in talks to buy Pipwick",
        TALK + REPORT,
        number=4,
        at=LATER + hours(2),
        reputation=0.9,
    )
    assert latest_step([recap, step, RUMOUR, RUMOUR_ZH]) == [step]
    assert lead_article([recap, step, RUMOUR, RUMOUR_ZH]) == step


@pytest.mark.parametrize(
    ("earlier", "title", "text"),
    [
        ("", "Vellum shares rise on Pipwick takeover talks", ""),
        ("", "Why Vellum buys Pipwick", ""),
        (
            "",
            "Pipwick acquisition lifts Vellum",
            "Vellum is in talks to buy Pipwick, Herald said.",
        ),
        ("", "Vellum sues Herald over manuals", ""),
        ("", "Vellum and Pipwick, a short history", ""),
        ("Vellum buys Pipwick", "Vellum buys Pipwick for $2 billion", ""),
        ("Vellum may open an office", "Vellum in the news", ""),
        ("Vellum may open an office", "Vellum official in the news", ""),
    ],
)
def test_other_words_for_the_same_step_are_no_later_one(
    earlier: str, title: str, text: str
) -> None:
    first = article(earlier, number=1) if earlier else RUMOUR
    other = article(title, text, number=2, at=LATER)
    assert latest_step([first, other]) == [first, other]


def test_what_came_at_one_time_is_of_one_step() -> None:
    deal = article("Vellum buys Pipwick", number=2)
    assert latest_step([deal, RUMOUR]) == [RUMOUR, deal]


def test_a_confirmation_follows_a_denial_and_a_completion_a_deal() -> None:
    denial = article("Vellum denies it buys Pipwick", number=3, at=NOON + hours(1))
    deal = article("Vellum buys Pipwick", number=4, at=LATER)
    end = article("Vellum completes purchase of Pipwick", number=5, at=LATER + hours(9))
    assert latest_step([RUMOUR, denial, deal]) == [deal]
    assert latest_step([deal, RUMOUR, end, denial]) == [end]


def test_talk_of_a_release_ends_with_the_release() -> None:
    talk = article("OpenAI could launch a new model in June", REPORT, number=1)
    release = article("OpenAI launches new model GPT-7", number=2, at=LATER)
    assert latest_step([talk, release]) == [release]


def test_each_language_is_told_the_step_that_the_story_has_come_to() -> None:
    deal = article("Vellum confirms it buys Pipwick", "Short.", number=3, at=LATER)
    recap = article("Talks with Pipwick, recalled", TALK + REPORT, number=4, at=LATER + hours(1))
    story = material(RUMOUR_ZH, deal, recap)
    texts = write_texts(story, VOCABULARY, [])
    assert [text.title for text in texts] == [deal.title, RUMOUR_ZH.title]


def test_what_became_sure_is_no_longer_in_doubt_though_its_report_recalls_the_talk() -> None:
    recalled = "Vellum bought Pipwick. It was in talks for weeks, reportedly. Rumours grew."
    deal = article("Vellum confirms it buys Pipwick", recalled, number=3, at=LATER)
    assert scored(material(RUMOUR), ["mergers"], LATER).facts["hedge"]
    assert scored(material(RUMOUR, deal), ["mergers"], LATER).facts["hedge"] == 0
