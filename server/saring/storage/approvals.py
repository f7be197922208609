"""Requests for approval, one row each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from saring.storage.database import Database
from saring.storage.names import pack, unpack


_RANK = {"granted": 2, "waiting": 1}


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One request. ``state``: waiting, granted, denied. Times are Unix seconds. ``digest`` is keyed."""

    id: str
    digest: str
    policy_version: str
    site: str
    account: str
    note: str
    rules: tuple[str, ...]
    state: str
    by: str
    asked_by: str
    asked_at: int
    expires_at: int


class ApprovalRepository:
    """Reads and writes requests for approval."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, row: ApprovalRow) -> None:
        """Store a new request. Raises ``StorageProblem``."""
        from saring.storage.tables import approvals

        with self._database.write() as connection:
            connection.execute(approvals.insert().values(**_values(row)))

    def get(self, key: str) -> ApprovalRow | None:
        """The request of that id. Raises ``StorageProblem``."""
        from sqlalchemy import select

        from saring.storage.tables import approvals

        with self._database.read() as connection:
            found = connection.execute(select(approvals).where(approvals.c.id == key)).one_or_none()
        return _row(found) if found is not None else None

    def live(self, digest: str, policy_version: str, now: int) -> ApprovalRow | None:
        """The request for exactly that draft and policy that has not expired; a granted one first.

        Raises ``StorageProblem``.
        """
        from sqlalchemy import select

        from saring.storage.tables import approvals as t

        wanted = select(t).where(t.c.digest == digest, t.c.policy_version == policy_version, t.c.expires_at > now)
        with self._database.read() as connection:
            rows = [_row(found) for found in connection.execute(wanted)]
        return max(rows, key=lambda row: (_RANK.get(row.state, 0), row.asked_at), default=None)

    def open_requests(self, now: int) -> list[ApprovalRow]:
        """Every request that has not expired, oldest first. Raises ``StorageProblem``."""
        from sqlalchemy import select

        from saring.storage.tables import approvals as t

        with self._database.read() as connection:
            rows = connection.execute(select(t).where(t.c.expires_at > now).order_by(t.c.asked_at, t.c.id)).all()
        return [_row(row) for row in rows]

    def decide(self, key: str, state: str, by: str, expires_at: int) -> bool:
        """Answer a waiting request; False if it is not waiting any more. Raises ``StorageProblem``."""
        from saring.storage.tables import approvals as t

        change = t.update().where(t.c.id == key, t.c.state == "waiting")
        with self._database.write() as connection:
            done = connection.execute(change.values(state=state, by=by, expires_at=expires_at))
            return done.rowcount == 1


def _values(row: ApprovalRow) -> dict[str, Any]:
    return {
        "id": row.id, "digest": row.digest, "policy_version": row.policy_version, "site": row.site,
        "account": row.account, "note": row.note, "rules": pack(row.rules, 4000), "state": row.state,
        "by": row.by, "asked_by": row.asked_by, "asked_at": row.asked_at, "expires_at": row.expires_at,
    }


def _row(found: Any) -> ApprovalRow:
    return ApprovalRow(**(dict(found._mapping) | {"rules": unpack(found.rules)}))
