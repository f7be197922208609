"""Approvals: one exact draft, one exact policy, another person, one day."""

from __future__ import annotations

from pathlib import Path

import pytest

from saring.domain import Action, Verdict
from saring.services import approvals as module
from saring.services.approvals import ApprovalError, Approvals
from saring.services.records import Recorder
from saring.storage.approvals import ApprovalRepository
from saring.storage.approvers import ApproverRepository
from saring.storage.database import Database
from saring.storage.problems import StorageProblem
from saring.storage.records import RecordRepository

PASSPHRASE = "kopi tubruk pagi"


class Clock:
    """A clock that is moved by hand."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Time, standing still."""
    return Clock()


@pytest.fixture
def approvals(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Approvals:
    """Approvals with one approver, Budi; Ani is at the keyboard."""
    monkeypatch.setattr(module, "_user", lambda: "ani")
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    recorder = Recorder(RecordRepository(database), b"k" * 32)
    found = Approvals(ApprovalRepository(database), ApproverRepository(database), recorder, clock)
    found.add_approver("Budi", PASSPHRASE)
    return found


def _verdict(action: Action = Action.REVIEW, digest: str = "d", policy: str = "p-1") -> Verdict:
    return Verdict(action, digest, policy)


def test_a_granted_draft_opens_for_a_day(approvals: Approvals, clock: Clock) -> None:
    request = approvals.ask("d", "p-1", "x", "@a", "")
    clock.now += 3600
    approvals.decide(request.id, True, "Budi", PASSPHRASE)
    verdict, view = approvals.apply(_verdict())
    assert verdict.opens and verdict.action is Action.REVIEW and verdict.approved_by == "Budi"
    assert view is not None and (view.state, view.by) == ("granted", "Budi")
    clock.now += module.LIFETIME - 1
    assert approvals.apply(_verdict())[0].opens
    clock.now += 1
    assert approvals.apply(_verdict()) == (_verdict(), None)
    assert approvals.look_up(request.id) is None


@pytest.mark.parametrize("verdict", [
    _verdict(digest="e"), _verdict(policy="p-2"), _verdict(Action.BLOCK), _verdict(Action.WARN),
])
def test_it_opens_nothing_else(approvals: Approvals, verdict: Verdict) -> None:
    approvals.decide(approvals.ask("d", "p-1", "x", "", "").id, True, "Budi", PASSPHRASE)
    assert approvals.apply(verdict)[0] == verdict and not verdict.opens


@pytest.mark.parametrize("state", ["waiting", "denied"])
def test_only_a_yes_opens(approvals: Approvals, state: str) -> None:
    request = approvals.ask("d", "p-1", "x", "", "")
    if state == "denied":
        approvals.decide(request.id, False, "Budi", PASSPHRASE)
    verdict, view = approvals.apply(_verdict())
    assert not verdict.opens and view is not None and view.state == state


def test_one_draft_has_one_request_until_it_is_denied(approvals: Approvals) -> None:
    first = approvals.ask("d", "p-1", "x", "", "")
    assert approvals.ask("d", "p-1", "x", "", "") == first
    approvals.decide(first.id, False, "Budi", PASSPHRASE)
    second = approvals.ask("d", "p-1", "x", "", "")
    assert second.id != first.id and second.state == "waiting"
    assert [row.id for row in approvals.waiting()] in ([first.id, second.id], [second.id, first.id])


def test_a_request_that_expired_cannot_be_granted(approvals: Approvals, clock: Clock) -> None:
    request = approvals.ask("d", "p-1", "x", "", "")
    clock.now += module.LIFETIME
    with pytest.raises(ApprovalError, match="expired"):
        approvals.decide(request.id, True, "Budi", PASSPHRASE)


def test_who_asked_cannot_approve(approvals: Approvals) -> None:
    approvals.add_approver("Ani", "another long one")
    request = approvals.ask("d", "p-1", "x", "", "")
    with pytest.raises(ApprovalError, match="another person"):
        approvals.decide(request.id, True, "Ani", "another long one")
    approvals.decide(request.id, False, "Ani", "another long one")


def test_an_answer_is_final(approvals: Approvals) -> None:
    request = approvals.ask("d", "p-1", "x", "", "")
    approvals.decide(request.id, False, "Budi", PASSPHRASE)
    with pytest.raises(ApprovalError, match="already been denied by Budi"):
        approvals.decide(request.id, True, "Budi", PASSPHRASE)


def test_five_wrong_passphrases_lock_even_the_right_one_for_five_minutes(approvals: Approvals, clock: Clock) -> None:
    request = approvals.ask("d", "p-1", "x", "", "")
    for _ in range(module.FAILURES):
        with pytest.raises(ApprovalError, match="wrong"):
            approvals.decide(request.id, True, "Budi", "not the one")
    with pytest.raises(ApprovalError, match="Try again in 300 seconds"):
        approvals.decide(request.id, True, "Budi", PASSPHRASE)
    clock.now += module.LOCKED
    assert approvals.decide(request.id, True, "Budi", PASSPHRASE).state == "granted"


def test_a_right_passphrase_forgives_the_wrong_ones(approvals: Approvals) -> None:
    for _ in range(2):
        for _ in range(module.FAILURES - 1):
            with pytest.raises(ApprovalError):
                approvals.check_passphrase("Budi", "not the one")
        approvals.check_passphrase("Budi", PASSPHRASE)


@pytest.mark.parametrize("name", ["Nobody", "budi", "", "Budi "])
def test_an_unknown_name_is_told_the_same(approvals: Approvals, name: str) -> None:
    with pytest.raises(ApprovalError, match=r"^Name or passphrase is wrong\.$"):
        approvals.check_passphrase(name, PASSPHRASE)


@pytest.mark.parametrize("name,passphrase", [
    ("", PASSPHRASE), ("  ", PASSPHRASE), ("a" * 101, PASSPHRASE), ("a\x1b[2J", PASSPHRASE), ("Citra", "too short"),
    ("Budi", PASSPHRASE),
])
def test_who_cannot_be_an_approver(approvals: Approvals, name: str, passphrase: str) -> None:
    with pytest.raises(ApprovalError):
        approvals.add_approver(name, passphrase)
    assert approvals.approvers() == ["Budi"]


def test_no_digest_is_stored_as_it_is(approvals: Approvals, tmp_path: Path) -> None:
    digest = "ab" * 32
    approvals.ask(digest, "p-1", "x", "", "")
    assert digest.encode() not in (tmp_path / "a.db").read_bytes()
    assert PASSPHRASE.encode() not in (tmp_path / "a.db").read_bytes()


def test_a_database_that_cannot_be_read_opens_nothing_and_says_so(
    approvals: Approvals, monkeypatch: pytest.MonkeyPatch
) -> None:
    approvals.decide(approvals.ask("d", "p-1", "x", "", "").id, True, "Budi", PASSPHRASE)

    def locked(*_: object) -> None:
        raise StorageProblem("locked")

    with monkeypatch.context() as patch:
        patch.setattr(approvals._requests, "live", locked)
        assert approvals.apply(_verdict()) == (_verdict(), None)
        assert approvals.problem == "locked"
    assert approvals.apply(_verdict())[0].opens and approvals.problem == ""
