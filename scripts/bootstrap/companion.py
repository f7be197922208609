"""The companion as the scripts run it: started, checked, handed over to a browser, ended."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bootstrap import ROOT, Trouble, environment
from bootstrap.launch import OpenBrowser

#: Seconds that a slow disk may need for the first start.
_PATIENCE = 60


class Companion:
    """A running companion. A context manager: leaving it ends the process."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        #: Whether a companion that somebody else started is used; it is left running.
        self.adopted = False
        self._process = subprocess.Popen(
            [str(environment.python()), "-m", "saring", "serve", "--port", str(port)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            # Ctrl-C reaches this script alone, which then ends the companion in its own order.
            start_new_session=os.name != "nt",
        )
        self._said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Companion:
        end = time.monotonic() + _PATIENCE
        try:
            while not self._answers():
                if self._process.poll() is not None and not self._adopt():
                    raise Trouble(self._last_words() or "The companion ended at once, without a word.")
                if time.monotonic() > end:
                    raise Trouble(f"The companion did not answer on {self.url} within {_PATIENCE} seconds.")
                time.sleep(0.05)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the companion, by force if it takes longer than ten seconds."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait(self, browser: OpenBrowser | None = None) -> None:
        """Block until the browser or the companion ends; at once if there is neither to wait for.

        Raises ``Trouble`` if the companion ended by itself.
        """
        while browser is None or browser.running():
            if self.adopted:
                if browser is None:
                    return
                time.sleep(0.5)
                continue
            try:
                self._process.wait(0.5)
            except subprocess.TimeoutExpired:
                continue
            raise Trouble(f"The companion ended by itself. {self._last_words()}")

    def check(self) -> str:
        """Screen two sample drafts over HTTP as the extension would, and say what came of it. Raises ``Trouble``."""
        with self._pairing("self check") as pairing:
            script = str(ROOT / "scripts" / "bootstrap" / "self_check.py")
            result = subprocess.run([str(environment.python()), script], input=json.dumps(pairing),
                                    capture_output=True, text=True)
        if result.returncode:
            raise Trouble(f"The companion runs but does not screen as it should. {result.stderr.strip()[-400:]}")
        return result.stdout.strip()

    @contextmanager
    def handed_over(self, built: Path, name: str) -> Iterator[Path]:
        """A copy of the extension that is paired with this companion; both are gone afterwards."""
        folder = Path(tempfile.mkdtemp(prefix="saring-extension-"))
        try:
            with self._pairing(f"{name}, throw-away profile") as pairing:
                shutil.copytree(built, folder, dirs_exist_ok=True)
                (folder / "handover.json").write_text(json.dumps(pairing), "utf-8")
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _pairing(self, name: str) -> Iterator[dict[str, Any]]:
        pairing = json.loads(self._saring("pair", "--json", "--name", name))
        pairing["url"] = self.url
        try:
            yield pairing
        finally:
            self._saring("pair", "--forget", pairing["client"])

    def _saring(self, *arguments: str) -> str:
        result = subprocess.run([str(environment.python()), "-m", "saring", *arguments], capture_output=True, text=True)
        if result.returncode:
            raise Trouble(f"saring {arguments[0]} failed: {result.stderr.strip()[-400:]}")
        return result.stdout

    def _adopt(self) -> bool:
        """Whether the process ended in peace because this person's companion runs already: then that one is used."""
        address = re.search(r"already running at (http://[\w.\[\]:]+)", self._last_words())
        if self._process.returncode == 0 and address:
            self.url, self.adopted = address.group(1), True
        return self.adopted

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/v1/health", timeout=2) as reply:
                alive = self.adopted or self._process.poll() is None
                return bool(json.load(reply).get("saring") == "companion") and alive
        except (OSError, ValueError):
            return False

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._said.append(line.rstrip())
            del self._said[:-20]

    def _last_words(self) -> str:
        self._process.wait()
        return "\n".join(line for line in self._said if line)
