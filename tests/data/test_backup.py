"""A backup is whole, can be put back, and refuses what would do harm."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from data.backup import back_up, put_back


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.db"
    with closing(sqlite3.connect(made)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE story(title TEXT)")
        database.execute("INSERT INTO story VALUES ('one')")
        database.commit()
    return made


def titles(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [title for (title,) in database.execute("SELECT title FROM story")]


def write(path: Path, title: str) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    database.execute("INSERT INTO story VALUES (?)", [title])
    database.commit()
    return database


def test_a_backup_holds_what_is_committed_while_others_write(path: Path, tmp_path: Path) -> None:
    with closing(write(path, "two")) as open_elsewhere:
        back_up(f"sqlite:///{path}", tmp_path / "copy.db")
        open_elsewhere.execute("INSERT INTO story VALUES ('uncommitted')")

    assert titles(tmp_path / "copy.db") == ["one", "two"]


def test_what_is_put_back_replaces_everything(path: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{path}", tmp_path / "copy.db")
    write(path, "later").close()

    put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert titles(path) == ["one"]
    assert list(tmp_path.glob("*.restoring")) == []


def test_a_backup_can_be_put_where_nothing_was(path: Path, tmp_path: Path) -> None:
    put_back(f"sqlite:///{tmp_path / 'var' / 'new.db'}", path)

    assert titles(tmp_path / "var" / "new.db") == ["one"]


def test_an_existing_file_is_never_overwritten_by_a_backup(path: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")

    with pytest.raises(StoreError, match="exists already"):
        back_up(f"sqlite:///{path}", tmp_path / "copy.db")


def test_without_a_database_there_is_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        back_up(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy.db")


@pytest.mark.parametrize("content", [b"", b"<opml/>", b"SQLite format 3\0" + b"broken" * 500])
def test_what_is_no_backup_leaves_the_database_alone(
    path: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "copy.db").write_bytes(content)

    with pytest.raises(StoreError):
        put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert titles(path) == ["one"]
    assert list(tmp_path.glob("*.restoring")) == []


def test_a_missing_backup_is_named(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db"):
        put_back(f"sqlite:///{path}", tmp_path / "none.db")


def test_postgresql_has_tools_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        back_up("postgresql://db/news", tmp_path / "copy.db")
