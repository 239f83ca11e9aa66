"""What `tidings story --why` says about texts that a model wrote, or could not."""

from typing import Any

import pytest

from bot.commands.checked import describe_reach, show_checks


def checks(*, is_waiting: bool) -> dict[str, Any]:
    return {
        "origins": {"en": "extract"},
        "writing": {
            "attempts": 2,
            "next_try_at": "2026-03-02T12:04:00+00:00",
            "tries": [
                {"engine": "m", "outcome": "faults", "faults": ["$3 is in no source", "too long"]},
                {"engine": "", "outcome": "m: HTTP 500", "faults": []},
            ],
            "marks": [{"factor": "reach", "mark": 4, "evidence": "12,500 people"}],
            "is_waiting": is_waiting,
        },
        "word": {},
    }


def test_every_try_is_shown_with_its_faults(capsys: pytest.CaptureFixture[str]) -> None:
    show_checks(checks(is_waiting=True))

    said = capsys.readouterr().out
    for words in ("$3 is in no source", "too long", "m: HTTP 500", "12,500 people"):
        assert words in said
    assert "after 2 failed tries the next is from 2026-03-02T12:04:00+00:00 on" in said


def test_what_passed_waits_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    show_checks(checks(is_waiting=False))

    assert "offline text stands" not in capsys.readouterr().out
    assert describe_reach(None) == ""
