"""Private files: closed to others, whole or not at all, locked across processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from saring.storage.files import (
    LockedError, NotPrivateError, check_private, locked, private_directory, read_private, write_private,
)


def test_a_written_file_is_its_owners_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_private(tmp_path / "key", b"secret")
    finally:
        os.umask(old)
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert read_private(tmp_path / "key") == b"secret"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_private(tmp_path / "key", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        write_private(tmp_path / "key", b"new")
    assert (tmp_path / "key").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("mode,ok", [(0o600, True), (0o400, True), (0o640, False), (0o604, False), (0o620, False),
                                     (0o601, False)])
def test_what_others_could_read_is_refused(tmp_path: Path, mode: int, ok: bool) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"x")
    path.chmod(mode)
    if ok:
        check_private(path)
        return
    with pytest.raises(NotPrivateError, match="chmod 600"):
        read_private(path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    write_private(tmp_path / "real", b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(NotPrivateError, match="symbolic link"):
        read_private(tmp_path / "link")
    (tmp_path / "folder").symlink_to(tmp_path)
    with pytest.raises(NotPrivateError):
        private_directory(tmp_path / "folder")


def test_folders_are_made_closed_and_open_ones_with_something_in_them_are_refused(tmp_path: Path) -> None:
    made = private_directory(tmp_path / "a" / "b")
    assert made.stat().st_mode & 0o777 == 0o700
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o755)
    assert private_directory(empty).stat().st_mode & 0o777 == 0o700
    used = tmp_path / "used"
    used.mkdir()
    (used / "file").write_text("x")
    used.chmod(0o755)
    with pytest.raises(NotPrivateError, match="chmod 700"):
        private_directory(used)


def test_a_lock_holds_against_another_process_and_falls_with_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = ("import sys; from pathlib import Path; from saring.storage.files import locked\n"
            "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()")
    other = subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None and other.stdout.readline() == b"held\n"
    with pytest.raises(LockedError), locked(path, wait=False):
        pass
    other.kill()
    other.communicate()
    with locked(path, wait=False):
        pass
