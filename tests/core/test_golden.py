"""Eighty invented stories keep the order that editors gave them, so that no score moves unseen."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.news import Article, Scores

from .stories import NOON, TAXONOMY, article, hours, material, scored

STORIES = Path(__file__).parents[1] / "golden" / "stories.psv"
LEAST = 0.8
"""Spearman's rank correlation with the expected order."""
AXES = ("hot", "quality", "impact")
REPORT = {
    "en": (
        'The spokesman said: "We have prepared for this and will answer all questions in time."',
        (
            "According to people at the meeting, 60 percent agreed. Two engineers told us"
            " that the work had taken eleven months."
        ),
    ),
    "zh-Hans": (
        "发言人表示：“我们已经为此做好准备，将及时回答所有问题。”",
        "据与会人士透露，60%的人表示同意。两名工程师介绍，这项工作历时十一个月。",
    ),
}
DEPTH = (
    (
        "The documents run to four hundred pages. They describe how the decision was taken step by"
        " step, who objected and why, and which alternatives were weighed before the last vote."
    ),
    (
        '"Nobody expected this," said an economist who has watched it for ten'
        " years. She announced a study with 1,200 firms for the autumn, she wrote."
    ),
    (
        "Others confirmed the account. A lawyer stated that contracts leave room for both sides,"
        " and an engineer reported that tests in three cities went on for weeks without a failure."
    ),
    (
        '"It will take years to see what it means," the economist added, "and who claims to know'
        ' it now has not read the papers." About 35 percent of those asked share that view.'
    ),
)


def reports(line: str) -> tuple[list[int], list[Article]]:
    """Return the expected order on each axis, and a story's articles."""
    levels, fields = line.split("|")[:3], line.split("|")[3:]
    count, copies, age, reputation, body, flags, language, title, text = fields
    parts = [text]
    if body != "brief":
        parts += REPORT[language]
    if body == "depth":
        parts += [*DEPTH, *(f"{part} It is one of several." for part in DEPTH)]
    latest = NOON - hours(float(age))
    found = []
    for number in range(int(count)):
        is_copy = number >= int(count) - int(copies)
        own = "" if is_copy or not number else " ".join(f"w{number}x{n}" for n in range(60))
        found.append(
            article(
                title,
                own or "\n\n".join(parts),
                number=number + 1,
                publisher=f"Publisher {number}",
                language=language,
                at=latest - timedelta(minutes=30 * (int(count) - 1 - number)),
                reputation=float(reputation),
                is_primary=flags == "primary",
                is_paywalled=flags == "paywalled",
            )
        )
    return [int(level) for level in levels], found


def all_scored() -> tuple[list[list[int]], list[Scores]]:
    lines = STORIES.read_text(encoding="utf-8").splitlines()
    stories = [reports(line) for line in lines if not line.startswith("#")]
    scores = []
    for _, articles in stories:
        tags = TAXONOMY.tag(articles[0].title, articles[0].text)
        scores.append(scored(material(*articles), tags, NOON))
    return [levels for levels, _ in stories], scores


def ranks(values: list[float]) -> list[float]:
    """Rank values from 1; equal ones share the mean of their ranks."""
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]


def spearman(one: list[float], other: list[float]) -> float:
    first, second = ranks(one), ranks(other)
    mean = (len(one) + 1) / 2
    shared = sum((a - mean) * (b - mean) for a, b in zip(first, second, strict=True))
    spread = sum((a - mean) ** 2 for a in first) * sum((b - mean) ** 2 for b in second)
    return float(shared / spread**0.5)


def test_the_rank_correlation_is_spearmans() -> None:
    assert spearman([1, 2, 3, 4], [10, 20, 30, 40]) == pytest.approx(1)
    assert spearman([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 2, 2, 3], [1, 3, 2, 4]) == pytest.approx(0.9487, abs=1e-4)


@pytest.mark.parametrize("axis", AXES)
def test_eighty_stories_keep_the_order_that_editors_gave_them(axis: str) -> None:
    levels, scores = all_scored()
    assert len(levels) == 80
    expected = [float(level[AXES.index(axis)]) for level in levels]
    assert spearman(expected, [float(getattr(one, axis)) for one in scores]) >= LEAST
