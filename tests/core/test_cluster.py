from datetime import datetime
from typing import Any, cast

import pytest

from bot.core import cluster, likeness
from bot.core.cluster import RULES, WINDOW, Features, Json, Placement, StoryIndex, features
from bot.core.news import StoryId

from .stories import NOON, VOCABULARY, hours

ONE, TWO, THREE = StoryId(1), StoryId(2), StoryId(3)

ROUND_EN = (
    "OpenAI raises $40 billion in a round led by SoftBank",
    (
        "OpenAI has raised $40 billion in new funding led by SoftBank, valuing the maker of"
        " ChatGPT at $300 billion. Part of the money pays for the Stargate data centers."
    ),
)
ROUND_EN_OTHER = (
    "SoftBank leads record $40 billion funding for OpenAI",
    (
        "ChatGPT maker OpenAI closed a $40 billion financing, the largest ever for a private"
        " company, at a valuation of $300 billion. SoftBank provides most of the funding for its"
        " data centers."
    ),
)
ROUND_ZH = (
    "OpenAI完成400亿美元融资，软银领投",
    (
        "OpenAI宣布完成400亿美元新一轮融资，由软银领投，投后估值达3000亿美元。"
        "资金将用于星际之门数据中心建设和人工智能研究。"
    ),
)
ROUND_ZH_OTHER = (
    "软银领投400亿美元，OpenAI估值3000亿美元",
    (
        "ChatGPT开发商OpenAI完成史上最大一轮融资，软银领投400亿美元，公司估值达3000亿美元，"
        "部分资金用于数据中心建设。"
    ),
)
ROUND_HANT = (
    "OpenAI完成400億美元融資，軟銀領投",
    "OpenAI宣布完成400億美元新一輪融資，由軟銀領投，估值達3000億美元，資金將用於數據中心。",
)


def read(story: tuple[str, str], language: str = "en") -> Features:
    return features(*story, language, VOCABULARY)


def place(
    index: StoryIndex,
    story: tuple[str, str],
    language: str = "en",
    *,
    at: datetime = NOON,
    publisher: str = "Other",
) -> Placement:
    return index.place(read(story, language), at, publisher)


def index_of(*stories: tuple[str, str], language: str = "en") -> StoryIndex:
    index = StoryIndex()
    for number, story in enumerate(stories, start=1):
        index.add(StoryId(number), read(story, language), f"Publisher {number}", NOON)
    return index


def looks(placement: Placement) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", placement.why["nearest"])


def test_the_first_article_opens_a_story() -> None:
    placement = place(StoryIndex(), ROUND_EN)
    placed_by: dict[str, Json] = {"rules": RULES, "nearest": []}
    assert placement == Placement(story_id=None, similarity=0.0, near=(), why=placed_by)


@pytest.mark.parametrize(
    ("first", "language", "second", "other_language"),
    [
        (ROUND_EN, "en", ROUND_EN_OTHER, "en"),
        (ROUND_ZH, "zh-Hans", ROUND_ZH_OTHER, "zh-Hans"),
        (ROUND_HANT, "zh-Hant", ROUND_ZH_OTHER, "zh-Hans"),
        (ROUND_EN, "en", ROUND_ZH, "zh-Hans"),
        (ROUND_ZH_OTHER, "zh-Hans", ROUND_EN_OTHER, "en"),
        (
            (
                "EU fines Meta 200 million euros over its ads",
                "The European Commission fined Meta.",
            ),
            "en",
            ("欧盟对Meta罚款2亿欧元", "欧盟委员会就广告业务对Meta处以2亿欧元罚款。"),
            "zh-Hans",
        ),
        (
            ("Google launches Gemini 3.1 Pro in preview", "The reasoning model is in AI Studio."),
            "en",
            ("谷歌发布Gemini 3.1 Pro预览版", "该模型强化了推理能力，已在AI Studio上线。"),
            "zh-Hans",
        ),
    ],
)
def test_reports_of_one_event_meet_within_and_across_languages(
    first: tuple[str, str], language: str, second: tuple[str, str], other_language: str
) -> None:
    index = index_of(first, language=language)
    placement = place(index, second, other_language)
    assert placement.story_id == ONE, placement.why


@pytest.mark.parametrize(
    ("first", "second", "veto"),
    [
        (
            ("Vellum AI raises $20 million Series A", "Vellum AI builds tools for writers."),
            ("Vellum AI raises $80 million Series B", "Vellum AI builds tools for writers."),
            "round",
        ),
        (
            ("OpenAI raises $40 billion from investors", "The funding of OpenAI is a record."),
            ("OpenAI raises $6.6 billion from investors", "The funding of OpenAI is a record."),
            "amount",
        ),
        (
            ("Vellum lays off 6,000 people", "The layoffs at Vellum hit many teams."),
            ("Vellum lays off 9,000 people", "The layoffs at Vellum hit many teams."),
            "amount",
        ),
        (
            ("OpenAI releases GPT-5.4 to all users", "The new model of OpenAI is faster."),
            ("OpenAI releases GPT-5.5 to all users", "The new model of OpenAI is faster."),
            "version",
        ),
        (
            ("Microsoft cuts 6,000 jobs in AI reorganization", "The layoffs hit many teams."),
            ("Amazon cuts 6,000 jobs in AI reorganization", "The layoffs hit many teams."),
            "actor",
        ),
    ],
)
def test_events_that_only_sound_alike_stay_apart(
    first: tuple[str, str], second: tuple[str, str], veto: str
) -> None:
    placement = place(index_of(first), second)
    assert placement.story_id is None
    assert looks(placement)[0]["refused"] == veto


def test_two_events_of_one_company_stay_apart() -> None:
    launch = (
        "Northwind Labs opens its smallest model",
        (
            "Northwind Labs put the weights of Gale Mini online. It fits on a phone, answers"
            " in thirty languages and may be used freely by small firms. People had asked for"
            " privacy, the makers say. Testers praised its summaries but not its arithmetic,"
            " and a chemistry teacher in Halden built a quiz with it within one afternoon."
            " A newspaper let it correct a crossword, which it did with more courage than care."
            " The next version should read handwriting and draw simple maps before summer ends."
        ),
    )
    office = (
        "Northwind Labs moves to the harbour",
        (
            "Northwind Labs takes over an empty warehouse beside the ferry in Halden. The rent is"
            " fair. Architects will keep the brick walls and put a kindergarten under the roof."
            " Neighbours worry about traffic, the mayor about parking, and the ferry company hopes"
            " that two hundred commuters will buy tickets every morning. Furniture arrives by boat"
            " in March, with a piano nobody ordered and eleven cactuses from the old place. Its"
            " former landlord is looking for a dentist, a bakery or anybody else with patience."
        ),
    )
    placement = place(index_of(launch), office)
    assert placement.story_id is None
    assert looks(placement)[0]["words"][0] in {"halden", "northwind"}


def test_an_unrelated_article_finds_nothing_near() -> None:
    placement = place(index_of(ROUND_EN), ("Typhoon closes ports", "Ships wait offshore."))
    assert placement.story_id is None


def test_the_likeliest_of_several_stories_is_chosen_and_the_reason_kept() -> None:
    other = ("Anthropic opens a Tokyo office", "Anthropic hires in Japan.")
    placement = place(index_of(other, ROUND_EN), ROUND_EN_OTHER)
    assert placement.story_id == TWO
    best = looks(placement)[0]
    assert best["story"] == TWO
    assert "softbank" in best["words"]
    assert best["across"] is False


def test_placing_changes_nothing() -> None:
    index = index_of(ROUND_EN)
    first, second = (place(index, ROUND_ZH, "zh-Hans") for _ in range(2))
    assert first == second
    assert len(index) == 1


def test_the_same_article_is_wholly_alike() -> None:
    assert place(index_of(ROUND_EN), ROUND_EN).similarity == pytest.approx(1, abs=0.01)


def test_a_publisher_must_be_more_alike_to_itself() -> None:
    index = index_of(ROUND_EN)
    own = looks(place(index, ROUND_EN_OTHER, publisher="Publisher 1"))[0]
    other = looks(place(index, ROUND_EN_OTHER, publisher="Other"))[0]
    assert own["needed"] > other["needed"]


def test_likeness_must_grow_with_the_time_between() -> None:
    index = index_of(ROUND_EN)
    soon = looks(place(index, ROUND_EN_OTHER, at=NOON + hours(1)))[0]
    late = looks(place(index, ROUND_EN_OTHER, at=NOON + hours(70)))[0]
    assert late["needed"] > soon["needed"]
    assert late["hours"] == 70


def test_a_story_older_than_the_window_is_not_joined() -> None:
    placement = place(index_of(ROUND_EN), ROUND_EN_OTHER, at=NOON + WINDOW + hours(1))
    assert placement.story_id is None


def test_a_late_report_of_an_earlier_day_still_joins() -> None:
    assert place(index_of(ROUND_EN), ROUND_EN_OTHER, at=NOON - hours(20)).story_id == ONE


def test_stories_past_the_window_are_forgotten_and_living_ones_kept() -> None:
    index = index_of(ROUND_EN)
    other = ("Typhoon closes ports", "Ships wait offshore.")
    index.add(TWO, read(other), "Other", NOON + hours(1))
    index.add(ONE, read(ROUND_EN_OTHER), "Other", NOON + hours(60))
    index.add(THREE, read(("Chess", "A match.")), "Other", NOON + hours(100))
    assert len(index) == 2
    assert place(index, ROUND_EN, at=NOON + hours(101)).story_id == ONE
    index.add(THREE, read(("Chess", "A match.")), "Other", NOON + hours(500))
    assert len(index) == 1


def test_forgetting_a_story_leaves_those_that_share_its_words() -> None:
    index = index_of(ROUND_EN)
    index.add(TWO, read(ROUND_EN_OTHER), "Other", NOON + hours(60))
    index.add(THREE, read(("Chess", "A match.")), "Other", NOON + hours(100))
    assert len(index) == 2
    assert place(index, ROUND_EN, at=NOON + hours(101)).story_id == TWO


def test_a_story_in_two_languages_is_compared_in_the_articles_own() -> None:
    index = index_of(ROUND_EN)
    index.add(ONE, read(ROUND_ZH, "zh-Hans"), "Other", NOON)
    placement = place(index, ROUND_ZH_OTHER, "zh-Hans")
    assert placement.story_id == ONE
    assert looks(placement)[0]["across"] is False


def test_an_article_without_words_is_placed_alone() -> None:
    index = index_of(("", ""))
    assert place(index, ("", "")).story_id is None
    assert place(index, ROUND_EN).story_id is None


def test_two_names_of_one_company_alone_are_not_alike_within_one_language() -> None:
    index = index_of(("英伟达", ""), language="zh-Hans")
    assert place(index, ("辉达", ""), "zh-Hans").similarity == 0


def test_names_that_everybody_knows_do_not_join_two_languages_alone() -> None:
    index = StoryIndex()
    index.add(ONE, read(("Apple loses a chief to Meta, Bloomberg says", "")), "One", NOON)
    looked = index.nearest(read(("彭博社：苹果与Meta谈判", ""), "zh-Hans"), NOON)
    assert [(look.story, look.likeness) for look in looked] == [(ONE, 0.0)]


def test_a_long_story_keeps_its_heaviest_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_STORY_TERMS", 5)
    index = index_of(ROUND_EN)
    assert place(index, ROUND_EN_OTHER).story_id == ONE


def test_a_common_term_is_looked_up_in_its_latest_stories_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_LATEST", 2)
    index = index_of(*[("Vellum", "")] * 5)
    nearest = looks(place(index, ("Vellum", "")))
    assert [look["story"] for look in nearest] == [4, 5]


def test_word_frequencies_fade_so_that_rarity_follows_the_news(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(likeness, "_FORGETTING", 2)
    index = index_of(ROUND_EN, ROUND_EN_OTHER, ROUND_EN)
    assert place(index, ROUND_EN_OTHER).story_id is not None
