"""Private files: readable by their owner alone, written whole or not at all, locked across processes."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class NotPrivateError(Exception):
    """Somebody else could read or replace a file that holds a secret. The message says what to do."""


class LockedError(Exception):
    """Another process holds the lock."""


def check_private(path: Path) -> None:
    """Raise ``NotPrivateError`` unless ``path`` is ours and closed to group and others.

    Windows keeps %LOCALAPPDATA% to its user by access lists, which mode bits don't show; nothing is checked there.
    """
    if os.name != "posix":
        return
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise NotPrivateError(f"{path} is a symbolic link; Saring keeps secrets only in real files. Remove the link.")
    if found.st_uid != os.geteuid():
        raise NotPrivateError(f"{path} belongs to another user. Choose a folder of your own with SARING_HOME.")
    if found.st_mode & 0o077:
        mode = "700" if stat.S_ISDIR(found.st_mode) else "600"
        raise NotPrivateError(f"{path} can be read by other users. Run: chmod {mode} '{path}'")


def private_directory(path: Path) -> Path:
    """Make ``path`` a folder of mode 0700, or check that it is one. An empty folder of ours is closed for us."""
    if not path.exists() and not path.is_symlink():
        path.mkdir(mode=0o700, parents=True)
    elif not path.is_symlink() and path.is_dir() and not any(path.iterdir()):
        if os.name == "posix" and path.stat().st_uid == os.geteuid():
            path.chmod(0o700)
    check_private(path)
    return path


def write_private(path: Path, data: bytes) -> None:
    """Replace ``path`` in one step by a file of mode 0600 that holds ``data``, and see it onto the disk."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def read_private(path: Path) -> bytes:
    """Read ``path`` after checking it. Raises ``NotPrivateError``, ``FileNotFoundError``."""
    check_private(path)
    return path.read_bytes()


@contextmanager
def locked(path: Path, wait: bool = True) -> Iterator[None]:
    """Hold an exclusive lock on ``path`` across processes; it falls with the process, however that ends.

    Raises ``LockedError`` if ``wait`` is false and another process has it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        try:
            _lock(file, wait)
        except OSError as error:
            raise LockedError(str(path)) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], wait: bool) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes], wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
