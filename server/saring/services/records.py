"""What became of verdicts: noted in memory as they are given, written when the extension says how it ended."""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass

from saring.domain import Verdict
from saring.storage.problems import StorageProblem
from saring.storage.records import Record, RecordRepository

#: Verdicts remembered until they are acknowledged: the newest are enough, an author has one draft at a time.
NOTED = 500
#: Records that wait in memory while the database can't be written.
WAITING = 1000


@dataclass(frozen=True, slots=True)
class Noted:
    """What of a verdict is worth a record: no text, no positions."""

    action: str
    rules: tuple[str, ...]
    unchecked: tuple[str, ...]


class Recorder:
    """Keeps records. A database that can't be written costs no verdict: records wait, and health says so."""

    def __init__(self, repository: RecordRepository, key: bytes) -> None:
        self._repository = repository
        self._key = key
        self._noted: OrderedDict[tuple[str, str], Noted] = OrderedDict()
        self._waiting: deque[Record] = deque()
        self._lost = 0
        self._problem = ""
        self._lock = threading.Lock()

    def keyed(self, digest: str) -> str:
        """The digest as it may be stored: HMAC-SHA-256 with this machine's key, 64 hex digits."""
        return hmac.new(self._key, digest.encode(), hashlib.sha256).hexdigest()

    def note(self, verdict: Verdict) -> None:
        """Remember a verdict that was given."""
        noted = Noted(
            verdict.action.word,
            tuple(sorted({v.rule.id for v in verdict.violations})),
            tuple(sorted({u.reason for u in verdict.unchecked})),
        )
        with self._lock:
            self._noted[verdict.digest, verdict.policy_version] = noted
            self._noted.move_to_end((verdict.digest, verdict.policy_version))
            while len(self._noted) > NOTED:
                self._noted.popitem(last=False)

    def noted(self, digest: str, policy_version: str) -> Noted | None:
        """What was said of that draft under that policy in this run of the companion."""
        with self._lock:
            return self._noted.get((digest, policy_version))

    def record(self, digest: str, policy_version: str, action: str, outcome: str, site: str) -> bool:
        """Record an outcome, the companion's own word for the verdict before the extension's.

        Whether it is on the disk; if not, it waits in memory and goes with the next.
        """
        noted = self.noted(digest, policy_version) or Noted(action, (), ())
        record = Record(
            int(time.time()), site, noted.action, noted.rules, noted.unchecked, outcome, self.keyed(digest),
            policy_version,
        )
        with self._lock:
            self._waiting.append(record)
            while len(self._waiting) > WAITING:
                self._waiting.popleft()
                self._lost += 1
            return self._flush()

    def flush(self) -> bool:
        """Try to write what waits. Whether nothing waits any more."""
        with self._lock:
            return self._flush()

    def problems(self) -> list[str]:
        """Sentences on what is wrong with the records, empty if nothing is."""
        with self._lock:
            found = []
            if self._waiting:
                reason = REASONS.get(self._problem, REASONS["unavailable"])
                found.append(f"{len(self._waiting)} records wait to be written: {reason}")
            if self._lost:
                found.append(f"{self._lost} records were lost, because too many waited to be written.")
            return found

    def _flush(self) -> bool:
        if not self._waiting:
            return True
        batch = list(self._waiting)
        try:
            self._repository.add(batch)
        except StorageProblem as problem:
            self._problem = problem.code
            return False
        self._waiting.clear()
        return True


#: What each code of ``StorageProblem`` means to a person.
REASONS = {
    "full": "the disk is full. Make room.",
    "locked": "another program holds the database. Close it.",
    "corrupt": "the database is damaged. It is set aside and begun anew at the next use.",
    "read_only": "the database can't be written. Check the permissions of the state folder.",
    "unavailable": "the database can't be reached. Check SARING_DATABASE.",
}
