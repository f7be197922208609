"""Fixtures: replicas, their server, the companion, the built extension, and both browsers."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright

from .browsers.base import Browser
from .browsers.chromium import Chromium
from .browsers.firefox import Firefox
from .server import SiteServer

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "firefox")
_PROGRAMS = {"chromium": ("chromium", "chromium-browser"), "firefox": ("firefox-esr", "firefox")}


def program(family: str) -> str:
    """The browser's program. Raises ``AssertionError``: without its browser a test has not passed, it has not run."""
    named = os.environ.get(f"SARING_{family.upper()}")
    found = next((path for name in (named, *_PROGRAMS[family]) if name and (path := shutil.which(name))), None)
    assert found, f"no {family} on this machine; install it, or name it in SARING_{family.upper()}"
    return found


@pytest.fixture(scope="session")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built replica pages."""
    out = tmp_path_factory.mktemp("replicas")
    subprocess.run(["node", str(ROOT / "tests" / "e2e" / "replicas" / "build.mjs"), str(out)], cwd=ROOT, check=True)
    return out


@pytest.fixture(scope="session")
def server(replicas: Path) -> Iterator[SiteServer]:
    """The replicas' server."""
    running = SiteServer(replicas)
    yield running
    running.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver process."""
    with sync_playwright() as running:
        yield running


def open_browser(family: str, playwright: Playwright, extension: Path | None, **options: Any) -> Browser:
    """Start a browser of this family, with the extension in it unless that is ``None``."""
    if family == "chromium":
        return Chromium(playwright, program(family), extension)
    return Firefox(program(family), extension, **options)


@pytest.fixture(scope="module", params=BROWSERS)
def bare_browser(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Browser]:
    """A browser without the extension."""
    browser = open_browser(request.param, playwright, None)
    yield browser
    browser.close()
