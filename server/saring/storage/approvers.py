"""The people who may approve, each with the scrypt hash of a passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from saring.storage.database import Database


@dataclass(frozen=True, slots=True)
class Approver:
    """``secret`` = scrypt(passphrase, ``salt``); ``locked_until`` is Unix seconds."""

    name: str
    salt: bytes
    secret: bytes
    failures: int = 0
    locked_until: int = 0

    def __repr__(self) -> str:
        """Without the hash."""
        return f"Approver({self.name!r})"


class ApproverRepository:
    """Reads and writes approvers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Approver | None:
        """The approver of exactly that name. Raises ``StorageProblem``."""
        return next((found for found in self.all() if found.name == name), None)

    def all(self) -> list[Approver]:
        """Every approver, by name. Raises ``StorageProblem``."""
        from sqlalchemy import select

        from saring.storage.tables import approvers as t

        with self._database.read() as connection:
            rows = connection.execute(select(t).order_by(t.c.name)).all()
        return [Approver(r.name, r.salt, r.secret, r.failures, r.locked_until) for r in rows]

    def add(self, approver: Approver) -> bool:
        """Store a new approver; False if the name is taken. Raises ``StorageProblem``."""
        from sqlalchemy import select

        from saring.storage.tables import approvers as t

        with self._database.write() as connection:
            if connection.execute(select(t.c.id).where(t.c.name == approver.name)).first() is not None:
                return False
            connection.execute(t.insert().values(
                name=approver.name, salt=approver.salt, secret=approver.secret, failures=0, locked_until=0,
            ))
            return True

    def count_failure(self, name: str, failures: int, locked_until: int) -> None:
        """Remember wrong passphrases. Raises ``StorageProblem``."""
        from saring.storage.tables import approvers as t

        with self._database.write() as connection:
            connection.execute(t.update().where(t.c.name == name).values(failures=failures, locked_until=locked_until))
