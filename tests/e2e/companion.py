"""The real companion as a process of its own, on one port for its whole life, so that it can be killed and started."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any


class Companion:
    """``saring serve`` with its own state folder."""

    def __init__(self, state: Path, policy: str | None = None) -> None:
        self._state = state
        self._policy = policy
        self._process: subprocess.Popen[str] | None = None
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it says that it is ready. The second start takes the port of the first."""
        command = [sys.executable, "-m", "saring", "serve", "--port", str(self.port), "--json"]
        if self._policy:
            command += ["--policy", self._policy]
        self._process = subprocess.Popen(command, env=self._surroundings(), stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"saring serve ended with {self._process.wait()} before it was ready"
        self.port = int(json.loads(line)["url"].rpartition(":")[2].rstrip("/"))

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.communicate()
            self._process = None

    def close(self) -> None:
        """End it properly."""
        if self._process:
            self._process.terminate()
            self._process.communicate(timeout=15)
            self._process = None

    def pair(self) -> dict[str, Any]:
        """A pairing for managed storage or a handover file."""
        answer = subprocess.run([sys.executable, "-m", "saring", "pair", "--json"], env=self._surroundings(),
                                capture_output=True, text=True, timeout=60, check=True)
        pairing: dict[str, Any] = json.loads(answer.stdout)
        return {**pairing, "url": self.url}

    def _surroundings(self) -> dict[str, str]:
        return {**os.environ, "SARING_HOME": str(self._state), "PYTHONDONTWRITEBYTECODE": "1"}
