"""Open a browser with a throw-away profile and an unpacked extension in it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from bootstrap.bidi import Bidi
from bootstrap.browsers import Browser
from bootstrap.pipe import Pipe

_CHROMIUM = (
    "--no-first-run", "--no-default-browser-check", "--disable-sync", "--disable-background-networking",
    "--disable-component-update", "--disable-search-engine-choice-screen", "--password-store=basic",
)
_FIREFOX = {
    "app.update.enabled": False, "browser.aboutwelcome.enabled": False, "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0, "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False, "remote.active-protocols": 1, "termsofuse.bypassNotification": True,
    "toolkit.telemetry.server": "",
}


#: Seconds that the profile of a closed browser may take to go.
PATIENCE = 10


class OpenBrowser:
    """A browser under way. ``wait`` returns when the person closes it; ``close`` ends it and removes its profile."""

    def __init__(self, process: subprocess.Popen[Any], profile: Path, keep: list[Any]) -> None:
        self._process = process
        self._profile = profile
        self._keep = keep

    def wait(self) -> None:
        """Block until the browser is gone."""
        self._process.wait()

    def running(self) -> bool:
        """Whether the browser is still open."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the browser, by force if it takes longer than ten seconds, and remove the profile."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for thing in self._keep:
            thing.close()
        self._end_children()
        # What a dying child writes while the folder is being emptied would keep it alive.
        end = time.monotonic() + PATIENCE
        while self._profile.exists() and time.monotonic() < end:
            shutil.rmtree(self._profile, ignore_errors=True)

    def _end_children(self) -> None:
        """A browser's helper processes outlive it by a moment; they are in its group."""
        if os.name != "nt":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


def open_browser(browser: Browser, extension: Path, url: str, headless: bool = False) -> OpenBrowser:
    """Open ``url`` in a fresh profile with ``extension`` (an unpacked folder) loaded. Raises ``Trouble``."""
    profile = Path(tempfile.mkdtemp(prefix="saring-profile-"))
    try:
        if browser.family == "firefox":
            return _open_firefox(browser, profile, extension, url, headless)
        return _open_chromium(browser, profile, extension, url, headless)
    except BaseException:
        shutil.rmtree(profile, ignore_errors=True)
        raise


def _open_chromium(browser: Browser, profile: Path, extension: Path, url: str, headless: bool) -> OpenBrowser:
    arguments = [browser.program, f"--user-data-dir={profile}", *_CHROMIUM]
    if headless:
        arguments.append("--headless=new")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    if os.name == "nt":
        # Branded browsers ignore this switch; their debugging pipe wants handles that Python cannot number here.
        process = subprocess.Popen([*arguments, f"--load-extension={extension}", url])
        return OpenBrowser(process, profile, [])
    pipe = Pipe()
    process = pipe.start([*arguments, "--remote-debugging-pipe", "--enable-unsafe-extension-debugging", "about:blank"])
    opened = OpenBrowser(process, profile, [pipe])
    try:
        pipe.call("Extensions.loadUnpacked", path=str(extension))
        pipe.call("Target.createTarget", url=url)
    except BaseException:
        opened.close()
        raise
    return opened


def _open_firefox(browser: Browser, profile: Path, extension: Path, url: str, headless: bool) -> OpenBrowser:
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _FIREFOX.items()]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [browser.program, "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    process = subprocess.Popen([*command, *(["--headless"] if headless else [])], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                               start_new_session=os.name != "nt")
    kept: list[Any] = []
    opened = OpenBrowser(process, profile, kept)
    try:
        bidi = Bidi(process)
        kept.append(bidi)
        bidi.call("webExtension.install", extensionData={"type": "path", "path": str(extension)})
        context = bidi.call("browsingContext.getTree")["contexts"][0]["context"]
        bidi.call("browsingContext.navigate", context=context, url=url, wait="complete")
    except BaseException:
        opened.close()
        raise
    return opened
