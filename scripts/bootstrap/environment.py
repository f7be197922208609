"""The project's own virtual environment: made once, renewed only when a lock file has changed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bootstrap import ROOT, Trouble
from bootstrap.console import Step

VENV = ROOT / ".venv"

#: Words in pip's output that mean that the network, not the project, is the trouble.
_NETWORK = ("NewConnectionError", "Temporary failure in name resolution", "ConnectTimeout", "Name or service not known",
            "Network is unreachable", "getaddrinfo failed", "ProxyError", "Connection refused", "(from versions: none)")


def python() -> Path:
    """The interpreter of the environment, whether or not it exists yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(locks: list[str], step: Step, package: bool = True) -> None:
    """Make the environment hold what the named files of ``requirements/`` pin, and the package itself.

    A stamp in the environment remembers what was installed, so that a second call returns at once.
    Raises ``Trouble`` when the environment can't be made or the packages can't be had.
    """
    stamps = {lock: _fingerprint(lock) for lock in locks}
    stale = [lock for lock in locks if _read_stamp(lock) != stamps[lock]]
    if not python().exists():
        stale = locks
        _make()
    for lock in stale:
        _install(lock, step)
    if package and (stale or _read_stamp("package") != _fingerprint("package")):
        _pip(["install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        _write_stamp("package", _fingerprint("package"))
    for lock in stale:
        _write_stamp(lock, stamps[lock])
    if not stale:
        step.note = "already there"


def _make() -> None:
    result = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if result.returncode:
        lacks = "ensurepip" in result.stdout + result.stderr
        hint = " On Debian and Ubuntu: apt install python3-venv." if lacks else ""
        raise Trouble(f"Python could not make a virtual environment in {VENV}.{hint}")


def _install(lock: str, step: Step) -> None:
    path = ROOT / "requirements" / lock
    total = len(re.findall(r"(?m)^[A-Za-z0-9]", path.read_text("utf-8")))
    seen = 0

    def watch(line: str) -> None:
        nonlocal seen
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            step.progress(min(seen, total), total, line.split()[1] if line.startswith("Coll") else "")
        elif line.startswith("Installing collected"):
            step.progress(total, total, "installing")

    # What ships comes as wheels; of what the tests need, one package has none for every system.
    form = ["--prefer-binary"] if lock == "test.txt" else ["--only-binary", ":all:"]
    _pip(["install", "--require-hashes", *form, "-r", str(path)], watch)


def _pip(arguments: list[str], watch: Callable[[str], object] = str) -> None:
    command = [str(python()), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.rstrip())
            watch(line)
    if process.returncode:
        said = "\n".join(lines)
        if any(word in said for word in _NETWORK):
            raise Trouble("The packages could not be fetched: this machine does not reach the package index. "
                          "Check the network or the proxy settings, and run this again; what was fetched is kept.")
        raise Trouble("pip could not install the packages. Its last words were:\n  " + "\n  ".join(lines[-6:]))


def _fingerprint(lock: str) -> str:
    path = ROOT / "setup.cfg" if lock == "package" else ROOT / "requirements" / lock
    return hashlib.sha256(sys.version.encode() + path.read_bytes()).hexdigest()


def _stamp(name: str) -> Path:
    return VENV / f".saring-{Path(name).stem}"


def _read_stamp(name: str) -> str:
    return _stamp(name).read_text("utf-8") if _stamp(name).exists() else ""


def _write_stamp(name: str, value: str) -> None:
    _stamp(name).write_text(value, "utf-8")
