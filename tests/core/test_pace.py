import pytest

from bot.core.pace import GROUP, PERSON, Bucket, Pace, Verdict, is_full, new_bucket, take


def ask(bucket: Bucket, now: float, times: int) -> tuple[Bucket, list[Verdict]]:
    verdicts = []
    for _ in range(times):
        bucket, verdict = take(bucket, now)
        verdicts.append(verdict)
    return bucket, verdicts


@pytest.mark.parametrize("pace", [PERSON, GROUP])
def test_a_burst_is_answered_then_told_once_then_dropped(pace: Pace) -> None:
    _, verdicts = ask(new_bucket(pace, 0), 0, pace.burst + 3)

    assert verdicts == [Verdict.ANSWER] * pace.burst + [Verdict.TELL, Verdict.DROP, Verdict.DROP]


@pytest.mark.parametrize("pace", [PERSON, GROUP])
def test_who_waits_is_answered_again_at_the_pace_of_the_refill(pace: Pace) -> None:
    bucket, _ = ask(new_bucket(pace, 0), 0, pace.burst + 5)

    bucket, verdicts = ask(bucket, 3 * pace.refill, 5)

    assert verdicts == [Verdict.ANSWER] * 3 + [Verdict.DROP] * 2
    assert not is_full(bucket, 3 * pace.refill)


def test_who_waited_long_is_told_again() -> None:
    bucket, _ = ask(new_bucket(PERSON, 0), 0, PERSON.burst + 1)

    _, verdicts = ask(bucket, PERSON.burst, PERSON.burst + 1)

    assert verdicts[-1] is Verdict.TELL


def test_a_bucket_is_full_again_after_a_while() -> None:
    bucket, _ = ask(new_bucket(PERSON, 0), 0, PERSON.burst + 1)

    assert is_full(bucket, 10 * PERSON.burst)


def test_a_clock_that_goes_back_gives_nothing() -> None:
    bucket, _ = ask(new_bucket(PERSON, 100), 100, PERSON.burst)

    assert take(bucket, 0)[1] is Verdict.TELL
