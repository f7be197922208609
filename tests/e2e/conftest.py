"""Fixtures: replicas, their server, the companion, the built extension, and both browsers."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright

from . import words
from .browsers.base import Browser
from .browsers.chromium import Chromium
from .browsers.firefox import QUICK_END, Firefox
from .companion import Companion
from .server import SiteServer
from .sites import BRAND, hosts

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
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Companion]:
    """A companion with the default policy. A test that kills it starts it again."""
    running = Companion(tmp_path_factory.mktemp("state") / "saring", "default")
    yield running
    running.close()


def build_extension(folder: Path, handover: dict[str, Any]) -> Path:
    """Build the extension as the project's own script does, with this handover in it."""
    file = folder / "handover.json"
    file.write_text(json.dumps(handover), "utf-8")
    out = folder / "extension"
    subprocess.run([
        sys.executable, str(ROOT / "scripts" / "build_extension.py"), "--out", str(out), "--handover", str(file),
        "--host", f"{BRAND.host}=generic"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return out


@pytest.fixture(scope="session")
def extension(tmp_path_factory: pytest.TempPathFactory, companion: Companion, server: SiteServer) -> Path:
    """The extension, paired with the companion and told which replica stands for which site."""
    handover = {**companion.pair(), "hosts": hosts(server.port), "locale": "en"}
    return build_extension(tmp_path_factory.mktemp("build"), handover)


@pytest.fixture(scope="session")
def practice(companion: Companion, extension: Path) -> str:
    """The address of the practice page, which is built along with the extension."""
    return f"{companion.url}/practice"


@pytest.fixture(scope="session")
def unpaired_extension(tmp_path_factory: pytest.TempPathFactory, server: SiteServer) -> Path:
    """The extension as it is before anybody paired it."""
    return build_extension(tmp_path_factory.mktemp("unpaired"), {"hosts": hosts(server.port), "locale": "en"})


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


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request: pytest.FixtureRequest, playwright: Playwright, extension: Path) -> Iterator[Browser]:
    """A browser with the paired extension."""
    browser = open_browser(request.param, playwright, extension)
    yield browser
    browser.close()


@pytest.fixture(scope="module", params=BROWSERS)
def forgetful_browser(request: pytest.FixtureRequest, playwright: Playwright, extension: Path) -> Iterator[Browser]:
    """As ``browser``, and the background can be ended: at once in Chromium, soon after its last work in Firefox."""
    prefs = {} if request.param == "chromium" else {"prefs": {"extensions.background.idle.timeout": QUICK_END}}
    browser = open_browser(request.param, playwright, extension, **prefs)
    yield browser
    browser.close()


@pytest.fixture(scope="module", params=BROWSERS)
def unpaired_browser(
    request: pytest.FixtureRequest, playwright: Playwright, unpaired_extension: Path
) -> Iterator[Browser]:
    """A browser whose extension was never paired."""
    browser = open_browser(request.param, playwright, unpaired_extension)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def obscene() -> str:
    """A word that the default policy blocks."""
    return words.rated("R")


@pytest.fixture(scope="session")
def coarse() -> str:
    """A word that the default policy asks about."""
    return words.rated("PG13")


@pytest.fixture(scope="session")
def pictures() -> ModuleType:
    """The module that draws test pictures."""
    spec = importlib.util.spec_from_file_location("saring_test_pictures", ROOT / "tests" / "fixtures" / "pictures.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def standin() -> Path:
    """A harmless mosaic that the nudity model takes for something exposed."""
    return ROOT / "tests" / "fixtures" / "standin.png"


@pytest.fixture(scope="session")
def clean_picture(tmp_path_factory: pytest.TempPathFactory, pictures: ModuleType) -> Path:
    """A picture in which nothing is found."""
    file = tmp_path_factory.mktemp("pictures") / "clean.png"
    file.write_bytes(pictures.encode(pictures.clean()))
    return file


@pytest.fixture(scope="session")
def worded_picture(tmp_path_factory: pytest.TempPathFactory, pictures: ModuleType, obscene: str) -> Path:
    """A picture of a sentence that the default policy blocks when it is written."""
    file = tmp_path_factory.mktemp("pictures") / "words.png"
    file.write_bytes(pictures.encode(pictures.words(f"what the {obscene}")))
    return file
