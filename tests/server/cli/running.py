"""A real `saring serve` in a process of its own, for the tests that need one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saring.services.link import Link


@dataclass
class Companion:
    """A running companion: its process, where it listens, what it said when it was ready."""

    process: subprocess.Popen[str]
    ready: dict[str, Any]

    @property
    def url(self) -> str:
        """Where it listens."""
        return str(self.ready["url"])

    def end(self, how: int = signal.SIGTERM) -> tuple[int, str, str]:
        """End it; its exit status, standard output and standard error."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a test: a state folder of its own, nothing of this machine's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SARING_")}
    return kept | {"SARING_HOME": str(home)} | more


def saring(home: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """One `saring` command, run to its end."""
    return subprocess.run([sys.executable, "-m", "saring", *arguments], env=environment(home), capture_output=True,
                          text=True, timeout=60, **options)


@contextmanager
def serving(home: Path, *arguments: str, env: Mapping[str, str] = {}) -> Iterator[Companion]:
    """A companion on a free port, killed at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "saring", "serve", "--port", "0", "--json", *arguments], env=environment(home, **env),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise AssertionError(process.communicate(timeout=20)[1])
    try:
        yield Companion(process, json.loads(line))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=20)


def handed_over(home: Path) -> Link:
    """A client paired by `saring pair --json`."""
    made = json.loads(saring(home, "pair", "--json", "--name", "Trial").stdout)
    return Link(made["url"], made["client"], bytes.fromhex(made["secret"]))
