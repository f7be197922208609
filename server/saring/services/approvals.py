"""Approvals: another person's yes to one exact draft under one exact policy."""

from __future__ import annotations

import getpass
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from saring.domain import Action, Verdict
from saring.services.records import Recorder
from saring.storage.approvals import ApprovalRepository, ApprovalRow
from saring.storage.approvers import Approver, ApproverRepository
from saring.storage.problems import StorageProblem

#: Seconds that a request waits, and that a granted approval opens its draft.
LIFETIME = 24 * 3600
#: Wrong passphrases before an approver is locked, and for how many seconds.
FAILURES = 5
LOCKED = 300
PASSPHRASE_LETTERS = 10


class ApprovalError(Exception):
    """Why an approval can't be given, as a sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """What the extension is told."""

    id: str
    state: str
    by: str


class Approvals:
    """Asks, grants, denies, and opens what was granted."""

    def __init__(
        self, requests: ApprovalRepository, approvers: ApproverRepository, recorder: Recorder,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._requests = requests
        self._approvers = approvers
        self._recorder = recorder
        self._clock = clock
        self.problem = ""

    def ask(self, digest: str, policy_version: str, site: str, account: str, note: str) -> ApprovalView:
        """A request for this draft: the one that is under way, or a new one. Raises ``StorageProblem``."""
        now = int(self._clock())
        keyed = self._recorder.keyed(digest)
        found = self._requests.live(keyed, policy_version, now)
        if found is None or found.state == "denied":
            noted = self._recorder.noted(digest, policy_version)
            found = ApprovalRow(
                secrets.token_hex(4), keyed, policy_version, site, account, note, noted.rules if noted else (),
                "waiting", "", _user(), now, now + LIFETIME,
            )
            self._requests.add(found)
        return _view(found)

    def look_up(self, key: str) -> ApprovalView | None:
        """The request of that id unless it has expired. Raises ``StorageProblem``."""
        found = self._requests.get(key)
        return _view(found) if found is not None and found.expires_at > self._clock() else None

    def apply(self, verdict: Verdict) -> tuple[Verdict, ApprovalView | None]:
        """The verdict, opened if it is ``review`` and was approved, and the request that belongs to it.

        A database that can't be read opens nothing; ``problem`` then says why.
        """
        if verdict.action is not Action.REVIEW:
            return verdict, None
        try:
            found = self._requests.live(
                self._recorder.keyed(verdict.digest), verdict.policy_version, int(self._clock())
            )
        except StorageProblem as problem:
            self.problem = problem.code
            return verdict, None
        self.problem = ""
        if found is None:
            return verdict, None
        if found.state == "granted":
            verdict = replace(verdict, approved_by=found.by)
        return verdict, _view(found)

    def waiting(self) -> list[ApprovalRow]:
        """Every request that has not expired. Raises ``StorageProblem``."""
        return self._requests.open_requests(int(self._clock()))

    def approvers(self) -> list[str]:
        """The names of those who may approve. Raises ``StorageProblem``."""
        return [found.name for found in self._approvers.all()]

    def add_approver(self, name: str, passphrase: str) -> None:
        """Store a person who may approve. Raises ``ApprovalError``, ``StorageProblem``."""
        if not name.strip() or len(name) > 100 or not name.isprintable():
            raise ApprovalError("An approver's name has 1 to 100 printable letters.")
        if len(passphrase) < PASSPHRASE_LETTERS:
            raise ApprovalError(f"The passphrase is too short: {PASSPHRASE_LETTERS} letters at least.")
        salt = secrets.token_bytes(16)
        if not self._approvers.add(Approver(name, salt, _scrypt(passphrase, salt))):
            raise ApprovalError(f"There already is an approver named {name}.")

    def check_passphrase(self, name: str, passphrase: str) -> None:
        """Raise ``ApprovalError`` unless it is that approver's; five wrong ones lock the approver for five minutes."""
        found = self._approvers.get(name)
        if found is None:
            # The same work as for a real one.
            _scrypt(passphrase, b"\0" * 16)
            raise ApprovalError("Name or passphrase is wrong.")
        now = int(self._clock())
        if found.locked_until > now:
            raise ApprovalError(f"Too many wrong passphrases. Try again in {found.locked_until - now} seconds.")
        if not hmac.compare_digest(_scrypt(passphrase, found.salt), found.secret):
            failures = found.failures + 1
            locked = failures >= FAILURES
            self._approvers.count_failure(name, 0 if locked else failures, now + LOCKED if locked else 0)
            raise ApprovalError("Name or passphrase is wrong.")
        if found.failures:
            self._approvers.count_failure(name, 0, 0)

    def decide(self, key: str, granted: bool, name: str, passphrase: str) -> ApprovalRow:
        """Answer a request. Raises ``ApprovalError`` with what to do, ``StorageProblem``."""
        found = self._requests.get(key)
        now = int(self._clock())
        if found is None or found.expires_at <= now:
            raise ApprovalError("There is no such request, or it has expired. See: saring approvals list")
        if found.state != "waiting":
            raise ApprovalError(f"This request has already been {found.state} by {found.by}.")
        if granted and name.casefold() == found.asked_by.casefold():
            raise ApprovalError("Who asked can't approve: another person has to.")
        self.check_passphrase(name, passphrase)
        state = "granted" if granted else "denied"
        if not self._requests.decide(key, state, name, now + LIFETIME):
            raise ApprovalError("Somebody else has just answered this request.")
        return replace(found, state=state, by=name, expires_at=now + LIFETIME)


def _view(row: ApprovalRow) -> ApprovalView:
    return ApprovalView(row.id, row.state, row.by)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _scrypt(passphrase: str, salt: bytes) -> bytes:
    """32 bytes; n=2^15, r=8 takes 32 MiB and about 0.1 s, which OWASP's password storage page gives as a minimum."""
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=1 << 15, r=8, p=3, maxmem=64 << 20, dklen=32)
