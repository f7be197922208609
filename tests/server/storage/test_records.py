"""Records: appended whole, read newest first."""

from __future__ import annotations

from pathlib import Path

from saring.storage.database import Database
from saring.storage.records import Record, RecordRepository


def test_records_come_back_newest_first(tmp_path: Path) -> None:
    repository = RecordRepository(Database(f"sqlite:///{tmp_path / 'a.db'}"))
    found = [Record(n, "x", "warn", ("a", "b"), ("timed_out",), "posted", f"{n:064d}", "p") for n in range(5)]
    repository.add(found)
    assert repository.latest(3) == found[:1:-1]
