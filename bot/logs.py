"""Logs: one line for each thing that happened, as text or JSON, with every secret taken out."""

import json
import logging
import re
import sys
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Literal

FACTS = "facts"
"""The key of `extra` under which a record carries its named values."""
HIDDEN = "[hidden]"

_TOKEN = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{20,}")
_TALKATIVE = {
    # A job that is still at work skips its turn: as meant, no warning.
    "apscheduler": logging.ERROR,
    "telegram": logging.WARNING,
    "alembic": logging.WARNING,
}


class LineFormatter(logging.Formatter):
    """Writes `2026-01-31T08:00:00Z INFO jobs.ingest source read source=… new=3`."""

    def __init__(self, secrets: Collection[str]) -> None:
        super().__init__()
        in_json = {json.dumps(secret)[1:-1] for secret in secrets}
        self._secrets = sorted(in_json.union(secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of text, its traceback below."""
        facts = " ".join(f"{name}={_word(value)}" for name, value in _facts(record).items())
        parts = [_when(record), record.levelname, record.name, record.getMessage(), facts]
        return self.redact(" ".join(filter(None, parts)) + self._trace(record))

    def redact(self, text: str) -> str:
        """Take tokens and all secrets out of `text`."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _TOKEN.sub(HIDDEN, text)

    def _trace(self, record: logging.LogRecord) -> str:
        return "\n" + self.formatException(record.exc_info) if record.exc_info else ""


class JsonFormatter(LineFormatter):
    """Writes one JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a JSON object."""
        line = {
            "time": _when(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if trace := self._trace(record):
            line["trace"] = trace.strip()
        return self.redact(json.dumps(line, ensure_ascii=False, default=str))


def configure_logs(
    style: Literal["text", "json"], secrets: Collection[str], *, is_quiet: bool = False
) -> None:
    """Send log records to standard error in `style`; where `is_quiet`, warnings and worse only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter((JsonFormatter if style == "json" else LineFormatter)(secrets))
    level = logging.WARNING if is_quiet else logging.INFO
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, level in _TALKATIVE.items():
        logging.getLogger(name).setLevel(level)


def _when(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _word(value: object) -> str:
    """Write a value as one word; what comes from outside cannot start a line of its own."""
    text = str(value)
    return (
        text
        if re.fullmatch(r"[^\s\"\x00-\x1f\x7f]+", text)
        else json.dumps(text, ensure_ascii=False)
    )


def _facts(record: logging.LogRecord) -> dict[str, object]:
    facts = getattr(record, FACTS, None)
    return facts if isinstance(facts, dict) else {}
