"""Requests for approval: found by exactly their draft and policy, answered once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from saring.storage.approvals import ApprovalRepository, ApprovalRow
from saring.storage.database import Database

ROW = ApprovalRow("00000001", "d" * 64, "p-1", "x", "@a", "note", ("r",), "waiting", "", "ani", 100, 200)


@pytest.fixture
def repository(tmp_path: Path) -> ApprovalRepository:
    """An empty table."""
    return ApprovalRepository(Database(f"sqlite:///{tmp_path / 'a.db'}"))


def test_only_the_exact_draft_and_policy_find_it(repository: ApprovalRepository) -> None:
    repository.add(ROW)
    assert repository.get("00000001") == ROW and repository.get("00000002") is None
    assert repository.live("d" * 64, "p-1", 150) == ROW
    assert repository.live("e" * 64, "p-1", 150) is None
    assert repository.live("d" * 64, "p-2", 150) is None
    assert repository.live("d" * 64, "p-1", 200) is None
    assert repository.open_requests(199) == [ROW] and repository.open_requests(200) == []


def test_a_granted_one_comes_before_the_others(repository: ApprovalRepository) -> None:
    for number, state in enumerate(("denied", "granted", "denied", "waiting")):
        repository.add(replace(ROW, id=f"{number:08d}", state=state, asked_at=100 + number))
    found = repository.live("d" * 64, "p-1", 150)
    assert found is not None and found.state == "granted"


def test_it_is_answered_once(repository: ApprovalRepository) -> None:
    repository.add(ROW)
    assert repository.decide("00000001", "denied", "budi", 300)
    assert not repository.decide("00000001", "granted", "budi", 300)
    assert repository.get("00000001") == replace(ROW, state="denied", by="budi", expires_at=300)
    assert not repository.decide("none", "granted", "budi", 300)
