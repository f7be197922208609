"""Fixtures: replicas, their server, the companion, the built extension, and both browsers."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension as the project's own script builds it, paired with nobody."""
    out = tmp_path_factory.mktemp("build") / "extension"
    script = ROOT / "scripts" / "build_extension.py"
    subprocess.run([
        sys.executable, str(script), "--out", str(out), "--host", f"{BRAND.host}=generic",
    ], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return out


@pytest.fixture(scope="session")
def practice(companion: Companion, extension: Path) -> str:
    """The address of the practice page, which is built along with the extension."""
    return f"{companion.url}/practice"


def hand_over(extension: Path, folder: Path, handover: dict[str, Any]) -> Path:
    """A copy of the extension for one browser: a pairing belongs to one origin, and each profile has its own."""
    copy = folder / "extension"
    shutil.copytree(extension, copy)
    (copy / "handover.json").write_text(json.dumps(handover), "utf-8")
    return copy


@pytest.fixture(scope="module")
def paired(
    tmp_path_factory: pytest.TempPathFactory, extension: Path, companion: Companion, server: SiteServer
) -> Callable[[], Path]:
    """Makes the extension for one more browser: paired, and told which replica stands for which site."""
    def make() -> Path:
        handover = {**companion.pair(), "hosts": hosts(server.port), "locale": "en"}
        return hand_over(extension, tmp_path_factory.mktemp("paired"), handover)
    return make


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
def browser(
    request: pytest.FixtureRequest, playwright: Playwright, paired: Callable[[], Path]
) -> Iterator[Browser]:
    """A browser with the paired extension."""
    browser = open_browser(request.param, playwright, paired())
    yield browser
    browser.close()


@pytest.fixture(scope="module", params=BROWSERS)
def forgetful_browser(
    request: pytest.FixtureRequest, playwright: Playwright, paired: Callable[[], Path]
) -> Iterator[Browser]:
    """As ``browser``, and the background can be ended: at once in Chromium, soon after its last work in Firefox."""
    prefs = {} if request.param == "chromium" else {"prefs": {"extensions.background.idle.timeout": QUICK_END}}
    browser = open_browser(request.param, playwright, paired(), **prefs)
    yield browser
    browser.close()


@pytest.fixture(scope="module", params=BROWSERS)
def unpaired_browser(
    request: pytest.FixtureRequest, playwright: Playwright, extension: Path, server: SiteServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Browser]:
    """A browser whose extension was never paired."""
    folder = tmp_path_factory.mktemp("unpaired")
    handover = {"hosts": hosts(server.port), "locale": "en"}
    browser = open_browser(request.param, playwright, hand_over(extension, folder, handover))
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
