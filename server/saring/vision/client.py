"""The companion's side of picture screening: one worker at a time, replaced when it hangs or dies."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from saring.domain import ImageReport
from saring.vision import wire
from saring.vision.faults import Refused
from saring.vision.header import Header, read_header
from saring.vision.options import VisionOptions
from saring.vision.process import Worker, WorkerDied, WorkerLate

#: What the worker is given less than its caller has, in seconds: time for the answer to come back.
MARGIN = 0.25

#: Faults that say nothing of the picture itself, so that asking again may go better: such reports are not kept.
_PASSING = ("slow", "crashed", "failed", "start", "closed", "queue", "model", "memory")


class Vision:
    """Thread-safe. Costs the companion nothing until the first picture, and lets go of the worker when idle."""

    def __init__(self, options: VisionOptions | None = None) -> None:
        self._options = options or VisionOptions()
        self._seats = threading.BoundedSemaphore(self._options.waiting + 1)
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._reports: OrderedDict[str, ImageReport] = OrderedDict()
        self._worker: Worker | None = None
        self._idle: threading.Timer | None = None
        self._failed = self._closed = False

    def inspect(self, sha256: str, data: bytes, deadline: float) -> ImageReport:
        """All that is known of one picture, whatever its bytes are. A picture seen before is answered from memory.

        ``deadline`` is a ``time.monotonic`` value: by then there is an answer, if need be one that says what was not
        checked. Raises ``ValueError`` if ``sha256`` is not that of ``data``, and nothing else.
        """
        known = self._recall(sha256)
        if known is not None:
            return known
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError("the picture does not have this SHA-256")
        try:
            header = read_header(data, self._options)
            with self._place(deadline):
                return self._recall(sha256) or self._remember(self._serve(sha256, header, data, deadline))
        except Refused as refused:
            return wire.refusal(sha256, refused.fault)

    def warm(self) -> None:
        """Start loading the models ahead of a picture that is on its way. Returns at once; never raises."""
        with self._guard:
            if not self._closed and self._worker is None:
                with suppress(Refused):
                    self._start()
        self._wind_clock()

    @property
    def state(self) -> str:
        """``idle`` (no worker, or it is loading), ``ready``, ``missing`` (a model is), ``failed`` (no start)."""
        worker = self._worker
        if self._failed:
            return "failed"
        if worker is None or worker.missing is None:
            return "idle"
        return "missing" if worker.missing else "ready"

    @property
    def pid(self) -> int | None:
        """The worker's process id, if there is one."""
        worker = self._worker
        return worker.pid if worker is not None and worker.alive else None

    def close(self) -> None:
        """End the worker. Pictures being looked at are answered ``cannot_check``; so are all that follow."""
        self._closed = True
        with self._guard:
            self._stop_clock()
            self._drop()
            self._reports.clear()

    @contextmanager
    def _place(self, deadline: float) -> Iterator[None]:
        """One of the few places before the worker, then the turn. Raises :class:`Refused` (``queue``)."""
        if not self._seats.acquire(blocking=False):
            raise Refused("queue")
        try:
            if not self._turn.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise Refused("queue")
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._seats.release()

    def _serve(self, sha256: str, header: Header, data: bytes, deadline: float) -> ImageReport:
        """Ask the worker. Raises :class:`Refused` naming why there is no answer."""
        worker = self._ready_worker(deadline)
        seconds = max(0.1, deadline - time.monotonic() - MARGIN)
        message = {"format": header.format, "width": header.width, "height": header.height,
                   "frames": header.frames, "seconds": seconds}
        try:
            report = wire.parse_report(sha256, worker.ask(message, data, deadline))
        except WorkerLate:
            self._replace()
            raise Refused("slow") from None
        except (WorkerDied, wire.WireError):
            self._replace()
            raise Refused("closed" if self._closed else "crashed") from None
        self._failed = False
        self._wind_clock()
        return report

    def _ready_worker(self, deadline: float) -> Worker:
        with self._guard:
            if self._closed:
                raise Refused("closed")
            self._stop_clock()
            if self._worker is None or not self._worker.alive or self._worker.stuck:
                self._drop()
                self._start()
            worker = self._worker
            assert worker is not None
        try:
            worker.wait_ready(deadline)
        except WorkerLate:  # it goes on loading, for the next picture
            self._wind_clock()
            raise Refused("slow") from None
        except WorkerDied:
            self._failed = True
            raise Refused("start") from None
        return worker

    def _start(self) -> None:
        try:
            self._worker = Worker(self._options)
        except OSError:
            self._failed = True
            raise Refused("start") from None

    def _replace(self) -> None:
        """End a worker that hangs or died, and start the next one ahead of the next picture."""
        with self._guard:
            self._drop()
            if not self._closed:
                self._start()
        self._wind_clock()

    def _drop(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def _wind_clock(self) -> None:
        with self._guard:
            self._stop_clock()
            self._idle = threading.Timer(self._options.idle_seconds, self._let_go)
            self._idle.daemon = True
            self._idle.start()

    def _stop_clock(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _let_go(self) -> None:
        if self._turn.acquire(blocking=False):
            try:
                with self._guard:
                    self._drop()
            finally:
                self._turn.release()

    def _recall(self, sha256: str) -> ImageReport | None:
        with self._guard:
            report = self._reports.get(sha256)
            if report is not None:
                self._reports.move_to_end(sha256)
            return report

    def _remember(self, report: ImageReport) -> ImageReport:
        # Of several faults only the first is named, and another may pass.
        if report.fault not in _PASSING and len(report.unchecked) < 2 and not self._closed:
            with self._guard:
                self._reports[report.sha256] = report
                while len(self._reports) > self._options.remembered:
                    self._reports.popitem(last=False)
        return report
