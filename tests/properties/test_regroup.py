"""Grouping anew depends on which articles there are, not on how or how often they come."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.features import features
from bot.core.mending import plan_mending
from bot.core.news import ArticleId, StoryId
from bot.core.regroup import Report, regroup
from tests.core.stories import NOON, VOCABULARY, hours

WORDS = (
    "OpenAI Anthropic 英伟达 raises $5 billion GPT-5.5 chips 芯片 fire Halden trial model opens"
)
REPORTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8).map(" ".join),
        st.sampled_from(["en", "zh-Hans"]),
        st.sampled_from(["Herald", "Courier", ""]),
        st.floats(0, 1),
    ),
    max_size=20,
).map(
    lambda rows: [
        Report(
            key=f"{number:02}",
            features=features(title, "", language, VOCABULARY),
            publisher=publisher,
            at=NOON + hours(later),
        )
        for number, (title, language, publisher, later) in enumerate(rows)
    ]
)


def keys(reports: list[Report]) -> set[tuple[str, ...]]:
    return {tuple(report.key for report in group) for group in regroup(reports)}


@given(both=REPORTS.flatmap(lambda reports: st.tuples(st.just(reports), st.permutations(reports))))
def test_the_order_articles_came_in_makes_no_difference(
    both: tuple[list[Report], list[Report]],
) -> None:
    reports, shuffled = both
    assert keys(shuffled) == keys(reports)


@given(reports=REPORTS)
def test_every_article_is_in_exactly_one_group(
    reports: list[Report],
) -> None:
    groups = regroup(reports)
    assert sorted(one.key for group in groups for one in group) == [one.key for one in reports]


@given(reports=REPORTS)
def test_mending_what_was_mended_changes_nothing(reports: list[Report]) -> None:
    groups = [
        [(ArticleId(int(one.key)), StoryId(number)) for one in group]
        for number, group in enumerate(regroup(reports), start=1)
    ]
    assert plan_mending(groups, settled=(), shown=()) == []
