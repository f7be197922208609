"""Hostile files get a verdict each, from one worker that neither dies of them nor grows.

`python -m tests.server.vision.test_hostile [COUNT]` runs a longer corpus (2,000 files by default) and prints a summary.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import psutil

from saring.domain import REASONS
from saring.vision import Vision, VisionOptions
from tests.fixtures import hostile, pictures


def screen(count: int, seed: int) -> tuple[Counter[str], int, float, int]:
    """Faults by name, workers used up, the slowest verdict in seconds, and by how many bytes the worker grew."""
    vision = Vision(VisionOptions(manifest=Path("absent.yaml")))
    faults: Counter[str] = Counter()
    workers: set[int | None] = set()
    slowest, base = 0.0, 0
    try:
        for number, data in enumerate(hostile.corpus(count, seed)):
            start = time.monotonic()
            report = vision.inspect(pictures.sha256(data), data, start + 10)
            slowest = max(slowest, time.monotonic() - start) if number > count // 5 else 0.0
            faults[report.fault] += 1
            assert report.unchecked and all(reason in REASONS for _check, reason in report.unchecked)
            workers.add(vision.pid)
            if vision.pid and number == count // 5:
                base = psutil.Process(vision.pid).memory_info().rss
        assert vision.pid is not None
        return faults, len(workers - {None}), slowest, psutil.Process(vision.pid).memory_info().rss - base
    finally:
        vision.close()


def test_every_hostile_file_gets_a_verdict_from_a_worker_that_lives_on() -> None:
    faults, workers, slowest, growth = screen(400, seed=7)
    assert workers == 1 and slowest < 5 and growth < 60_000_000
    assert faults["crashed"] == faults["slow"] == faults["start"] == 0
    assert faults["damaged"] > 50 and faults["model"] > 50


if __name__ == "__main__":
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    found, used, longest, grown = screen(total, seed=1)
    print(f"{total} files, {used} worker(s), slowest {longest * 1000:.0f} ms, grown by {grown / 1e6:.1f} MB")
    print(", ".join(f"{name or 'none'}: {number}" for name, number in found.most_common()))
