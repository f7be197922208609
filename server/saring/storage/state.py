"""The state folder: where everything that outlives the companion is kept, and the names of what is in it."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from saring.storage.files import private_directory, read_private, write_private

#: A key is this long, in bytes: the output length of HMAC-SHA-256.
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Running:
    """Where the companion of this state folder listens, as it wrote it when it was ready."""

    url: str
    pid: int


@dataclass(frozen=True, slots=True)
class StateDir:
    """One user's state folder. Made by :func:`open_state`, which has checked its permissions."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file (used when SARING_DATABASE is not set)."""
        return self.root / "saring.db"

    @property
    def pairings(self) -> Path:
        """One file per paired extension."""
        return self.root / "pairings"

    @property
    def lock(self) -> Path:
        """Held as long as a companion runs on this folder."""
        return self.root / "companion.lock"

    @property
    def _running(self) -> Path:
        return self.root / "running.json"

    def key(self, name: str) -> bytes:
        """The 32-byte key of that name (``control``, ``record``), made on first use."""
        path = self.root / f"{name}.key"
        try:
            return read_private(path)
        except FileNotFoundError:
            pass
        # Two processes may both get here: the link succeeds for one, and both then read what that one wrote.
        fresh = self.root / f".{name}.{secrets.token_hex(4)}"
        write_private(fresh, secrets.token_bytes(KEY_BYTES))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        return read_private(path)

    def announce(self, running: Running) -> None:
        """Write down where this companion listens, for the command line's other commands."""
        write_private(self._running, json.dumps({"url": running.url, "pid": running.pid}).encode())

    def withdraw(self) -> None:
        """Forget what :meth:`announce` wrote."""
        self._running.unlink(missing_ok=True)

    def running(self) -> Running | None:
        """What the companion announced, or None. It may have died since: only a signed answer proves it is there."""
        try:
            data = json.loads(read_private(self._running))
            return Running(str(data["url"]), int(data["pid"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None


def default_root() -> Path:
    """SARING_HOME, or the user's state folder as the operating system has it."""
    if home := os.environ.get("SARING_HOME"):
        return Path(home).expanduser().absolute()
    from platformdirs import user_state_path

    return user_state_path("saring", appauthor=False)


def open_state(root: Path | None = None) -> StateDir:
    """Make or check the state folder (0700) and its folder of pairings.

    Raises ``NotPrivateError`` if others could read it, ``OSError`` if it can't be made.
    """
    state = StateDir(private_directory(root.absolute() if root else default_root()))
    private_directory(state.pairings)
    return state
