"""Approvers: one per name, failures counted."""

from __future__ import annotations

from pathlib import Path

from saring.storage.approvers import Approver, ApproverRepository
from saring.storage.database import Database


def test_approvers_are_kept_by_name(tmp_path: Path) -> None:
    repository = ApproverRepository(Database(f"sqlite:///{tmp_path / 'a.db'}"))
    budi = Approver("Budi", b"salt", b"secret")
    assert repository.add(budi) and not repository.add(Approver("Budi", b"x", b"y"))
    assert repository.get("Budi") == budi and repository.get("budi") is None
    repository.count_failure("Budi", 3, 99)
    assert repository.get("Budi") == Approver("Budi", b"salt", b"secret", 3, 99)
    assert repository.add(Approver("Ani", b"s", b"t"))
    assert [found.name for found in repository.all()] == ["Ani", "Budi"]
    assert "secret" not in repr(budi)
