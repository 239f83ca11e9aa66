"""Grouping anew depends on which articles there are, not on how or how often they come."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.features import features
from bot.core.mending import plan_mending
from bot.core.news import ArticleId, StoryId
from bot.core.regroup import Report, compare, regroup
from bot.core.second_voice import Scale, weigh
from tests.core.stories import NOON, VOCABULARY, hours

SCALE = Scale(within=(0.2, 0.6), across=(0.1, 0.3))
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


@given(
    both=REPORTS.flatmap(lambda reports: st.tuples(st.just(reports), st.permutations(reports))),
    said=st.lists(st.none() | st.floats(-1, 1), min_size=5, max_size=5),
)
def test_the_order_articles_came_in_makes_no_difference_nor_what_vectors_say(
    both: tuple[list[Report], list[Report]], said: list[float | None]
) -> None:
    def groups(reports: list[Report]) -> list[list[Report]]:
        pairs = compare(reports)
        asked = {(one, two): said[(int(one) + int(two)) % len(said)] for one, two in pairs}
        heard = {pair: likeness for pair, likeness in asked.items() if likeness is not None}
        return regroup(reports, weigh(pairs, heard, reports, SCALE))

    reports, shuffled = both
    assert groups(shuffled) == groups(reports)


@given(reports=REPORTS)
def test_every_article_is_in_exactly_one_group(
    reports: list[Report],
) -> None:
    groups = regroup(reports, compare(reports))
    assert sorted(one.key for group in groups for one in group) == [one.key for one in reports]


@given(reports=REPORTS)
def test_mending_what_was_mended_changes_nothing(reports: list[Report]) -> None:
    groups = [
        [(ArticleId(int(one.key)), StoryId(number)) for one in group]
        for number, group in enumerate(regroup(reports, compare(reports)), start=1)
    ]
    assert plan_mending(groups, settled=(), shown=()) == []
