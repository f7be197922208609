"""Which browsers this machine has."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

#: Family → names on PATH, in the order of preference, with what people call them.
_NAMES = {
    "chromium": (
        ("google-chrome", "Google Chrome"), ("google-chrome-stable", "Google Chrome"), ("chromium", "Chromium"),
        ("chromium-browser", "Chromium"), ("microsoft-edge", "Microsoft Edge"), ("brave-browser", "Brave"),
        ("brave", "Brave"), ("chrome", "Google Chrome"), ("msedge", "Microsoft Edge"),
    ),
    "firefox": (("firefox", "Firefox"), ("firefox-esr", "Firefox ESR")),
}
#: Where they lie on systems that put nothing on PATH; each below one of the roots of ``_roots``.
_PLACES = {
    "chromium": (
        ("Google/Chrome/Application/chrome.exe", "Google Chrome"),
        ("Microsoft/Edge/Application/msedge.exe", "Microsoft Edge"),
        ("BraveSoftware/Brave-Browser/Application/brave.exe", "Brave"),
        ("Google Chrome.app/Contents/MacOS/Google Chrome", "Google Chrome"),
        ("Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "Microsoft Edge"),
        ("Brave Browser.app/Contents/MacOS/Brave Browser", "Brave"),
        ("Chromium.app/Contents/MacOS/Chromium", "Chromium"),
    ),
    "firefox": (("Mozilla Firefox/firefox.exe", "Firefox"), ("Firefox.app/Contents/MacOS/firefox", "Firefox")),
}


@dataclass(frozen=True)
class Browser:
    """A browser that was found: its family (``chromium`` or ``firefox``), name and program."""

    family: str
    name: str
    program: str


def find(family: str) -> Browser | None:
    """The first browser of a family that is installed, or ``None``.

    ``SARING_CHROMIUM`` and ``SARING_FIREFOX`` name a program that is taken before all others.
    """
    named = os.environ.get(f"SARING_{family.upper()}")
    if named:
        return Browser(family, Path(named).name, named) if shutil.which(named) else None
    for command, name in _NAMES[family]:
        program = shutil.which(command)
        if program:
            return Browser(family, name, program)
    for place, name in _PLACES[family]:
        for root in _roots():
            if (root / place).exists():
                return Browser(family, name, str(root / place))
    return None


def _roots() -> list[Path]:
    if sys.platform == "darwin":
        return [Path("/Applications"), Path.home() / "Applications"]
    names = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
    return [Path(os.environ[name]) for name in names if os.environ.get(name)]
