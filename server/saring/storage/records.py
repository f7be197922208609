"""Records of what became of verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from saring.storage.database import Database
from saring.storage.names import pack, unpack


@dataclass(frozen=True, slots=True)
class Record:
    """One outcome. ``at`` is Unix time in seconds; ``digest`` is keyed; nothing is the author's text."""

    at: int
    site: str
    action: str
    rules: tuple[str, ...]
    unchecked: tuple[str, ...]
    outcome: str
    digest: str
    policy_version: str


class RecordRepository:
    """Appends and reads records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, found: Iterable[Record]) -> None:
        """Append all or none. Raises ``StorageProblem``."""
        from saring.storage.tables import records

        rows = [
            {"at": r.at, "site": r.site, "action": r.action, "rules": pack(r.rules, 4000),
             "unchecked": pack(r.unchecked, 500), "outcome": r.outcome, "digest": r.digest,
             "policy_version": r.policy_version}
            for r in found
        ]
        with self._database.write() as connection:
            connection.execute(records.insert(), rows)

    def latest(self, count: int) -> list[Record]:
        """The newest records, newest first. Raises ``StorageProblem``."""
        from sqlalchemy import select

        from saring.storage.tables import records

        with self._database.read() as connection:
            rows = connection.execute(select(records).order_by(records.c.id.desc()).limit(count)).all()
        return [
            Record(r.at, r.site, r.action, unpack(r.rules), unpack(r.unchecked), r.outcome,
                   r.digest, r.policy_version)
            for r in rows
        ]
