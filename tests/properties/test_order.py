"""What holds of the order that articles come in."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from bot.core.cluster import StoryIndex
from bot.core.features import features
from bot.core.mending import plan_mending
from bot.core.news import ArticleId, StoryId
from bot.core.regroup import Report, compare, regroup
from tests.core.stories import NOON, VOCABULARY, hours

WORDS = (
    "OpenAI Anthropic 英伟达 raises $5 billion GPT-5.5 chips 芯片 fire Halden trial model opens"
)
HOUR = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8).map(" ".join),
        st.sampled_from(["en", "zh-Hans"]),
        st.sampled_from(["Herald", "Courier"]),
        st.integers(0, 59),
    ),
    max_size=12,
).map(
    lambda rows: [
        Report(
            key=f"{number:02}",
            features=features(title, "", language, VOCABULARY),
            publisher=publisher,
            at=NOON + hours(minute / 60),
        )
        for number, (title, language, publisher, minute) in enumerate(rows)
    ]
)
"""Articles of one hour."""


def placed(coming: list[Report]) -> dict[StoryId, list[Report]]:
    """Place articles one by one, as they come."""
    index = StoryIndex()
    stories: defaultdict[StoryId, list[Report]] = defaultdict(list)
    for number, report in enumerate(coming, start=1):
        found = index.place(report.features, report.at, report.publisher).story_id
        story = found or StoryId(number)
        stories[story].append(report)
        index.add(story, report.features, report.publisher, report.at)
    return stories


def mended(stories: dict[StoryId, list[Report]]) -> set[frozenset[str]]:
    """Look at the articles again, and do what is planned with stories that nobody saw."""
    home = {report.key: story for story, reports in stories.items() for report in reports}
    everything = [report for reports in stories.values() for report in reports]
    groups = [
        [(ArticleId(int(report.key)), home[report.key]) for report in group]
        for group in regroup(everything, compare(everything))
    ]
    after = {story: {int(one.key) for one in reports} for story, reports in stories.items()}
    plan = plan_mending(groups, settled=(), shown=())
    parts = [{one for _, part in mending.parts for one in part} for mending in plan]
    for mending in plan:
        for story, articles in mending.parts:
            after[story] -= set(articles)
    for mending, taken in zip(plan, parts, strict=True):
        whole = taken.union(*(after.pop(story) for story in mending.stories))
        after[StoryId(-1 - min(whole))] = whole
    return {frozenset(f"{one:02}" for one in articles) for articles in after.values() if articles}


@given(both=HOUR.flatmap(lambda hour: st.tuples(st.just(hour), st.permutations(hour))))
def test_an_hours_articles_are_the_same_stories_in_any_order_once_looked_at_again(
    both: tuple[list[Report], list[Report]],
) -> None:
    one, other = both
    assert mended(placed(one)) == mended(placed(other))
