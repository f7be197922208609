"""One worker process as the companion holds it: started, asked, killed. Pipes only, no picture library."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from typing import Any

from saring.vision import wire
from saring.vision.options import VisionOptions
from saring.vision.worker import options_to

#: Loading the models takes 1.5 s on two cores; a machine that needs longer than this has no use of them.
START_SECONDS = 60.0


class WorkerDied(Exception):
    """The process ended, or broke the protocol, before it answered."""


class WorkerLate(Exception):
    """The process did not answer in time."""


class Worker:
    """A running worker. Only one thread may ask at a time; :meth:`kill` may be called by any."""

    def __init__(self, options: VisionOptions) -> None:
        # -P keeps the current directory off the module path: nothing lying there is ever imported.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "saring.vision.worker", options_to(options)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(options),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0), bufsize=0,
        )
        self._replies: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._hello: dict[str, Any] | None = None
        self._started = time.monotonic()
        threading.Thread(target=self._listen, name="vision-replies", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def missing(self) -> list[str] | None:
        """The checks whose models are missing; None until the worker is ready."""
        return None if self._hello is None else list(map(str, self._hello.get("missing", ())))

    def wait_ready(self, deadline: float) -> None:
        """Return once the models are loaded. Raises :class:`WorkerLate` or :class:`WorkerDied`."""
        if self._hello is None:
            self._hello = self._reply(deadline)

    @property
    def stuck(self) -> bool:
        """Whether it has been starting for so long that it never will be ready."""
        return self._hello is None and time.monotonic() - self._started > START_SECONDS

    def ask(self, message: dict[str, Any], data: bytes, deadline: float) -> dict[str, Any]:
        """The reply to one picture. Raises :class:`WorkerLate` or :class:`WorkerDied`; then it is of no more use."""
        # A stopped process does not read: writing must not hold the caller beyond its deadline.
        threading.Thread(
            target=self._write, args=(wire.pack(message, data),), name="vision-picture", daemon=True).start()
        return self._reply(deadline)

    def kill(self) -> None:
        """End the process at once and wait for it. Does nothing if it has ended."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()

    def _reply(self, deadline: float) -> dict[str, Any]:
        try:
            reply = self._replies.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise WorkerLate from None
        if reply is None:
            self._replies.put(None)
            raise WorkerDied
        return reply

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        with stream, contextlib.suppress(wire.WireError, OSError, ValueError):
            while True:
                self._replies.put(wire.read(stream, wire.MAX_REPLY)[0])
        self._replies.put(None)

    def _write(self, frame: bytes) -> None:
        stream = self._process.stdin
        assert stream is not None
        rest = memoryview(frame)
        with contextlib.suppress(OSError, ValueError):  # the reply, or its absence, tells the caller
            while rest:
                rest = rest[stream.write(rest):]


#: What an interpreter needs of its surroundings. Whatever else the companion was given is not the worker's to know.
_PASSED_ON = (
    "PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "WINDIR", "APPDATA", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL",
    "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "PYTHONUTF8",
)


def _environment(options: VisionOptions) -> dict[str, str]:
    own = {"OMP_NUM_THREADS": str(options.threads), "PYTHONDONTWRITEBYTECODE": "1", "ORT_DISABLE_TELEMETRY": "1"}
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | own
