"""What a person reads when the environment can't be made."""

import sys
import venv

import pytest
from bootstrap import ROOT, Trouble, environment
from bootstrap.console import Step


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """An environment of its own with pip in it and nothing else."""
    venv.create(tmp_path / "venv", with_pip=True)
    monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
    return tmp_path


def test_without_a_network_the_message_says_so(bare, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")
    monkeypatch.setenv("PIP_RETRIES", "0")
    with pytest.raises(Trouble, match="does not reach the package index"):
        environment.ensure(["node.txt"], Step("Preparing"), package=False)


def test_a_second_call_installs_nothing(monkeypatch):
    monkeypatch.setattr(environment, "_read_stamp", environment._fingerprint)
    monkeypatch.setattr(environment, "_pip", lambda *_: pytest.fail("nothing was to be installed"))
    step = Step("Preparing")
    environment.ensure(["companion.txt"], step)
    assert step.note == "already there"


def test_every_locked_package_carries_hashes():
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        blocks = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
        pins = [line for line in blocks if line and not line.startswith((" ", "#"))]
        assert pins, lock
        assert all("--hash=sha256:" in pin and "==" in pin for pin in pins), lock
