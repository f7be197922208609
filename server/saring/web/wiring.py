"""Puts the services together for the web. The one place that knows all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from flask import current_app

from saring.policy.load import load_policy
from saring.policy.problems import PolicyError
from saring.services import signing
from saring.services.approvals import Approvals
from saring.services.health import Health
from saring.services.media import MediaStore
from saring.services.pairing import PairingDesk
from saring.services.records import Recorder
from saring.services.screen import Screener
from saring.storage.approvals import ApprovalRepository
from saring.storage.approvers import ApproverRepository
from saring.storage.database import Database, database_url
from saring.storage.pairings import PairingStore
from saring.storage.records import RecordRepository
from saring.storage.state import StateDir
from saring.vision.client import Vision


@dataclass(slots=True)
class Services:
    """What the blueprints call. ``screener`` is None while there is no valid policy."""

    pairings: PairingStore
    desk: PairingDesk
    control: bytes
    media: MediaStore
    screener: Screener | None
    recorder: Recorder
    approvals: Approvals
    health: Health
    #: Called when a picture is on its way, so that the models load while it travels.
    expect_picture: Callable[[], None] = lambda: None


def services() -> Services:
    """The services of the app that answers this request."""
    return cast(Services, current_app.extensions["saring"])


@contextmanager
def build(state: StateDir, policy: str | None) -> Iterator[Services]:
    """The real services on a state folder; leaving the block ends the picture worker and writes what waits.

    A policy that is missing or wrong keeps every draft locked and is told by health; it doesn't keep the companion
    from starting, because then nobody would be told.
    """
    database = Database(database_url(state.database))
    pairings = PairingStore(state.pairings)
    recorder = Recorder(RecordRepository(database), state.key("record"))
    approvals = Approvals(ApprovalRepository(database), ApproverRepository(database), recorder)
    vision = Vision()
    screener, problem = _screener(policy, vision)
    health = Health(screener.policy.policy_version if screener else "", problem, lambda: vision.state, recorder,
                    approvals, database, pairings)
    try:
        yield Services(
            pairings, PairingDesk(pairings), state.key(signing.CONTROL_CLIENT), MediaStore(), screener, recorder,
            approvals, health, vision.warm,
        )
    finally:
        vision.close()
        recorder.flush()
        database.close()


def _screener(source: str | None, vision: Vision) -> tuple[Screener | None, str]:
    try:
        return Screener(load_policy(source), vision), ""
    except PolicyError as error:
        return None, f"There is no valid policy, so nothing can be posted. {error}"
