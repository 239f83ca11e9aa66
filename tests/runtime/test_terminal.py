"""What people meet at a terminal of any width: tables, help, and errors that name their cause."""

from importlib.metadata import version
from pathlib import Path

import pytest
from rich.console import Console

from bot.commands import terminal

from .conftest import Run

COLUMNS = ("Source>", "Status", "New#", "Error>")
ROWS = [
    ("https://news.example/artificial-intelligence/feed.xml", "ok", 3, None),
    ("https://b.example/feed", "failed", 0, "the server says [500] and nothing else at all"),
]


def at_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Have the output be a terminal of that width."""
    monkeypatch.setattr(terminal, "out", Console(width=width, force_terminal=True))


def test_what_is_too_wide_for_the_terminal_gets_lines_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_terminal(monkeypatch, 80)

    terminal.show_table(COLUMNS, ROWS)

    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "  Status  New",
        "https://news.example/artificial-intelligence/feed.xml",
        "  ok        3",
        "https://b.example/feed",
        "  failed    0",
        "  the server says [500] and nothing else at all",
    ]


@pytest.mark.parametrize("width", [0, 200])
def test_with_room_each_row_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    if width:
        at_terminal(monkeypatch, width)

    terminal.show_table(COLUMNS, ROWS)

    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["Source", "Status", "New", "Error"]
    assert [line.split()[0] for line in lines] == [row[0] for row in ROWS]


def test_the_help_ends_each_sentence(tidings: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    for command in ([], ["digest"], ["sources"]):
        assert "..." not in tidings(*command, "--help").out.partition("Commands:")[2]


@pytest.mark.parametrize("command", ["stats", "check"])
def test_a_list_that_is_no_text_is_named_in_plain_words(
    tidings: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    (tmp_path / "feeds").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("TIDINGS_SOURCES_FILE", str(tmp_path / "feeds"))

    assert tidings(command).err == (
        f"tidings: TIDINGS_SOURCES_FILE: {tmp_path / 'feeds'}:"
        " neither OPML nor TOML: it is no text in UTF-8\n"
    )


def test_the_version_is_told(tidings: Run) -> None:
    said = tidings("--version")

    assert (said.code, said.out) == (0, f"tidings {version('tidings')}\n")


@pytest.mark.enable_socket
@pytest.mark.usefixtures("no_sources")
def test_a_telegram_that_cannot_be_reached_is_no_chat(
    tidings: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_TELEGRAM_TOKEN", "1:abc")
    monkeypatch.setenv("TIDINGS_TELEGRAM_API", "http://127.0.0.1:9")

    rows = tidings("check", "--json").json

    (detail,) = [row["detail"] for row in rows if row["check"] == "telegram"]
    assert detail.startswith("Telegram: getMe: ")


@pytest.mark.parametrize("command", ["stats", "migrate"])
def test_what_is_no_database_is_named_with_its_setting(
    tidings: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "tidings.db").write_bytes(b"not a database" * 1000)

    said = tidings(command)

    assert said.code == 2
    assert said.err == (
        f"tidings: TIDINGS_STATE_DIR: {tmp_path / 'tidings.db'}: file is not a database;"
        " `tidings restore` puts a backup in its place\n"
    )
