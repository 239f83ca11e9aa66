from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.audience import Axis, Effect, Leaning, LeaningKind, Preferences, Rule, RuleKind
from bot.core.news import Candidate, StoryId
from bot.core.select import (
    BEST_BELOW,
    Choice,
    Why,
    choose_digest,
    contains_word,
    explain_hidden,
    select_stories,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def candidate(
    number: int,
    total: int = 60,
    *,
    tags: str = "",
    publishers: str = "",
    words: str = "",
    age: int = 0,
) -> Candidate:
    at = NOW - timedelta(hours=age)
    return Candidate(
        id=StoryId(number),
        total=total,
        ready_at=at,
        updated_at=at,
        tags=frozenset(tags.split()),
        publishers=frozenset((publishers or f"publisher-{number}").split()),
        words=words,
    )


def preferences(*rules: Rule, min_score: int = 40) -> Preferences:
    return Preferences(language="en", min_score=min_score, rules=frozenset(rules))


def rule(effect: Effect, kind: RuleKind, value: str) -> Rule:
    return Rule(kind=kind, value=value, effect=effect)


def chosen(
    candidates: list[Candidate], *rules: Rule, size: int = 8, shown: tuple[int, ...] = ()
) -> tuple[int, ...]:
    return select_stories(candidates, preferences(*rules), {StoryId(i) for i in shown}, size=size)


def test_the_best_come_first_and_newer_before_older() -> None:
    pool = [candidate(1, 50), candidate(2, 90), candidate(3, 50, age=2), candidate(4, 50, age=1)]
    assert chosen(pool) == (2, 1, 4, 3)


def test_equal_stories_are_ordered_by_their_id() -> None:
    assert chosen([candidate(3), candidate(1), candidate(2)]) == (1, 2, 3)


def test_what_lies_below_the_floor_stays_out() -> None:
    assert chosen([candidate(1, 39), candidate(2, 40)]) == (2,)


def test_what_was_shown_stays_out() -> None:
    assert chosen([candidate(1), candidate(2)], shown=(1,)) == (2,)


def test_a_digest_is_no_longer_than_its_size() -> None:
    assert chosen([candidate(i) for i in range(1, 30)], size=5) == (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(RuleKind.TAG, "chips"), (RuleKind.PUBLISHER, "Alpha"), (RuleKind.WORD, "nvidia")],
)
def test_follows_choose_and_mutes_leave_out(kind: RuleKind, value: str) -> None:
    hit = candidate(1, tags="chips policy", publishers="Alpha Beta", words="nvidia buys arm")
    miss = candidate(2, tags="policy", publishers="Gamma", words="a new law")
    assert chosen([hit, miss], rule(Effect.FOLLOW, kind, value)) == (1,)
    assert chosen([hit, miss], rule(Effect.MUTE, kind, value)) == (2,)


def test_a_mute_outweighs_a_follow() -> None:
    pool = [candidate(1, tags="chips policy"), candidate(2, tags="chips")]
    follow = rule(Effect.FOLLOW, RuleKind.TAG, "chips")
    mute = rule(Effect.MUTE, RuleKind.TAG, "policy")
    assert chosen(pool, follow, mute) == (2,)


def test_one_outlet_alone_fills_at_most_a_third() -> None:
    loud = [candidate(i, 90, publishers="Loud") for i in range(1, 9)]
    quiet = [candidate(i, 50) for i in range(20, 30)]
    assert chosen(loud + quiet, size=6) == (1, 2, 20, 21, 22, 23)


def test_stories_that_others_tell_too_do_not_count_against_an_outlet() -> None:
    pool = [candidate(i, 90, publishers=f"Loud Other-{i}") for i in range(1, 9)]
    assert len(chosen(pool, size=6)) == 6


def test_a_followed_outlet_may_fill_the_digest() -> None:
    loud = [candidate(i, 90, publishers="Loud") for i in range(1, 9)]
    follow = rule(Effect.FOLLOW, RuleKind.PUBLISHER, "Loud")
    assert chosen(loud, follow, size=6) == (1, 2, 3, 4, 5, 6)


def test_a_digest_holds_what_qualifies_and_nothing_below() -> None:
    pool = [candidate(1, 60), candidate(2, 10)]
    assert choose_digest(pool, preferences(), ()) == Choice((StoryId(1),))


def test_a_quiet_day_shows_the_best_of_the_rest_that_the_reader_would_read() -> None:
    pool = [candidate(number, 20, tags="chips") for number in range(1, 9)] + [candidate(9, 30)]
    follow = rule(Effect.FOLLOW, RuleKind.TAG, "chips")
    choice = choose_digest(pool, preferences(follow), {StoryId(1)})
    assert choice.stories == ()
    assert choice.below == (2, 3, 4)
    assert len(choice.below) == BEST_BELOW


@pytest.mark.parametrize(
    ("text", "word", "is_in"),
    [
        ("nvidia buys arm", "arm", True),
        ("an army of robots", "arm", False),
        ("alarms and arm", "arm", True),
        ("gpt-5 is out", "gpt-5", True),
        ("新gpt发布", "gpt", True),
        ("gpts are out", "gpt", False),
        ("人工智能芯片出口", "芯片", True),
        ("c++ is back", "c++", True),
        ("open ai", "openai", False),
        ("anything", "", False),
        ("", "word", False),
    ],
)
def test_a_word_is_found_whole(text: str, word: str, *, is_in: bool) -> None:
    assert contains_word(text, word) is is_in


FLOORS = {
    Axis.HOT: (replace(candidate(1), hot=49), Why.LOW_HOT),
    Axis.QUALITY: (replace(candidate(1), quality=49), Why.LOW_QUALITY),
    Axis.IMPACT: (replace(candidate(1), impact=49), Why.LOW_IMPACT),
}


@pytest.mark.parametrize("axis", FLOORS)
def test_each_axis_can_have_a_floor_of_its_own(axis: Axis) -> None:
    low, why = FLOORS[axis]
    wanted = preferences().with_floors({axis: 50})

    assert select_stories([low, candidate(2)], wanted, (), size=8) == (2,)
    assert explain_hidden([low, candidate(2)], wanted, (), ()) == {why: (1,)}
    assert (wanted.only_floor, preferences().only_floor) == (0, preferences().min_score)


def test_a_quiet_day_shows_what_is_below_any_floor() -> None:
    wanted = replace(preferences(), min_impact=90)
    dull = replace(candidate(1), impact=10)

    assert choose_digest([dull], wanted, ()) == Choice((), (dull.id,))


def test_what_a_reader_likes_comes_first_and_passes_the_floor() -> None:
    leaning = Leaning(kind=LeaningKind.TAG, value="chips", points=6)
    wanted = replace(preferences(), leanings=frozenset({leaning}))
    pool = [candidate(1, 44), candidate(2, 39, tags="chips"), candidate(3, 39)]

    assert select_stories(pool, wanted, (), size=8) == (2, 1)


def test_every_story_that_stays_out_has_one_reason() -> None:
    rules = (
        rule(Effect.FOLLOW, RuleKind.TAG, "chips"),
        rule(Effect.MUTE, RuleKind.TAG, "policy"),
        rule(Effect.MUTE, RuleKind.WORD, "rumour"),
        rule(Effect.MUTE, RuleKind.PUBLISHER, "Tattle"),
    )
    wanted = replace(preferences(*rules), size=3, min_hot=10)
    pool = [
        candidate(1, 90, tags="chips", publishers="a b"),
        candidate(2, 89, tags="chips", publishers="Solo"),
        candidate(3, 88, tags="chips", publishers="Solo"),
        candidate(4, 87, tags="chips", publishers="c d"),
        candidate(5, 86, tags="chips", publishers="e f"),
        candidate(6, 85, tags="chips policy"),
        candidate(7, 84, tags="chips", words="a rumour"),
        candidate(8, 83, tags="chips", publishers="Tattle other"),
        candidate(9, 82, tags="models"),
        candidate(10, 20, tags="chips"),
        replace(candidate(11, 81, tags="chips"), hot=5),
        candidate(12, 80, tags="chips"),
        candidate(13, 80, tags="chips"),
    ]

    hidden = explain_hidden(pool, wanted, {StoryId(12), StoryId(13)}, {StoryId(13)})

    assert hidden == {
        Why.STOPPED: (13,),
        Why.SEEN: (12,),
        Why.LOW_TOTAL: (10,),
        Why.LOW_HOT: (11,),
        Why.MUTED_TAG: (6,),
        Why.MUTED_WORD: (7,),
        Why.MUTED_PUBLISHER: (8,),
        Why.UNFOLLOWED: (9,),
        Why.CROWDED: (3,),
        Why.FULL: (5,),
    }
    assert choose_digest(pool, wanted, {StoryId(12), StoryId(13)}).stories == (1, 2, 4)
