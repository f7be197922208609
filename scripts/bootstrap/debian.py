"""The two browsers that the end-to-end tests drive, from Debian's packages where the machine lacks them."""

from __future__ import annotations

import os
import shutil
import subprocess

from bootstrap import Trouble

#: Program → Debian package.
_PACKAGES = {"chromium": "chromium", "firefox-esr": "firefox-esr"}


def ensure_browsers() -> str:
    """Install what is missing and say what is there. Raises ``Trouble`` where this machine can't install it."""
    missing = [package for program, package in _PACKAGES.items() if not shutil.which(program)]
    if not missing:
        return "both there"
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Trouble(
            f"The end-to-end tests need {' and '.join(missing)}, which this machine does not have. "
            + (f"Install them with: sudo apt-get install {' '.join(missing)}" if apt else "Install them")
            + "; or leave those tests out with --fast."
        )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([apt, "update", "-qq"], [apt, "install", "-y", "-qq", "--no-install-recommends", *missing]):
        result = subprocess.run(command, capture_output=True, text=True, env=quiet)
        if result.returncode:
            raise Trouble(f"{' '.join(command[:2])} failed. Its last words: {result.stderr.strip()[-300:]}")
    return f"installed {' and '.join(missing)}"
