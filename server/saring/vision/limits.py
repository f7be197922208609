"""What the operating system takes from the picture worker, so that a broken or hostile picture costs one verdict.

Every limit is laid on where the system has it; docs/pictures.md says what holds where.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

if sys.platform != "win32":
    import resource

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38

#: The exit status of a worker that stopped itself for its memory.
OVER_MEMORY = 86


def shut_in() -> None:
    """Before anything is loaded: no network (Linux, where user namespaces are allowed), no core dump, no new rights."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def close_in(memory: int) -> None:
    """Once the models are loaded: not a byte into any file, and ``memory`` more bytes than are taken now."""
    if sys.platform == "win32":
        _watch_memory(memory)
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform != "linux":
        _watch_memory(memory)  # macOS accepts RLIMIT_AS and does not hold it
        return
    limit = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + memory
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def allow_cpu(seconds: float) -> None:
    """Let this process use ``seconds`` more of processor time, all threads together; the kernel ends it at that."""
    if sys.platform == "win32":
        return
    used = time.process_time()
    with contextlib.suppress(OSError, ValueError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 2, hard))


def _watch_memory(memory: int) -> None:
    process = import_module("psutil").Process()
    limit = process.memory_info().rss + memory

    def watch() -> None:
        while process.memory_info().rss < limit:
            time.sleep(0.1)
        os._exit(OVER_MEMORY)

    threading.Thread(target=watch, name="memory-watch", daemon=True).start()
