"""Each check of the doctor, well and unwell."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from saring.services import diagnosis
from saring.services.diagnosis import Line, diagnose
from saring.storage.pairings import Pairing, PairingStore
from saring.storage.state import open_state


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SARING_DATABASE", "SARING_POLICY", "SARING_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def port() -> int:
    """A free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _lines(root: Path, port: int, policy: str | None = "default") -> dict[str, Line]:
    return {line.check: line for line in diagnose(root, policy, port)}


def test_what_is_well_and_what_is_not_yet_done(tmp_path: Path, port: int) -> None:
    root = tmp_path / "s"
    lines = _lines(root, port)
    assert {check for check, line in lines.items() if not line.ok} == {"pairings", "companion"}
    PairingStore(open_state(root).pairings).add(Pairing("00112233aabbccdd", bytes(32), "Firefox"))
    lines = _lines(root, port)
    assert lines["pairings"] == Line("pairings", True, "Firefox")
    assert not lines["companion"].ok and "saring serve" in lines["companion"].fix
    assert lines["state folder"].ok and lines["database"].ok and lines["model nudity"].ok


def test_every_problem_says_what_to_do(tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "_BROWSERS", ())
    monkeypatch.setattr(diagnosis, "_BROWSER_FILES", ("{Nowhere}/none",))
    monkeypatch.setattr(diagnosis.metadata, "requires", lambda _: ["flask>=99", "no-such-package", 'x; extra == "y"'])
    root = tmp_path / "s"
    state = open_state(root)
    (state.pairings / "broken.json").write_text("{")
    (state.pairings / "broken.json").chmod(0o600)
    state.database.write_bytes(b"not a database " * 300)
    with socket.socket() as held:
        held.bind(("127.0.0.1", port))
        held.listen()
        lines = _lines(root, port, str(tmp_path / "none.yaml"))
    wrong = {check: line for check, line in lines.items() if not line.ok}
    assert set(wrong) == {"packages", "policy", "pairings", "database", "companion", "browsers"}
    assert all(line.fix for line in wrong.values())
    assert "flask" in wrong["packages"].found and "no-such-package is missing" in wrong["packages"].found
    assert "broken.json" in wrong["pairings"].found
    assert "set aside" in wrong["database"].found
    assert f"port {port} is taken" in wrong["companion"].found


def test_a_secret_that_others_can_read(tmp_path: Path, port: int) -> None:
    root = tmp_path / "s"
    store = PairingStore(open_state(root).pairings)
    store.add(Pairing("00112233aabbccdd", bytes(32)))
    (root / "pairings" / "00112233aabbccdd.json").chmod(0o644)
    assert "chmod 600" in _lines(root, port)["pairings"].fix
    root.chmod(0o755)
    lines = _lines(root, port)
    assert "chmod 700" in lines["state folder"].fix and "pairings" not in lines


def test_a_check_that_fails_unforeseen_does_not_hide_the_others(
    tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(diagnosis, "_models", broken)
    lines = _lines(tmp_path / "s", port)
    assert lines["models"] == Line("models", False, "could not be checked (RuntimeError)", "Install Saring again.")
    assert lines["policy"].ok
