"""What an operator can do about the errors of SQLite, whose own words name only what failed."""

import sqlite3

_RIGHTS = "; whoever runs this has to be able to write there, in the folder too"
_BACKUP = "; `tidings restore` puts a backup in its place"
_REMEDIES = {
    sqlite3.SQLITE_CANTOPEN: _RIGHTS,
    sqlite3.SQLITE_PERM: _RIGHTS,
    sqlite3.SQLITE_READONLY: _RIGHTS,
    sqlite3.SQLITE_FULL: "; make room on the disk",
    sqlite3.SQLITE_NOTADB: _BACKUP,
    sqlite3.SQLITE_CORRUPT: _BACKUP,
    sqlite3.SQLITE_IOERR: "; see whether the disk is full",
}
_KIND = 0xFF
"""The rest of a code says which case of its kind it is (SQLite, result codes)."""


def remedy(error: BaseException | None) -> str:
    """Say what mends `error` or what it came of, to follow its words; empty where nobody knows."""
    while error is not None and not isinstance(error, sqlite3.Error):
        error = error.__cause__
    code = getattr(error, "sqlite_errorcode", 0)  # none where Python itself refused
    return _REMEDIES.get(code & _KIND, "")
