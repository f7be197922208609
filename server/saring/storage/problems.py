"""Why the database can't be used, in the few words that people and policies tell apart."""

from __future__ import annotations

import errno
import sqlite3

#: What the operating system says, by errno.
OS_CODES = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "read_only", errno.EACCES: "read_only"}
_SQLITE = {
    sqlite3.SQLITE_FULL: "full", sqlite3.SQLITE_BUSY: "locked", sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_CORRUPT: "corrupt", sqlite3.SQLITE_NOTADB: "corrupt", sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "read_only",
}


class StorageProblem(Exception):
    """The database can't be used. ``code``: full, locked, corrupt, read_only, unavailable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def code_of(error: Exception) -> str:
    """The code of ``StorageProblem`` for what SQLAlchemy raised."""
    number = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return _SQLITE.get(number & 0xFF, "unavailable") if isinstance(number, int) else "unavailable"
