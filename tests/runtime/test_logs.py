"""Log lines: one per event, no secrets, nothing forged from outside."""

import json
import logging
import sys

from bot.logs import JsonFormatter, LineFormatter

EXAMPLE = "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


def record(message: str, **facts: object) -> logging.LogRecord:
    made = logging.LogRecord("jobs.ingest", logging.INFO, "", 1, message, None, None)
    made.created = 0
    made.facts = facts
    return made


def test_a_line_carries_its_facts() -> None:
    line = LineFormatter([]).format(record("source read", new=3, source="https://a.example/feed"))

    assert line == (
        "1970-01-01T00:00:00.000Z INFO jobs.ingest source read new=3 source=https://a.example/feed"
    )


def test_what_comes_from_outside_stays_on_its_line() -> None:
    line = LineFormatter([]).format(record("source read", error="bad\n2026 ERROR forged"))

    assert line.count("\n") == 0
    assert r'error="bad\n2026 ERROR forged"' in line


def test_json_is_one_object_per_line() -> None:
    line = JsonFormatter([]).format(record("读了\n", new=3))

    assert "\n" not in line
    assert json.loads(line) == {
        "time": "1970-01-01T00:00:00.000Z",
        "level": "INFO",
        "logger": "jobs.ingest",
        "message": "读了\n",
        "new": 3,
    }


def test_tokens_and_secrets_are_taken_out() -> None:
    key = 'se"same'
    for formatter in (LineFormatter([key]), JsonFormatter([key])):
        line = formatter.format(record(f"POST /bot{EXAMPLE}/getMe", key=key))

        assert EXAMPLE not in line
        assert "same" not in line


def test_a_traceback_is_redacted_too() -> None:
    made = record("failed")
    try:
        int(EXAMPLE)
    except ValueError:
        made.exc_info = sys.exc_info()

    for formatter in (LineFormatter([]), JsonFormatter([])):
        line = formatter.format(made)

        assert "ValueError" in line
        assert EXAMPLE not in line
