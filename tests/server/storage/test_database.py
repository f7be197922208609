"""The database under stress: full, locked, damaged, read-only; and its settings."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from saring.storage import engine
from saring.storage.database import HEAD, Database, database_url
from saring.storage.problems import StorageProblem
from saring.storage.records import Record, RecordRepository

RECORD = Record(1, "x", "block", ("rule.a",), (), "blocked", "d" * 64, "p-1:0")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "saring.db"


@pytest.fixture
def database(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database on a file."""
    monkeypatch.delenv("SARING_DATABASE", raising=False)
    found = Database(database_url(file))
    yield found
    found.close()


@pytest.mark.parametrize("pragma,value", [
    ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 5000), ("trusted_schema", 0),
    ("journal_mode", engine.journal_mode().lower()),
])
def test_sqlites_settings(database: Database, pragma: str, value: object) -> None:
    with database.read() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


@pytest.mark.parametrize("version,mode", [
    ((3, 40, 1), "TRUNCATE"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 52, 0), "TRUNCATE"),
    ((3, 53, 0), "WAL"), ((4, 0, 0), "WAL"),
])
def test_wal_only_where_it_is_safe(version: tuple[int, int, int], mode: str) -> None:
    assert engine.journal_mode(version) == mode


def test_the_file_is_its_owners_alone_whatever_the_umask(database: Database, file: Path) -> None:
    old = os.umask(0)
    try:
        database.check()
        RecordRepository(database).add([RECORD])
    finally:
        os.umask(old)
    assert {path.stat().st_mode & 0o077 for path in file.parent.iterdir()} == {0}


def test_it_opens_at_the_newest_schema_without_loading_alembic(database: Database, file: Path) -> None:
    database.check()
    with database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    code = ("import sys; from saring.storage.database import Database; Database(sys.argv[1]).check(); "
            "print('alembic' in sys.modules)")
    for path in (file, file.with_name("new.db")):
        said = subprocess.run([sys.executable, "-c", code, database_url(path)], capture_output=True, text=True)
        assert said.stdout == "False\n", said.stderr


def test_a_full_disk_is_said_and_got_over(database: Database) -> None:
    repository = RecordRepository(database)
    repository.add([RECORD])
    large = Record(1, "x", "block", tuple("r" * 200 for _ in range(20)), (), "blocked", "d" * 64, "p")

    def limit(connection: object, _: object) -> None:
        assert isinstance(connection, sqlite3.Connection)
        connection.execute("PRAGMA max_page_count=1")

    found = database._ready()
    event.listen(found, "connect", limit)
    with pytest.raises(StorageProblem) as problem:
        repository.add([large] * 50)
    assert problem.value.code == "full"
    event.remove(found, "connect", limit)
    repository.add([large])
    assert len(repository.latest(100)) == 2


def test_another_programs_lock_is_waited_for_and_then_said(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY", 100)
    repository = RecordRepository(database)
    repository.add([RECORD])
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageProblem) as problem:
        repository.add([RECORD])
    assert problem.value.code == "locked"
    holder.execute("ROLLBACK")
    holder.close()
    repository.add([RECORD])
    assert len(repository.latest(10)) == 2


@pytest.mark.parametrize("damage", ["header", "page", "garbage", "text"])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(database: Database, file: Path, damage: str) -> None:
    repository = RecordRepository(database)
    repository.add([RECORD] * 200)
    database.close()
    data = bytearray(file.read_bytes())
    if damage == "header":
        data[:100] = b"\xff" * 100
    elif damage == "page":
        data[8192:] = b"\xa5" * (len(data) - 8192)
    elif damage == "garbage":
        data = bytearray(os.urandom(5000))
    else:
        data = bytearray(b"this is not a database, " * 400)
    file.write_bytes(data)
    repository.add([RECORD])
    assert repository.latest(10) == [RECORD]
    assert database.set_aside is not None and database.set_aside.read_bytes() == bytes(data)
    assert database.set_aside.name.startswith("saring.db.broken-")


def test_damage_that_shows_later_is_said_and_then_mended(database: Database, file: Path) -> None:
    repository = RecordRepository(database)
    repository.add([RECORD] * 200)
    data = file.read_bytes()
    file.write_bytes(b"\xff" * len(data))
    with pytest.raises(StorageProblem) as problem:
        repository.add([RECORD])
    assert problem.value.code == "corrupt"
    repository.add([RECORD])
    assert repository.latest(10) == [RECORD]


def test_a_folder_that_is_gone_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem):
        Database(database_url(tmp_path / "none" / "saring.db")).check()


def test_any_url_may_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    monkeypatch.setenv("SARING_DATABASE", url)
    assert database_url(tmp_path / "saring.db") == url
    monkeypatch.delenv("SARING_DATABASE")
    with pytest.raises(StorageProblem) as problem:
        Database("postgresql+nothing://localhost/saring").check()
    assert problem.value.code == "unavailable"


def test_writers_from_many_threads_lose_nothing(database: Database) -> None:
    repository = RecordRepository(database)
    threads = [threading.Thread(target=lambda: [repository.add([RECORD]) for _ in range(5)]) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(repository.latest(100)) == 30
