"""Opens the database's engine: SQLite's settings, the newest schema, a broken file set aside."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from saring.storage.problems import code_of

#: Milliseconds to wait for another process's write to end.
BUSY = 5000


def open_engine(url: str, head: str) -> tuple[Engine, Path | None]:
    """An engine on a schema at ``head``, and where a broken SQLite file was put, if it was one.

    Raises ``SQLAlchemyError``, ``OSError``.
    """
    engine = _engine(url)
    try:
        _open(engine, head)
        return engine, None
    except DatabaseError as error:
        file = _file(url)
        if file is None or code_of(error) != "corrupt":
            raise
    aside = _set_aside(engine, file)
    _open(engine, head)
    return engine, aside


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """WAL only where its reset bug is mended (3.51.3, and 3.53.0 on; 3.52.0 was withdrawn), else TRUNCATE."""
    return "WAL" if (3, 51, 3) <= version < (3, 52, 0) or version >= (3, 53, 0) else "TRUNCATE"


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if file := _file(url):
        _touch(file)
    # A connection per use: nothing is held open while idle, and a replaced or repaired file is seen at once.
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": BUSY / 1000})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: Any) -> None:
    # BEGIN is sent by _begin, so that a writer waits at its start and never fails halfway.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY}", f"journal_mode={journal_mode()}", "synchronous=FULL", "foreign_keys=ON",
                   "secure_delete=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("saring_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _open(engine: Engine, head: str) -> None:
    with engine.connect().execution_options(saring_reads=True) as connection:
        if engine.dialect.name == "sqlite" and connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
            broken = sqlite3.DatabaseError()
            broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise DatabaseError("quick_check", None, broken)
        known = "alembic_version" in inspect(connection).get_table_names()
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None
    if found is None and _found_new(engine, head):
        return
    if found != head:
        # Alembic costs 10 MB and a tenth of a second, so it is brought in only when there is something to do.
        from saring.storage.migrate import upgrade

        upgrade(engine)


def _found_new(engine: Engine, head: str) -> bool:
    """Make the newest schema in an empty database, which needs no migration; False if it is not empty.

    A test holds the tables to what the migrations make.
    """
    from saring.storage.tables import metadata

    with engine.begin() as connection:
        if inspect(connection).get_table_names():
            return False
        metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
    return True


def _set_aside(engine: Engine, file: Path) -> Path:
    """Keep a broken file under a dated name, for whoever wants to look, and begin a new one."""
    engine.dispose()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = file.rename(file.with_name(f"{file.name}.broken-{stamp}"))
    for suffix in ("-journal", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    _touch(file)
    return aside


def _touch(file: Path) -> None:
    # Made here and not by SQLite, so that nobody else can read it whatever the umask is; its journals follow.
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _file(url: str) -> Path | None:
    parsed = make_url(url)
    on_disk = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(str(parsed.database)) if on_disk else None
