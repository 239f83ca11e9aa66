"""The command line in this process: a state directory of its own, settings from nowhere else."""

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import pytest

from bot.cli import main
from bot.settings import PREFIX, Settings
from data.store import Store, open_store
from tests.fakes import InlineReader

T = TypeVar("T")


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


Run: TypeAlias = Callable[..., Said]


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
) -> Run:
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


@pytest.fixture
def no_sources(clean: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the curated list by one source that nobody answers for."""
    del clean
    (tmp_path / "list.toml").write_text(
        '[[source]]\nurl = "http://127.0.0.1:9/feed"\ntitle = "T"\npublisher = "P"\n'
        'language = "en"\n'
    )
    monkeypatch.setenv("TIDINGS_SOURCES_FILE", str(tmp_path / "list.toml"))


def stored(path: Path, work: Callable[[Store], Awaitable[T]]) -> T:
    """Do something with the store the commands use."""

    async def do() -> T:
        async with open_store(f"sqlite:///{path / 'tidings.db'}") as store:
            return await work(store)

    return asyncio.run(do())


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.startswith("tidings: ")
