"""The companion's side holds whatever happens to the worker: one verdict is lost, never the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from saring.domain import ImageReport
from saring.vision import Vision, VisionOptions
from saring.vision.process import Worker
from tests.fixtures import pictures

#: No model is loaded: the worker starts quickly, decodes, and says that its models are missing.
BARE = VisionOptions(manifest=Path("absent.yaml"))
UNSEEN = (("nudity", "model_missing"), ("classes", "model_missing"), ("text", "model_missing"))


def inspect(vision: Vision, data: bytes, seconds: float = 30) -> ImageReport:
    return vision.inspect(pictures.sha256(data), data, time.monotonic() + seconds)


def png(number: int = 0) -> bytes:
    """A different clean picture for each number: none is answered from memory."""
    return pictures.encode(pictures.clean(100 + number, 80))


def until(condition: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether the condition comes true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


@pytest.fixture
def vision() -> Iterator[Vision]:
    client = Vision(BARE)
    yield client
    client.close()


@pytest.fixture
def hurt(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a signal strike the worker while a picture is before it, and a second one a moment later."""
    ask = Worker.ask

    def arrange(*signals: signal.Signals) -> None:
        def struck(self: Worker, *args: object) -> object:
            monkeypatch.setattr(Worker, "ask", ask)
            os.kill(self.pid, signals[0])
            if signals[1:]:
                threading.Timer(0.2, os.kill, (self.pid, signals[1])).start()
            return ask(self, *args)  # type: ignore[arg-type]
        monkeypatch.setattr(Worker, "ask", struck)
    return arrange


def test_nothing_runs_before_the_first_picture(vision: Vision) -> None:
    assert (vision.state, vision.pid) == ("idle", None)


@pytest.mark.parametrize("name", pictures.refused())
def test_what_the_header_refuses_starts_no_worker(vision: Vision, name: str) -> None:
    data, reason, fault = pictures.refused()[name]
    report = inspect(vision, data)
    assert (report.unchecked, report.fault) == ((("decode", reason),), fault)
    assert report.detail and vision.pid is None


def test_a_picture_is_decoded_and_its_size_told(vision: Vision) -> None:
    report = inspect(vision, png())
    assert (report.width, report.height, report.format) == (100, 80, "PNG")
    assert (report.frames_seen, report.frames_total, report.unchecked) == (1, 1, UNSEEN)
    assert vision.state == "missing"


@pytest.mark.parametrize("name", pictures.broken())
def test_broken_pictures_are_named_and_the_worker_lives_on(
    vision: Vision, name: str, capfd: pytest.CaptureFixture[str],
) -> None:
    assert inspect(vision, png()).unchecked == UNSEEN
    before = vision.pid
    report = inspect(vision, pictures.broken()[name])
    assert (report.unchecked, report.fault) == ((("decode", "cannot_check"),), "damaged")
    assert vision.pid == before and capfd.readouterr() == ("", "")


@pytest.mark.parametrize("signals", [
    (signal.SIGSTOP, signal.SIGKILL), (signal.SIGKILL,), (signal.SIGSEGV,), (signal.SIGTERM,),
])
def test_a_worker_that_dies_costs_one_verdict(
    vision: Vision, hurt: Callable[..., None], signals: tuple[signal.Signals, ...],
) -> None:
    inspect(vision, png(0))
    first = vision.pid
    hurt(*signals)
    report = inspect(vision, png(1))
    assert (report.unchecked, report.fault) == ((("decode", "cannot_check"),), "crashed")
    assert vision.state == "idle"
    assert inspect(vision, png(1)).unchecked == UNSEEN
    assert vision.state == "missing" and vision.pid not in (None, first)


def test_a_worker_that_hangs_is_killed_at_the_deadline_and_replaced(vision: Vision, hurt: Callable[..., None]) -> None:
    inspect(vision, png(0))
    first = vision.pid
    assert first is not None
    hurt(signal.SIGSTOP)
    start = time.monotonic()
    report = inspect(vision, png(1), seconds=0.6)
    assert (report.unchecked, report.fault) == ((("decode", "timed_out"),), "slow")
    assert 0.5 < time.monotonic() - start < 3
    assert not psutil.pid_exists(first)
    assert inspect(vision, png(1)).unchecked == UNSEEN


def test_a_large_picture_before_a_hanging_worker_does_not_hold_the_caller(
    vision: Vision, hurt: Callable[..., None],
) -> None:
    inspect(vision, png(0))
    hurt(signal.SIGSTOP)  # a pipe takes 64 KB; the rest of this one finds nobody who reads
    large = pictures.encode(pictures.clean(64, 64)) + b"\0" * 5_000_000
    assert inspect(vision, large, seconds=0.5).unchecked == (("decode", "timed_out"),)


def test_a_worker_that_dies_between_pictures_costs_nothing(vision: Vision) -> None:
    inspect(vision, png(0))
    first = vision.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert until(lambda: vision.pid is None)
    assert inspect(vision, png(1)).unchecked == UNSEEN


def test_a_worker_without_enough_memory_says_so(vision: Vision) -> None:
    tight = Vision(VisionOptions(manifest=Path("absent.yaml"), memory=40_000_000))
    try:
        report = inspect(tight, pictures.encode(pictures.clean(6000, 5000), compress_level=1))
        assert (report.unchecked, report.fault) == ((("decode", "too_large"),), "memory")
        assert inspect(tight, png()).unchecked == UNSEEN
    finally:
        tight.close()


def test_callers_beyond_the_queue_are_told_that_it_is_busy(hurt: Callable[..., None]) -> None:
    client = Vision(VisionOptions(manifest=Path("absent.yaml"), waiting=0))
    try:
        inspect(client, png(0))
        hurt(signal.SIGSTOP)
        held = threading.Thread(target=inspect, args=(client, png(1), 2.0))
        held.start()
        assert until(client._turn.locked)
        start = time.monotonic()
        report = inspect(client, png(2))
        assert (report.unchecked, report.fault) == ((("decode", "busy"),), "queue")
        assert time.monotonic() - start < 1
        held.join()
        assert inspect(client, png(2)).unchecked == UNSEEN
    finally:
        client.close()


def test_a_caller_whose_turn_does_not_come_is_told_that_it_is_busy(vision: Vision, hurt: Callable[..., None]) -> None:
    inspect(vision, png(0))
    hurt(signal.SIGSTOP)
    held = threading.Thread(target=inspect, args=(vision, png(1), 2.0))
    held.start()
    assert until(vision._turn.locked)
    assert inspect(vision, png(2), seconds=0.3).unchecked == (("decode", "busy"),)
    held.join()


def test_many_callers_each_get_their_own_answer(vision: Vision) -> None:
    answers: dict[int, ImageReport] = {}
    threads = [threading.Thread(target=lambda n=n: answers.update({n: inspect(vision, png(n))})) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: report.width for number, report in answers.items()} == {n: 100 + n for n in range(8)}


def test_an_idle_worker_is_let_go_and_comes_back() -> None:
    client = Vision(VisionOptions(manifest=Path("absent.yaml"), idle_seconds=0.2))
    try:
        inspect(client, png(0))
        assert until(lambda: client.pid is None)
        assert client.state == "idle"
        assert inspect(client, png(1)).unchecked == UNSEEN
    finally:
        client.close()


def test_after_closing_nothing_runs_and_nothing_is_checked(vision: Vision) -> None:
    inspect(vision, png(0))
    worker = vision.pid
    assert worker is not None
    vision.close()
    assert not psutil.pid_exists(worker)
    assert inspect(vision, png(1)).fault == "closed"
    assert vision.pid is None


def test_a_worker_that_cannot_be_started_is_named(vision: Vision, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    report = inspect(vision, png())
    assert (report.unchecked, report.fault, vision.state) == ((("decode", "cannot_check"),), "start", "failed")
    monkeypatch.undo()
    assert inspect(vision, png()).unchecked == UNSEEN


def test_a_worker_can_be_started_ahead_of_its_first_picture(vision: Vision) -> None:
    vision.warm()
    started = vision.pid
    assert started is not None
    vision.warm()
    inspect(vision, png())
    assert vision.pid == started
    vision.close()
    vision.warm()
    assert vision.pid is None


def test_the_worker_knows_no_secret_of_the_companion(vision: Vision, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "not for the worker")
    given: dict[str, str] = {}
    start = subprocess.Popen

    def note(*args: object, env: dict[str, str], **more: object) -> object:
        given.update(env)
        return start(*args, env=env, **more)  # type: ignore[call-overload]
    monkeypatch.setattr(subprocess, "Popen", note)
    assert inspect(vision, png()).unchecked == UNSEEN
    assert given["ORT_DISABLE_TELEMETRY"] == "1" and "DATABASE_PASSWORD" not in given


def test_bytes_under_another_name_are_not_taken(vision: Vision) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        vision.inspect("0" * 64, png(), time.monotonic() + 1)


def test_the_worker_ends_when_the_companion_is_killed() -> None:
    script = (
        "import sys, time, pathlib; from saring.vision import *; from tests.fixtures import pictures; "
        "v = Vision(VisionOptions(manifest=pathlib.Path('absent.yaml'))); d = pictures.encode(pictures.clean()); "
        "v.inspect(pictures.sha256(d), d, time.monotonic() + 30); print(v.pid, flush=True); time.sleep(60)"
    )
    companion = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
    assert companion.stdout is not None
    with companion.stdout:
        worker = int(companion.stdout.readline())
    companion.kill()
    companion.wait()
    assert until(lambda: not psutil.pid_exists(worker) or psutil.Process(worker).status() == "zombie")
