"""The worker's limits hold: no file, no network, no core dump, no more memory or processor time than it is given.

These are the Linux kernel's limits, tried on Linux; docs/pictures.md says what holds elsewhere.
"""

from __future__ import annotations

import signal
import subprocess
import sys


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter with the limits at hand."""
    return subprocess.run(
        [sys.executable, "-c", "from saring.vision import limits\n" + code], capture_output=True, text=True)


def test_not_a_byte_goes_into_a_file(tmp_path: object) -> None:
    result = run(
        "limits.close_in(1 << 30)\n"
        f"with open({str(tmp_path)!r} + '/leak', 'wb', buffering=0) as stream:\n"
        "    try: stream.write(b'x')\n"
        "    except OSError as error: print(error.strerror)")
    assert result.stdout.strip() == "File too large"


def test_pipes_still_carry_answers() -> None:
    assert run("limits.shut_in()\nlimits.close_in(1 << 30)\nprint('x' * 100_000)").stdout.strip() == "x" * 100_000


def test_no_memory_beyond_the_budget() -> None:
    result = run(
        "limits.close_in(50_000_000)\nroom = bytearray(20_000_000)\n"
        "try: bytearray(200_000_000)\nexcept MemoryError: print('refused')")
    assert result.stdout.strip() == "refused"


def test_no_network() -> None:
    result = run(
        "import os, socket\n"
        "listener = socket.create_server(('127.0.0.1', 0))\nbefore = os.readlink('/proc/self/ns/net')\n"
        "limits.shut_in()\nafter = os.readlink('/proc/self/ns/net')\n"
        "try: socket.create_connection(listener.getsockname(), 2); reached = True\n"
        "except OSError: reached = False\n"
        "print(before == after, reached)")
    unshared, reached = "False False", "True True"
    # Where the system forbids user namespaces to ordinary programs, the network stays; docs/pictures.md says so.
    assert result.stdout.strip() in (unshared, reached)


def test_no_core_dump() -> None:
    result = run(
        "import resource\nlimits.shut_in()\nprint(resource.getrlimit(resource.RLIMIT_CORE), "
        "limits.ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))")
    assert result.stdout.strip() == "(0, 0) 0"


def test_processor_time_ends_with_the_budget() -> None:
    result = run("limits.allow_cpu(0)\nwhile True: pass")
    assert result.returncode == -signal.SIGXCPU


def test_a_budget_can_be_given_again() -> None:
    result = run("limits.allow_cpu(1)\nlimits.allow_cpu(50)\nlimits.allow_cpu(5)\nprint('alive')")
    assert result.stdout.strip() == "alive"


def test_where_the_kernel_holds_no_limit_the_worker_watches_itself() -> None:
    result = run("limits._watch_memory(30_000_000)\nroom = bytes(200_000_000).replace(b'a', b'b')\n"
                 "room = bytearray(b'x') * 200_000_000\nimport time\ntime.sleep(20)")
    assert result.returncode == 86
