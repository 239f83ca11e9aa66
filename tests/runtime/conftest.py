"""The command line in this process: a state directory of its own, settings from nowhere else."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.settings import PREFIX, Settings
from tests.fakes import InlineReader


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take every setting away, and any `.env` file."""
    for name in Settings.model_fields:
        for variable in (name, f"{name}_file"):
            monkeypatch.delenv(f"{PREFIX}{variable.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


class OpenReader(InlineReader):
    """Parses in this process: starting others takes longer than most commands."""

    async def close(self) -> None:
        """Do nothing."""


@pytest.fixture
def tidings(
    clean: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    sqlite_template: Path,
    capfd: pytest.CaptureFixture[str],
) -> Callable[..., Said]:
    """Return a function that runs `tidings ARGUMENTS` over an empty database."""
    del clean
    monkeypatch.setattr("bot.app.PooledReader", OpenReader)
    shutil.copy(sqlite_template, tmp_path / "tidings.db")
    monkeypatch.setenv("TIDINGS_STATE_DIR", str(tmp_path))

    def run(*arguments: str) -> Said:
        code = main(arguments)
        said = capfd.readouterr()
        return Said(code, said.out, said.err)

    return run
