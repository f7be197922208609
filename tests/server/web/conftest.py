"""A companion's app on a fresh state folder, with one extension paired."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from saring.services.approvals import Approvals
from saring.services.health import Health
from saring.services.media import MediaStore
from saring.services.pairing import PairingDesk
from saring.services.records import Recorder
from saring.services.screen import Screener
from saring.storage.approvals import ApprovalRepository
from saring.storage.approvers import ApproverRepository
from saring.storage.database import Database, database_url
from saring.storage.pairings import Pairing, PairingStore
from saring.storage.records import RecordRepository
from saring.storage.state import StateDir, open_state
from saring.web.app import create_app
from saring.web.wiring import Services
from tests.server.web.asking import ORIGIN, Asker

POLICY = """\
id: trial
version: 1
title: {en: Trial, id: Percobaan}
owner: Brand
rules:
  - id: trial.review
    kind: terms
    action: review
    terms: [giveaway]
    title: {en: Giveaways, id: Undian}
    message: {en: Giveaways need a second look., id: Undian perlu dilihat orang kedua.}
    examples:
      violates: ["Join our giveaway!"]
      allows: ["Join our team!"]
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StateDir:
    """A state folder of its own."""
    monkeypatch.delenv("SARING_DATABASE", raising=False)
    return open_state(tmp_path / "state")


@pytest.fixture(scope="session")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    """A small policy with one rule that asks for a second person."""
    from saring.policy.load import load_policy

    file = tmp_path_factory.mktemp("policy") / "policy.yaml"
    file.write_text(POLICY, "utf-8")
    return Screener(load_policy(file))


@pytest.fixture
def services(state: StateDir, screener: Screener) -> Iterator[Services]:
    """The services, with one pairing in the store."""
    pairings = PairingStore(state.pairings)
    pairings.add(Pairing("00112233aabbccdd", bytes(range(32)), "Trial", ORIGIN, 1, "code"))
    database = Database(database_url(state.database))
    recorder = Recorder(RecordRepository(database), state.key("record"))
    approvals = Approvals(ApprovalRepository(database), ApproverRepository(database), recorder)
    health = Health(screener.policy.policy_version, "", lambda: "idle", recorder, approvals, database, pairings)
    yield Services(
        pairings, PairingDesk(pairings), state.key("control"), MediaStore(), screener, recorder, approvals, health
    )
    database.close()


@pytest.fixture
def app(services: Services) -> Flask:
    """The app over those services."""
    return create_app(services)


@pytest.fixture
def asker(app: Flask) -> Asker:
    """The paired extension."""
    return Asker(app)
