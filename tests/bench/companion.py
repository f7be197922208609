"""The real companion: how soon it answers, what it holds in memory when idle, how long a verdict takes over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from bench.row import Row, milliseconds, row


@contextmanager
def running() -> Iterator[tuple[dict[str, Any], subprocess.Popen[str], float]]:
    """A companion with a state folder of its own: a pairing with it, its process, seconds until it was ready."""
    with tempfile.TemporaryDirectory(prefix="saring-bench-") as home:
        surroundings = {**os.environ, "SARING_HOME": home}
        saring = [sys.executable, "-m", "saring"]
        paired = subprocess.run([*saring, "pair", "--json", "--name", "bench"], env=surroundings, check=True,
                                capture_output=True, text=True)
        started = time.perf_counter()
        process = subprocess.Popen([*saring, "serve", "--port", "0", "--json"], env=surroundings, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            seconds = time.perf_counter() - started
            yield {**json.loads(paired.stdout), "url": ready["url"]}, process, seconds
        finally:
            process.terminate()
            process.wait(10)


def measure() -> list[Row]:
    """Start it a few times, then ask the last one."""
    from bench.text import CLEAN

    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
    from bootstrap.self_check import screen

    starts = []
    for _ in range(4):
        with running() as (_, _, seconds):
            starts.append(seconds)
    with running() as (pairing, process, seconds):
        idle = psutil.Process(process.pid).memory_info().rss / 1e6
        trips = milliseconds(lambda: screen(pairing, CLEAN), rounds=60)
        busy = psutil.Process(process.pid).memory_info().rss / 1e6
    return [
        row("companion", "from start to ready", [*starts, seconds], "s", aim="1.5 s"),
        row("companion", "memory when idle, before the first draft", [idle], "MB", aim="under 100 MB"),
        row("companion", "memory after 60 drafts of text", [busy], "MB"),
        row("companion", "a verdict over HTTP, signed both ways", trips),
    ]
