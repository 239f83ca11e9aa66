from datetime import timedelta

import pytest

from bot.core.news import Facts
from bot.render.reasons import render_reasons
from tests.render.samples import NOW, story, view

FACTS: Facts = {
    "publishers": 5,
    "originals": 5,
    "publishers_zh": 2,
    "publishers_en": 3,
    "span_hours": 12,
    "hot_at": (NOW - timedelta(hours=3)).isoformat(),
    "reputation": 81.6,
    "primary": 1,
    "words": 1250,
    "figures": 6,
    "quotes": 1,
    "clickbait": 55,
    "event": "funding",
    "money_usd": 2.95e11,
    "entities": 4,
    "scope": 60,
}


OVERALL = "Overall 70: decides the order, and whether it reaches your digest."


def test_every_axis_has_its_reasons_on_one_line() -> None:
    assert render_reasons(view(), story(facts=FACTS).scores) == (
        (
            "🔥 Hot 75: "
            "5 independent publishers within 12 hours, 2 of them Chinese, the last one 3 hours ago"
        ),
        (
            "✍️ Quality 65: sources rated 82 of 100, told by those who made the news, "
            "1,250 words, 6 figures, 1 quotation, a title that promises a lot"
        ),
        (
            "🌍 Impact 70: #funding, a matter of $295B, 4 well-known names, reaching a whole"
            " industry, told by 5 publishers"
        ),
        OVERALL,
    )


def test_the_reasons_read_well_in_chinese() -> None:
    assert render_reasons(view("zh-Hans"), story(facts=FACTS).scores) == (
        "🔥 热度 75：12小时内有5家独立媒体报道，其中2家为中文媒体，最近一家在3小时前",
        (
            "✍️ 质量 65：来源信誉82分（满分100分），有当事方的第一手消息，"
            "正文1,250词，6处数据，1处引语，标题有些夸张"
        ),
        "🌍 影响 70：#融资，涉及2950亿美元，涉及4个知名机构，波及整个行业，有5家媒体报道",
        "综合 70：决定排序，以及能否进入您的简报。",
    )


def test_a_single_publisher_is_counted_alone() -> None:
    facts: Facts = {"publishers": 1, "hot_at": (NOW - timedelta(days=2)).isoformat()}
    hot, *_ = render_reasons(view(), story(facts=facts).scores)
    assert hot == "🔥 Hot 75: 1 publisher, 2 days ago"


def test_without_facts_the_scores_stand_alone() -> None:
    assert render_reasons(view(), story(facts={"words": "many"}).scores) == (
        "🔥 Hot 75",
        "✍️ Quality 65",
        "🌍 Impact 70",
        OVERALL,
    )


def test_copies_and_a_forums_points_are_told() -> None:
    facts: Facts = {**FACTS, "originals": 3, "publishers_zh": 0, "points": 210, "comments": 80}
    hot, *_ = render_reasons(view(), story(facts=facts).scores)
    assert hot == (
        "🔥 Hot 75: 5 publishers within 12 hours (2 with the text of another), "
        "the last one 3 hours ago, 210 points on Hacker News"
    )


def test_a_continent_is_more_than_a_country() -> None:
    *_, impact, _ = render_reasons(view(), story(facts={"scope": 90}).scores)
    assert impact == "🌍 Impact 70: reaching many countries"


def test_a_paywall_and_doubts_are_told() -> None:
    facts: Facts = {"paywalled": 1, "hedge": 75}
    _, quality, impact, _ = render_reasons(view(), story(facts=facts).scores)
    assert quality == "✍️ Quality 65: only the beginning is free to read"
    assert impact == "🌍 Impact 70: much of it not certain yet"


def test_what_one_source_says_and_what_nobody_says_is_told_as_it_is() -> None:
    facts: Facts = {"publishers": 1, "reputation": 50, "words": 0, "scope": 10}
    _, quality, impact, _ = render_reasons(view(), story(facts=facts).scores)
    assert quality == "✍️ Quality 65: a source rated 50 of 100, only the title is known"
    assert impact == "🌍 Impact 70"


def test_a_span_of_days_is_told_in_days_in_the_case_that_each_language_asks_for() -> None:
    facts: Facts = {**FACTS, "span_hours": 72}
    told = [
        render_reasons(view(language), story(facts=facts).scores)[0]
        for language in ("en", "zh-Hans", "de", "ru")
    ]
    assert told == [
        "🔥 Hot 75: 5 independent publishers within 3 days, 2 of them Chinese, the last one 3 hours ago",  # noqa: E501 - one line for readers
        "🔥 热度 75：3天内有5家独立媒体报道，其中2家为中文媒体，最近一家在3小时前",
        "🔥 Resonanz 75: 5 unabhängige Medien innerhalb von 3 Tagen, 2 davon auf Chinesisch, zuletzt vor 3 Stunden",  # noqa: E501 - as above
        "🔥 Резонанс 75: независимых изданий за 3 дня: 5, из них на китайском: 2, последнее 3 часа назад",  # noqa: E501 - as above
    ]


def test_what_makes_one_release_weigh_more_than_another_is_told() -> None:
    one, many = (
        render_reasons(view(), story(facts={"event": "model-release", "publishers": n}).scores)[2]
        for n in (1, 5)
    )
    assert many == f"{one}, told by 5 publishers"


def test_a_round_up_is_named_as_one() -> None:
    _, _, impact, _ = render_reasons(view(), story(facts={"roundup": 1, "event": ""}).scores)
    assert impact == "🌍 Impact 70: a round-up of several stories"


@pytest.mark.parametrize(
    ("genre", "words"),
    [
        ("guide", "explains, tells of no event"),
        ("opinion", "a view or a question, no event"),
        ("minor", "a small step of a product or a company"),
        ("advertisement", "an advertisement, tells of no event"),
    ],
)
def test_a_piece_that_tells_of_no_event_says_so(genre: str, words: str) -> None:
    _, _, impact, _ = render_reasons(view(), story(facts={"genre": genre}).scores)
    assert impact == f"🌍 Impact 70: {words}"


def test_what_a_models_marks_changed_is_told() -> None:
    facts: Facts = {"moved_quality": 6, "moved_impact": -4}
    _, quality, impact, _ = render_reasons(view(), story(facts=facts).scores)
    assert quality == "✍️ Quality 65: a model's reading raised it by 6"
    assert impact == "🌍 Impact 70: a model's reading lowered it by 4"
    _, quality, impact, _ = render_reasons(view("zh-Hans"), story(facts=facts).scores)
    assert quality == "✍️ 质量 65：模型解读使其上调6分"
    assert impact == "🌍 影响 70：模型解读使其下调4分"
    _, quality, *_ = render_reasons(view(), story(facts={"moved_quality": 0}).scores)
    assert quality == "✍️ Quality 65"
