"""The built extension: made when its sources have changed, otherwise taken as it is."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bootstrap import ROOT, Trouble, environment
from bootstrap.console import Step

BUILT = ROOT / "extension" / "dist"
_STAMP = ROOT / "node_modules" / ".saring-built"
_SOURCES = ("extension/src", "extension/_locales", "extension/icons", "extension/manifest.json",
            "extension/managed_schema.json", "practice", "scripts",
            "package-lock.json", "requirements/node.txt")


def build(step: Step) -> Path:
    """Build the extension and the practice page if any source is newer than they are. Raises ``Trouble``."""
    fingerprint = _fingerprint()
    if BUILT.exists() and _STAMP.exists() and _STAMP.read_text("utf-8") == fingerprint:
        step.note = "already there"
        return BUILT
    command = [str(environment.python()), str(ROOT / "scripts" / "build_extension.py")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if result.returncode:
        said = (result.stderr or result.stdout).strip().splitlines()[-8:]
        raise Trouble("The extension could not be built:\n  " + "\n  ".join(said))
    _STAMP.write_text(fingerprint, "utf-8")
    return BUILT


def _fingerprint() -> str:
    hashed = hashlib.sha256()
    for path in _files():
        hashed.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()


def _files() -> Iterator[Path]:
    for source in _SOURCES:
        path = ROOT / source
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and "__pycache__" not in file.parts)
