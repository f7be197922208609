"""`scripts/run.py` as a person on a fresh machine meets it: what it says, and what it leaves behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "scripts" / "run.py"


@pytest.fixture
def surroundings(tmp_path):
    """Environment variables under which nothing touches the person's own settings or profile folders."""
    # Short, since a browser makes a socket in there, and a socket's path has an end.
    with tempfile.TemporaryDirectory(prefix="s") as short:
        yield {**os.environ, "SARING_HOME": str(tmp_path / "home"), "TMPDIR": short}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(surroundings, *arguments):
    command = [sys.executable, str(RUN), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=surroundings, timeout=300)


def started(surroundings, *arguments):
    """Start it, and read on until it has said its last word before waiting."""
    # Deaf to Ctrl-C by inheritance, as what a shell starts in the background is.
    deaf = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", deaf, sys.executable, str(RUN), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings,
                               start_new_session=True)
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            return process, "".join(lines)
    _, complaint = process.communicate()
    pytest.fail("".join(lines) + complaint)


def stopped(process):
    """Press Ctrl-C, and say whether anything of it is left."""
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    return process.returncode, [child for child in family if child.is_running() and child.status() != "zombie"]


def test_starts_checks_itself_and_leaves_nothing_behind(surroundings):
    port = free_port()
    process, said = started(surroundings, "--port", str(port))
    assert "the obscene one is held" in said
    assert f"http://127.0.0.1:{port}/practice" in said
    code, left = stopped(process)
    assert (code, left) == (0, [])
    assert os.listdir(surroundings["TMPDIR"]) == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.browser
@pytest.mark.parametrize("family", ["chromium", "firefox"])
def test_opens_a_browser_and_leaves_nothing_behind(surroundings, family):
    process, said = started(surroundings, "--browser", family, "--headless", "--port", str(free_port()))
    assert "throw-away profile: done" in said
    code, left = stopped(process)
    assert (code, left) == (0, [])
    assert [name for name in os.listdir(surroundings["TMPDIR"]) if name.startswith("saring")] == []


def test_says_who_has_the_port(surroundings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run(surroundings, "--port", str(port))
    assert result.returncode == 1
    assert str(port) in result.stderr
    assert re.search(r"python|pytest", result.stderr), "the program that holds the port is named"
    assert "Traceback" not in result.stderr


def test_says_when_no_browser_is_found(surroundings):
    result = run({**surroundings, "SARING_FIREFOX": "no-such-program"}, "--browser", "firefox")
    assert result.returncode == 1
    assert "No Firefox was found" in result.stderr and "SARING_FIREFOX" in result.stderr


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_says_when_python_is_too_old(script):
    pretend = ("import sys; sys.version_info = (3, 10, 4); sys.version = '3.10.4 (main)';"
               f"sys.argv = ['x']; exec(open({str(ROOT / 'scripts' / script)!r}).read())")
    result = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.strip() == "Saring needs Python 3.11 or newer; this is 3.10.4. Run it with a newer one."


@pytest.mark.parametrize("script", ["run.py", "test.py", "build_extension.py", "bench.py"])
def test_help_is_worth_reading(script):
    result = subprocess.run([sys.executable, str(ROOT / "scripts" / script), "--help"], capture_output=True, text=True)
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) >= 8
