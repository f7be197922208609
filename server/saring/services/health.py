"""How the companion is, in sentences, for those who may know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import saring
from saring.services import signing
from saring.services.approvals import Approvals
from saring.services.records import REASONS, Recorder
from saring.storage.database import Database
from saring.storage.files import NotPrivateError
from saring.storage.pairings import PairingStore


class Health:
    """Gathers what the parts say of themselves. Asking costs no screening and opens no database."""

    def __init__(
        self, policy_version: str, policy_problem: str, vision: Callable[[], str], recorder: Recorder,
        approvals: Approvals, database: Database, pairings: PairingStore,
    ) -> None:
        self._policy_version = policy_version
        self._vision = vision
        self._policy_problem = policy_problem
        self._recorder = recorder
        self._approvals = approvals
        self._database = database
        self._pairings = pairings

    def report(self) -> dict[str, Any]:
        """The body of a signed `GET /v1/health`."""
        return {
            "saring": "companion", "version": saring.__version__, "protocol": signing.PROTOCOL,
            "policy_version": self._policy_version, "vision": self._vision(), "problems": self.problems(),
        }

    def problems(self) -> list[str]:
        """One sentence per problem, empty if all is well."""
        found = [self._policy_problem] if self._policy_problem else []
        found += self._recorder.problems()
        if self._approvals.problem:
            found.append(f"Approvals can't be looked up: {REASONS[self._approvals.problem]}")
        if aside := self._database.set_aside:
            found.append(f"The database was damaged; it is set aside as {aside.name}, and a new one was begun.")
        vision = self._vision()
        if vision in ("failed", "missing"):
            found.append("Pictures can't be checked: the models are missing or damaged. Run: saring doctor"
                         if vision == "missing" else "Pictures can't be checked: the picture worker doesn't start.")
        try:
            self._pairings.check()
        except NotPrivateError as error:
            found.append(str(error))
        return found
