"""One line of the table of measurements, and how a time is taken."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """``median``, ``low`` and ``high`` are in ``unit``; ``beside`` says what the figure stands next to."""

    part: str
    what: str
    unit: str
    median: float
    low: float
    high: float
    beside: str = ""
    aim: str = ""


def milliseconds(work: Callable[[], object], rounds: int, inner: int = 1) -> list[float]:
    """Time ``work`` ``rounds`` times after one warm-up; each time is the mean of ``inner`` runs in a row."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        for _ in range(inner):
            work()
        times.append((time.perf_counter() - started) * 1000 / inner)
    return times


def row(part: str, what: str, values: list[float], unit: str = "ms", beside: str = "", aim: str = "") -> Row:
    """A row from single values."""
    return Row(part, what, unit, statistics.median(values), min(values), max(values), beside, aim)
