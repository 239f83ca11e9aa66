"""A backup is whole, can be put back, and refuses what would do harm."""

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.errors import StoreError
from data.backup import back_up, put_back
from data.migrate import current_revision, head_revision, migrate, revisions

READER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("SELECT * FROM note").fetchall()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("backup") / "made.db"
    migrate(f"sqlite:///{made}")
    change(made, "CREATE TABLE note(title TEXT)", "INSERT INTO note VALUES ('one')")
    return made


@pytest.fixture
def path(migrated: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "news.db"
    shutil.copy(migrated, copied)
    return copied


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


@contextmanager
def open_in_another_process(path: Path) -> Iterator[None]:
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", READER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        yield
        process.communicate()


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def titles(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [title for (title,) in database.execute("SELECT title FROM note")]


def write(path: Path, title: str) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    database.execute("INSERT INTO note VALUES (?)", [title])
    database.commit()
    return database


def test_a_backup_holds_what_is_committed_while_others_write(path: Path, tmp_path: Path) -> None:
    with closing(write(path, "two")) as open_elsewhere:
        back_up(f"sqlite:///{path}", tmp_path / "copy.db")
        open_elsewhere.execute("INSERT INTO note VALUES ('uncommitted')")

    assert titles(tmp_path / "copy.db") == ["one", "two"]


def test_what_is_put_back_replaces_everything(path: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{path}", tmp_path / "copy.db")
    write(path, "later").close()

    put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert titles(path) == ["one"]


def test_a_backup_can_be_put_where_nothing_was(path: Path, tmp_path: Path) -> None:
    kept = put_back(f"sqlite:///{tmp_path / 'var' / 'new.db'}", path)

    assert kept is None
    assert titles(tmp_path / "var" / "new.db") == ["one"]


def test_what_was_there_before_a_restore_is_kept_each_time(path: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{path}", tmp_path / "copy.db")
    write(path, "later").close()

    first = put_back(f"sqlite:///{path}", tmp_path / "copy.db")
    second = put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert first == tmp_path / "news.db.before-restore-1"
    assert titles(first) == ["one", "later"]
    assert second == tmp_path / "news.db.before-restore-2"
    assert names(tmp_path) == {"news.db", "copy.db", first.name, second.name}


def test_what_was_there_is_kept_where_files_cannot_be_linked(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    back_up(f"sqlite:///{path}", tmp_path / "copy.db")
    write(path, "later").close()

    kept = put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert kept is not None
    assert titles(kept) == ["one", "later"]
    assert titles(path) == ["one"]


def test_a_restored_database_is_up_to_date(path: Path, tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path / 'old.db'}", revisions()[-2])

    put_back(f"sqlite:///{path}", tmp_path / "old.db")

    assert current_revision(f"sqlite:///{path}") == head_revision()
    assert current_revision(f"sqlite:///{tmp_path / 'old.db'}") == revisions()[-2]


def test_a_broken_database_is_replaced_and_its_log_kept(path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"noise" * 1000)
    (tmp_path / "broken.db-wal").write_bytes(b"log")

    kept = put_back(f"sqlite:///{broken}", path)

    assert kept is not None
    assert kept.read_bytes() == b"noise" * 1000
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"log"
    assert titles(broken) == ["one"]


def test_a_database_that_another_process_has_open_is_not_replaced(
    path: Path, tmp_path: Path
) -> None:
    back_up(f"sqlite:///{path}", tmp_path / "copy.db")
    write(path, "later").close()

    with (
        open_in_another_process(path),
        pytest.raises(StoreError, match="the database is in use: stop the bot first"),
    ):
        put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert titles(path) == ["one", "later"]
    assert names(tmp_path) == {"news.db", "copy.db"}


def test_an_existing_file_is_never_overwritten_by_a_backup(path: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")

    with pytest.raises(StoreError, match="exists already"):
        back_up(f"sqlite:///{path}", tmp_path / "copy.db")


def test_a_backup_that_fails_midway_leaves_nothing_behind(path: Path, tmp_path: Path) -> None:
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, unlimited[1]))
    try:
        with pytest.raises(StoreError, match=r"half\.db: .*disk"):
            back_up(f"sqlite:///{path}", tmp_path / "half.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)

    assert "half.db" not in names(tmp_path)


def test_where_nothing_can_be_written_a_backup_says_what_it_needs(
    path: Path, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="whoever runs this has to be able to write there"):
        back_up(f"sqlite:///{path}", tmp_path / "no folder" / "copy.db")


def test_what_stands_in_the_way_of_a_restore_is_named(path: Path, tmp_path: Path) -> None:
    back_up(f"sqlite:///{path}", tmp_path / "copy.db")
    (tmp_path / "news.db.restoring").mkdir()

    with pytest.raises(StoreError, match=r"news\.db\.restoring: "):
        put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert titles(path) == ["one"]


def test_without_a_database_there_is_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        back_up(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy.db")


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (["DROP TABLE alembic_version"], "no database of Tidings"),
        (["DELETE FROM alembic_version"], "no database of Tidings"),
        (["UPDATE alembic_version SET version_num = '9999'"], "unknown revision 9999"),
        (
            [
                "CREATE INDEX note_title ON note(title)",
                "PRAGMA writable_schema=ON",
                "DELETE FROM sqlite_schema WHERE name = 'note_title'",
            ],
            "damaged",
        ),
    ],
    ids=["another program's", "empty", "newer", "damaged"],
)
def test_what_cannot_be_used_leaves_the_database_alone(
    path: Path, tmp_path: Path, statements: list[str], message: str
) -> None:
    back_up(f"sqlite:///{path}", tmp_path / "copy.db")
    change(tmp_path / "copy.db", *statements)
    before = path.read_bytes()

    with pytest.raises(StoreError, match=rf"copy\.db .*{message}") as refused:
        put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before
    assert names(tmp_path) == {"news.db", "copy.db"}


@pytest.mark.parametrize("content", [b"", b"<opml/>", b"SQLite format 3\0" + b"broken" * 500])
def test_what_is_no_backup_leaves_the_database_alone(
    path: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "copy.db").write_bytes(content)

    with pytest.raises(StoreError):
        put_back(f"sqlite:///{path}", tmp_path / "copy.db")

    assert titles(path) == ["one"]
    assert names(tmp_path) == {"news.db", "copy.db"}


def test_a_missing_backup_is_named(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db"):
        put_back(f"sqlite:///{path}", tmp_path / "none.db")


def test_postgresql_has_tools_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        back_up("postgresql://db/news", tmp_path / "copy.db")


def test_postgresql_is_restored_by_its_own_tools_too(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_restore"):
        put_back("postgresql://db/news", tmp_path / "copy.db")
