from dataclasses import replace

import pytest

from bot.core.calibration import PRIOR, Curve
from bot.core.news import Article
from bot.core.score import SCORE_VERSION, marks_of, measure, rate

from .stories import NOON, VOCABULARY, article, hours, material, scored

REPORT = (
    'The regulator said on Monday that "the rules must be followed by everyone". According to the'
    " ministry, 80% of 12,000 firms comply. It announced fines of $4 million. "
) * 4


def report(number: int, *, at: float = 0, text: str = "", language: str = "en") -> Article:
    return article(
        "Regulator fines Vellum",
        text or f"Report number {number}. {REPORT}",
        number=number,
        publisher=f"Publisher {number}",
        at=NOON + hours(at),
        language=language,
    )


def distinct(number: int, *, at: float = 0) -> Article:
    words = " ".join(f"word{number}x{place}" for place in range(60))
    return report(number, at=at, text=words)


def test_before_calibration_one_fresh_publisher_is_worth_31_and_five_84() -> None:
    one = scored(material(distinct(1)), [], NOON)
    five = scored(material(*(distinct(n) for n in range(1, 6))), [], NOON)
    assert [scores.facts["raw_hot"] for scores in (one, five)] == [31.5, 84.2]


def test_hot_halves_in_a_day_and_its_peak_is_kept() -> None:
    story = material(distinct(1), distinct(2))
    fresh = scored(story, [], NOON)
    later = rate(fresh.facts, NOON + hours(24), PRIOR)
    assert later.hot == pytest.approx(fresh.hot / 2, abs=1)
    assert later.hot_peak == fresh.hot


def test_a_peak_outlives_the_reports_that_made_it() -> None:
    hot = scored(material(*(distinct(n) for n in range(1, 6))), [], NOON)
    split = scored(material(distinct(1), before=hot.facts), [], NOON)
    assert split.hot < hot.hot
    assert split.hot_peak == hot.hot_peak


def test_cooling_needs_nothing_but_the_stored_facts() -> None:
    story = material(distinct(1), distinct(2, at=2))
    at_noon = scored(story, ["legal"], NOON + hours(2))
    in_between = rate(at_noon.facts, NOON + hours(9), PRIOR)
    assert rate(at_noon.facts, NOON + hours(30), PRIOR) == rate(
        in_between.facts, NOON + hours(30), PRIOR
    )


def test_hot_never_ratchets_with_more_articles_of_the_same_publisher() -> None:
    one = scored(material(distinct(1)), [], NOON)
    again = [article(text=f"More of it {n}", number=n, publisher="publisher 1") for n in (2, 3)]
    assert scored(material(distinct(1), *again), [], NOON).hot == one.hot


def test_a_copy_of_anothers_text_counts_little() -> None:
    copies = material(*(report(n, text=REPORT) for n in range(1, 5)))
    own = material(*(distinct(n) for n in range(1, 5)))
    assert scored(copies, [], NOON).hot < scored(own, [], NOON).hot
    assert scored(copies, [], NOON).facts["publishers"] == 4


def test_a_copy_revives_no_old_news() -> None:
    told = [distinct(n) for n in range(1, 6)]
    late = distinct(6, at=240)
    reprint = replace(late, text=told[0].text)
    marked = replace(late, copy_of=told[0].id)
    for copy in (reprint, marked):
        scores = scored(material(*told, copy), [], NOON + hours(240))
        assert scores.hot == 0
        assert scores.facts["hot_at"] == NOON.isoformat()
        assert scores.facts["publishers"] == 6
    assert scored(material(*told, late), [], NOON + hours(240)).hot > 0


def test_of_copies_alone_the_first_says_how_old_the_news_is() -> None:
    copies = [replace(distinct(n, at=n), copy_of=distinct(9).id) for n in (1, 2)]
    facts = measure(material(*copies), [], VOCABULARY, NOON + hours(3))
    assert facts["hot_at"] == (NOON + hours(1)).isoformat()


def test_short_texts_are_not_taken_for_copies() -> None:
    titles_only = material(*(report(n, text="Vellum fined") for n in (1, 2)))
    assert scored(titles_only, [], NOON).facts["independent"] == 2


def test_a_date_in_the_future_is_now() -> None:
    scores = scored(material(distinct(1, at=5)), [], NOON)
    assert scores.hot == scores.hot_peak
    assert scores.facts["hot_at"] == NOON.isoformat()


def test_publishers_that_join_at_once_are_hotter_than_ones_over_days() -> None:
    at_once = material(*(distinct(n) for n in (1, 2, 3)))
    slowly = material(*(distinct(n, at=20 * n - 60) for n in (1, 2, 3)))
    assert scored(at_once, [], NOON).hot > scored(slowly, [], NOON).hot


def test_quality_rises_with_reputation_and_evidence_and_falls_with_bait() -> None:
    plain = article("Vellum opens an office", "It is in Oslo.")
    better = [
        article("Vellum opens an office", "It is in Oslo.", reputation=0.9),
        article("Vellum opens an office", REPORT),
    ]
    quality = scored(material(plain), [], NOON).quality
    assert all(scored(material(one), [], NOON).quality > quality for one in better)
    bait = article("You won't believe Vellum's office!", "It is in Oslo.")
    assert scored(material(bait), [], NOON).quality < quality


def test_a_short_release_by_those_who_made_the_news_is_not_punished() -> None:
    line = "We release Quill 2 today."
    own = scored(material(article("Quill 2", line, is_primary=True)), [], NOON)
    other = scored(material(article("Quill 2", line)), [], NOON)
    assert own.quality >= other.quality + 20
    assert own.facts["primary"] == 1


def test_behind_a_paywall_quality_is_capped() -> None:
    closed = article("Regulator fines Vellum", REPORT * 5, reputation=1, is_paywalled=True)
    assert scored(material(closed), [], NOON).facts["raw_quality"] == 55


def test_impact_rises_with_event_money_names_and_scope() -> None:
    small = scored(material(article("Vellum opens an office", "It is nice.")), [], NOON)
    large = scored(
        material(
            article(
                "White House bans exports of Nvidia chips to China",
                "The government said the ban covers $50 billion of global trade. Google and"
                " Microsoft called it unprecedented.",
            )
        ),
        ["export-controls", "chips"],
        NOON,
    )
    assert small.impact < 30
    assert large.impact > 70
    assert large.facts["event"] == "export-controls"
    assert large.facts["money_usd"] == 50e9


def test_rumours_have_less_impact() -> None:
    said = "Google will buy Vellum for $5 billion."
    hedged = "Google could reportedly buy Vellum for $5 billion, rumours say; it might not."
    sure, unsure = (
        scored(material(article("Google and Vellum", text)), ["mergers"], NOON).impact
        for text in (said, hedged)
    )
    assert unsure < sure


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            ("Nvidia invests $5 billion in Intel", "The deal is global, the companies said."),
            ("英伟达向英特尔投资50亿美元", "两家公司表示，这笔交易影响全球。"),
        ),
    ],
)
def test_both_languages_have_the_same_impact(
    english: tuple[str, str], chinese: tuple[str, str]
) -> None:
    one = scored(material(article(*english)), ["chips"], NOON)
    other = scored(material(article(*chinese, language="zh-Hans")), ["chips"], NOON)
    traditional = ("英偉達向英特爾投資50億美元", "兩家公司表示，這筆交易影響全球。")
    third = scored(material(article(*traditional, language="zh-Hant")), ["chips"], NOON)
    assert abs(one.impact - other.impact) <= 3
    assert third.impact == other.impact


def test_a_routine_item_stays_near_the_floor_and_a_major_story_stands_out() -> None:
    routine = scored(
        material(article("Vellum opens an office", "Vellum opened its office in Oslo. " * 8)),
        [],
        NOON,
    )
    story = "Nvidia, Google and the White House announced a $500 billion global plan. "
    major = scored(
        material(
            *(
                article(
                    "White House and Nvidia announce $500 billion chip plan",
                    f"{story * 3} {REPORT} {' '.join(f'w{n}x{i}' for i in range(200))}",
                    number=n,
                    publisher=f"Publisher {n}",
                    reputation=0.8,
                )
                for n in range(1, 7)
            )
        ),
        ["chips", "policy"],
        NOON,
    )
    assert routine.total <= 30
    assert major.total >= 85


def test_attention_counts_and_where_none_is_known_it_is_left_out() -> None:
    story = material(distinct(1), distinct(2))
    unknown = scored(story, [], NOON)
    ignored, noticed = (
        rate({**unknown.facts, "points": points, "comments": comments}, NOON, PRIOR)
        for points, comments in ((1, 0), (900, 3))
    )
    assert ignored.hot < unknown.hot < noticed.hot
    assert marks_of(noticed.facts).hot <= 100


def test_attention_stays_when_a_story_is_measured_again() -> None:
    before = {"points": 300, "comments": 40, "words": 5}
    facts = measure(material(distinct(1), before=before), [], VOCABULARY, NOON)
    assert (facts["points"], facts["comments"], facts["words"]) == (300, 40, 60)


def test_raw_marks_and_scores_are_both_kept() -> None:
    scores = scored(material(distinct(1)), [], NOON)
    marks = marks_of(scores.facts)
    assert scores.facts["raw_quality"] == round(marks.quality, 1)
    assert scores.quality == round(PRIOR.score(Curve.QUALITY, marks.quality))


def test_facts_name_the_publishers_by_language_and_the_time_between() -> None:
    chinese = report(2, at=3, text="欧盟罚款，监管机构表示。", language="zh-Hans")
    scores = scored(material(distinct(1), chinese), ["legal"], NOON + hours(3))
    wanted = {"publishers": 2, "publishers_en": 1, "publishers_zh": 1, "span_hours": 3}
    assert wanted.items() <= dict(scores.facts).items()
    assert scores.version == SCORE_VERSION


def test_the_time_between_is_told_as_the_analysis_tells_it() -> None:
    begun = scored(material(distinct(1), distinct(2, at=2.2)), [], NOON + hours(3))
    assert begun.facts["span_hours"] == 3
    undated = scored(material(distinct(1, at=-12), distinct(2, at=-11)), [], NOON)
    assert undated.facts["span_hours"] == 24  # the first names a day only


def test_a_round_up_is_no_event_whatever_stands_in_it() -> None:
    text = "Google pays $9 billion, the government said, in a worldwide first."
    one = scored(material(article("Google pays $9 billion", text)), ["regulation"], NOON)
    title = "Google Pays $9 Billion, Larynx Builds a Plant, Corvane Leaves the Board"
    many = scored(material(article(title, text)), ["regulation"], NOON)
    assert many.impact < one.impact
    assert many.facts["event"] == ""


def test_what_tells_of_no_event_changes_nothing_unless_somebody_reports_it_as_news() -> None:
    text = "Google pays $9 billion, the government said, in a worldwide first."
    guide = article("What the Google fine means", text)
    report = article("Google pays $9 billion", text, number=2, publisher="Courier")
    alone = scored(material(guide), ["regulation"], NOON)
    assert (alone.facts["genre"], alone.facts["event"]) == ("guide", "")
    assert "genre" not in scored(material(guide, report), ["regulation"], NOON).facts


def test_what_a_house_tells_of_itself_is_less_of_an_event_than_what_others_report() -> None:
    title, text = "Introducing chips inside Quill", "Quill runs on chips now."
    own, others = (
        scored(material(article(title, text, is_primary=is_own)), ["chips"], NOON)
        for is_own in (True, False)
    )
    deed = scored(material(article(title, text, is_primary=True)), ["model-release"], NOON)
    assert own.impact < others.impact <= deed.impact


def test_a_large_company_weighs_as_much_as_what_happened() -> None:
    def gain(tag: str) -> float:
        unknown, known = (
            scored(material(article(title, "A plan was shown.")), [tag], NOON).facts["raw_impact"]
            for title in ("Vellum shows a plan", "Google shows a plan")
        )
        return float(known) - float(unknown)

    assert gain("education") < gain("model-release")


def test_a_day_without_an_hour_is_as_fresh_as_when_it_was_first_seen() -> None:
    day = replace(distinct(1), published_at=NOON - hours(12), first_seen_at=NOON - hours(1))
    archived = replace(day, first_seen_at=NOON + hours(90))
    assert measure(material(day), [], VOCABULARY, NOON)["hot_at"] == (NOON - hours(1)).isoformat()
    late = measure(material(archived), [], VOCABULARY, NOON + hours(90))
    assert str(late["hot_at"]).startswith("2026-03-02T23:59:59")
