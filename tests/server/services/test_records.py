"""Records wait in memory while the database can't be written, and say so."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from saring.domain import Action, Finding, Place, RuleSpec, Unchecked, Verdict, Violation
from saring.services import records
from saring.services.records import REASONS, Recorder
from saring.storage.problems import StorageProblem
from saring.storage.records import Record, RecordRepository


class Repository(RecordRepository):
    """Keeps records in a list, or refuses with a code."""

    def __init__(self) -> None:
        self.found: list[Record] = []
        self.problem = ""

    def add(self, found: Iterable[Record]) -> None:
        if self.problem:
            raise StorageProblem(self.problem)
        self.found += found


@pytest.fixture
def repository() -> Repository:
    """A repository in memory."""
    return Repository()


@pytest.fixture
def recorder(repository: Repository) -> Recorder:
    """A recorder over it."""
    return Recorder(repository, b"k" * 32)


def _verdict(digest: str) -> Verdict:
    rule = RuleSpec("brand.rule", "terms", Action.BLOCK)
    return Verdict(Action.BLOCK, digest, "p-1", {}, (Violation(Finding("terms", Place()), rule, Action.BLOCK),) * 2,
                   (Unchecked("timed_out", "text", Place()),))


def test_what_was_noted_is_recorded_with_a_keyed_digest(recorder: Recorder, repository: Repository) -> None:
    recorder.note(_verdict("d"))
    assert recorder.record("d", "p-1", "allow", "blocked", "x")
    record = repository.found[0]
    assert (record.action, record.rules, record.unchecked) == ("block", ("brand.rule",), ("timed_out",))
    assert record.digest == recorder.keyed("d") and record.digest != Recorder(repository, b"l" * 32).keyed("d")


def test_without_a_note_the_extensions_word_stands(recorder: Recorder, repository: Repository) -> None:
    assert recorder.record("d", "p-1", "warn", "confirmed", "x")
    assert (repository.found[0].action, repository.found[0].rules) == ("warn", ())


@pytest.mark.parametrize("code", sorted(REASONS))
def test_records_wait_and_go_with_the_next(recorder: Recorder, repository: Repository, code: str) -> None:
    repository.problem = code
    assert not recorder.record("a", "p", "allow", "posted", "x")
    assert not recorder.record("b", "p", "allow", "posted", "x")
    assert recorder.problems() == [f"2 records wait to be written: {REASONS[code]}"]
    repository.problem = ""
    assert recorder.record("c", "p", "allow", "posted", "x")
    assert [record.digest for record in repository.found] == [recorder.keyed(d) for d in "abc"]
    assert recorder.problems() == [] and recorder.flush()


def test_memory_is_bounded_and_the_loss_is_told(recorder: Recorder, repository: Repository,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "WAITING", 3)
    monkeypatch.setattr(records, "NOTED", 3)
    repository.problem = "full"
    for number in range(5):
        recorder.note(_verdict(str(number)))
        recorder.record(str(number), "p-1", "block", "blocked", "x")
    assert recorder.noted("1", "p-1") is None and recorder.noted("2", "p-1") is not None
    assert recorder.problems()[1].startswith("2 records were lost")
    repository.problem = ""
    assert recorder.flush() and len(repository.found) == 3
