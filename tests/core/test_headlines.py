"""Bait is told from sober headlines, on headlines of our own that were labelled beforehand."""

import pytest

from bench.clickbait import HEADLINES, auc, marks, read
from bot.core.signals import clickbait

LEAST = 0.9
"""Area under the ROC curve on the half that was not looked at; 0.808 before the signal grew."""


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_bait_is_told_from_sober_headlines_better_than_by_marks(language: str) -> None:
    unseen = [one for one in read(HEADLINES, "unseen") if one[1] == language]
    found = auc(unseen, clickbait)
    assert found >= LEAST
    assert found > auc(unseen, marks) + 0.1


def test_half_of_the_headlines_are_bait_in_each_language() -> None:
    headlines = read(HEADLINES)
    assert len(headlines) >= 200
    for language in ("en", "zh-Hans"):
        labels = [is_bait for is_bait, spoken, _ in headlines if spoken == language]
        assert sum(labels) * 2 == len(labels)
