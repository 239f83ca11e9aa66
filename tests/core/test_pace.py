from bot.core.pace import BURST, Bucket, Verdict, is_full, take


def ask(bucket: Bucket, now: float, times: int) -> tuple[Bucket, list[Verdict]]:
    verdicts = []
    for _ in range(times):
        bucket, verdict = take(bucket, now)
        verdicts.append(verdict)
    return bucket, verdicts


def test_a_burst_is_answered_then_told_once_then_dropped() -> None:
    _, verdicts = ask(Bucket(), 0, BURST + 3)

    assert verdicts == [Verdict.ANSWER] * BURST + [Verdict.TELL, Verdict.DROP, Verdict.DROP]


def test_who_waits_is_answered_again_at_the_pace_of_the_refill() -> None:
    bucket, _ = ask(Bucket(), 0, BURST + 5)

    bucket, verdicts = ask(bucket, 3, 5)

    assert verdicts == [Verdict.ANSWER] * 3 + [Verdict.DROP] * 2
    assert not is_full(bucket, 3)


def test_who_waited_long_is_told_again() -> None:
    bucket, _ = ask(Bucket(), 0, BURST + 1)

    _, verdicts = ask(bucket, BURST, BURST + 1)

    assert verdicts[-1] is Verdict.TELL


def test_a_bucket_is_full_again_after_a_while() -> None:
    bucket, _ = ask(Bucket(), 0, BURST + 1)

    assert is_full(bucket, 10 * BURST)


def test_a_clock_that_goes_back_gives_nothing() -> None:
    bucket, _ = ask(Bucket(at=100), 100, BURST)

    assert take(bucket, 0)[1] is Verdict.TELL
