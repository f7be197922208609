"""Steps and progress on the terminal: one line a step, rewritten in place where the terminal can."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Step:
    """One piece of work under way. ``progress`` may be called as often as one likes."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.note = ""
        self._started = time.monotonic()
        self._live = sys.stdout.isatty()
        if self._live:
            self._write("")

    def progress(self, done: int, total: int, what: str = "") -> None:
        """Show ``done`` of ``total``; nothing is printed where the output is a file or a pipe."""
        if self._live:
            width = 24
            filled = width * done // max(total, 1)
            self._write(f"[{'█' * filled}{'·' * (width - filled)}] {done}/{total} {what[:28]}")

    def finish(self, outcome: str) -> None:
        """Close the line with how it went and how long it took."""
        seconds = time.monotonic() - self._started
        line = f"{self.title}: {outcome}" + (f" ({seconds:.0f} s)" if seconds >= 1 else "")
        print(f"\r\x1b[K{line}" if self._live else line, flush=True)

    def _write(self, rest: str) -> None:
        print(f"\r\x1b[K{self.title} … {rest}", end="", flush=True)


@contextmanager
def step(title: str) -> Iterator[Step]:
    """Announce a step, and say at its end whether it was done; set ``note`` to say something else than "done"."""
    current = Step(title)
    try:
        yield current
    except BaseException:
        current.finish("stopped")
        raise
    current.finish(current.note or "done")
