"""Health names every problem in a sentence, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import saring
from saring.services.approvals import Approvals
from saring.services.health import Health
from saring.services.records import Recorder
from saring.storage.approvals import ApprovalRepository
from saring.storage.approvers import ApproverRepository
from saring.storage.database import Database
from saring.storage.files import private_directory
from saring.storage.pairings import Pairing, PairingStore
from saring.storage.records import RecordRepository


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Any]:
    """Everything health looks at, all well."""
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    recorder = Recorder(RecordRepository(database), b"k" * 32)
    pairings = PairingStore(private_directory(tmp_path / "pairings"))
    pairings.add(Pairing("00112233aabbccdd", bytes(32)))
    return {
        "policy_version": "p-1:0", "policy_problem": "", "vision": lambda: "idle", "recorder": recorder,
        "approvals": Approvals(ApprovalRepository(database), ApproverRepository(database), recorder),
        "database": database, "pairings": pairings,
    }


def test_all_well(parts: dict[str, Any], tmp_path: Path) -> None:
    assert Health(**parts).report() == {
        "saring": "companion", "version": saring.__version__, "protocol": 1, "policy_version": "p-1:0",
        "vision": "idle", "problems": [],
    }
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize("vision,word", [("missing", "models"), ("failed", "worker")])
def test_pictures_that_cannot_be_checked(parts: dict[str, Any], vision: str, word: str) -> None:
    parts["vision"] = lambda: vision
    assert [word in problem for problem in Health(**parts).problems()] == [True]


def test_the_policy(parts: dict[str, Any]) -> None:
    parts["policy_problem"] = "There is no valid policy."
    assert Health(**parts).problems() == ["There is no valid policy."]


def test_the_database(parts: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"this is not a database " * 100)
    parts["recorder"].record("d", "p", "allow", "posted", "x")
    assert ["set aside" in problem for problem in Health(**parts).problems()] == [True]
    parts["approvals"].problem = "locked"
    assert "Approvals can't be looked up: another program" in Health(**parts).problems()[0]


def test_a_secret_that_others_can_read(parts: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "pairings" / "00112233aabbccdd.json").chmod(0o644)
    assert ["chmod 600" in problem for problem in Health(**parts).problems()] == [True]
