"""The state folder: where it lies, its keys, the companion that runs on it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from saring.storage.files import NotPrivateError
from saring.storage.state import Running, default_root, open_state


def test_the_environment_says_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARING_HOME", str(tmp_path / "home"))
    assert open_state().root == tmp_path / "home"
    monkeypatch.delenv("SARING_HOME")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_root().name == "saring"


def test_a_key_is_made_once(tmp_path: Path) -> None:
    state = open_state(tmp_path / "s")
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(state.key("record"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1 and len(found[0]) == 32
    assert state.key("control") != found[0]
    assert (state.root / "record.key").stat().st_mode & 0o777 == 0o600
    assert {path.name for path in state.root.iterdir()} == {"record.key", "control.key", "pairings"}


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    state = open_state(tmp_path / "s")
    state.key("record")
    (state.root / "record.key").chmod(0o644)
    with pytest.raises(NotPrivateError):
        state.key("record")


def test_what_is_announced_is_found_until_it_is_withdrawn(tmp_path: Path) -> None:
    state = open_state(tmp_path / "s")
    assert state.running() is None
    state.announce(Running("http://127.0.0.1:1", 42))
    assert state.running() == Running("http://127.0.0.1:1", 42)
    state.withdraw()
    state.withdraw()
    assert state.running() is None


@pytest.mark.parametrize("rest", ["", "{", "[]", '{"url": "x"}', '{"url": "x", "pid": "y"}'])
def test_a_broken_announcement_is_none(tmp_path: Path, rest: str) -> None:
    state = open_state(tmp_path / "s")
    state.announce(Running("http://127.0.0.1:1", 42))
    (state.root / "running.json").write_text(rest)
    assert state.running() is None
