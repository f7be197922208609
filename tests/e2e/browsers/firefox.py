"""Firefox over WebDriver BiDi, with neither geckodriver nor Node between."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
import time
import uuid
from base64 import b64decode
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from .base import PRELUDE, Browser, Node, Page, until

GECKO_ID = "saring@saring.invalid"
#: The background ends after this long without work, in milliseconds, when a test asks for it; else as Firefox has it.
QUICK_END = 800
_KEYS = {
    "Enter": "\ue007", "Control": "\ue009", "Shift": "\ue008", "Meta": "\ue03d", "Alt": "\ue00a", "Backspace": "\ue003",
    "Tab": "\ue004", "Escape": "\ue00c", "Delete": "\ue017", "ArrowLeft": "\ue012", "ArrowRight": "\ue014",
    "Home": "\ue011", "End": "\ue010", "Space": " ", "\n": "\ue007",
}
_PREFS = {
    "remote.active-protocols": 1, "browser.shell.checkDefaultBrowser": False, "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False, "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True, "toolkit.telemetry.server": "",
    "app.update.enabled": False, "extensions.getAddons.cache.enabled": False, "extensions.update.enabled": False,
    "intl.locale.requested": "en-US", "intl.accept_languages": "en-US, en", "dom.w3c_touch_events.enabled": 1,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,", "browser.safebrowsing.downloads.enabled": False,
}


class Bidi:
    """The connection: commands in, results out, one at a time."""

    def __init__(self, address: str) -> None:
        self._open = ExitStack()
        self._socket = self._open.enter_context(connect(f"{address}/session", max_size=None, proxy=None))
        self._numbers = count(1)
        self.call("session.new", capabilities={})

    def call(self, method: str, **params: Any) -> Any:
        """The result of one command. Raises ``AssertionError`` with Firefox's own words when it refuses."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            reply = json.loads(self._socket.recv(timeout=60))
            if reply.get("id") == number:
                break
        if reply["type"] == "error":
            raise AssertionError(f"{method}: {reply['error']}: {reply['message']}")
        return reply["result"]

    def close(self) -> None:
        """End the connection."""
        self._open.close()


class FirefoxPage(Page):
    """A tab of Firefox."""

    def __init__(self, bidi: Bidi, context: str = "") -> None:
        """A new tab, or the one that is there by that id."""
        self._bidi = bidi
        self.context = context or bidi.call("browsingContext.create", type="tab")["context"]
        bidi.call("browsingContext.activate", context=self.context)

    def goto(self, url: str) -> None:
        self._bidi.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def move(self, path: str) -> None:
        # WebDriver may not navigate to an extension's page; the page itself may.
        self.js(f"void location.assign({json.dumps(path)})")

    def evaluate(self, script: str) -> Any:
        result = self._run(f"Promise.resolve({script}).then((value) => JSON.stringify(value ?? null))")
        return json.loads(result["value"])

    def _run(self, script: str, **options: Any) -> Any:
        answer = self._bidi.call("script.evaluate", expression=script, target={"context": self.context},
                                 awaitPromise=True, userActivation=True, **options)
        if answer["type"] == "exception":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return answer["result"]

    def mouse(self, x: float, y: float) -> None:
        self._pointer({"x": round(x), "y": round(y)}, "mouse")

    def touch(self, x: float, y: float) -> None:
        self._pointer({"x": round(x), "y": round(y)}, "touch")

    def _pointer(self, to: dict[str, Any], kind: str) -> None:
        self._perform({"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": [
            {"type": "pointerMove", **to}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]})

    def _perform(self, source: dict[str, Any]) -> None:
        self._bidi.call("input.performActions", context=self.context, actions=[source])

    def type(self, text: str) -> None:
        keys = [_KEYS.get(letter, letter) for letter in text]
        self._keys([{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")])

    def press(self, keys: str) -> None:
        chord = [_KEYS.get(key, key) for key in keys.split("+")]
        self._keys([{"type": "keyDown", "value": key} for key in chord]
                   + [{"type": "keyUp", "value": key} for key in reversed(chord)])

    def _keys(self, actions: list[dict[str, Any]]) -> None:
        self._perform({"type": "key", "id": "keyboard", "actions": actions})

    def set_files(self, css: str, *files: Path) -> None:
        element = self._run(f"(() => {{ {PRELUDE} return $({json.dumps(css)}); }})()")
        self._bidi.call("input.setFiles", context=self.context, element={"sharedId": element["sharedId"]},
                        files=[str(file) for file in files])

    def saring(self) -> list[Node]:
        found = self._run(f"(() => {{ {PRELUDE} return $$('[data-saring]'); }})()",
                          serializationOptions={"maxDomDepth": 30, "maxObjectDepth": 1, "includeShadowTree": "all"})
        shadows = [host["value"].get("shadowRoot") for host in found["value"]]
        return [_node(shadow) for shadow in shadows if shadow]

    def press_node(self, node: Node) -> None:
        self._pointer({"x": 0, "y": 0, "origin": {"type": "element", "element": {"sharedId": node.handle}}}, "mouse")

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self._bidi.call("browsingContext.setViewport", context=self.context, viewport=size)

    def screenshot(self, file: Path) -> None:
        file.write_bytes(b64decode(self._bidi.call("browsingContext.captureScreenshot", context=self.context)["data"]))

    def close(self) -> None:
        self._bidi.call("browsingContext.close", context=self.context)


class Firefox(Browser):
    """Firefox with a throw-away profile."""

    name = "firefox"

    def __init__(self, program: str, extension: Path | None, prefs: dict[str, Any] | None = None) -> None:
        self._profile = Path(tempfile.mkdtemp(prefix="saring-e2e-"))
        self._uuid = str(uuid.uuid4())
        all_prefs = {**_PREFS, "extensions.webextensions.uuids": json.dumps({GECKO_ID: self._uuid}), **(prefs or {})}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in all_prefs.items()]
        (self._profile / "user.js").write_text("\n".join(lines), "utf-8")
        self._process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", str(self._profile), "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        address = next((line.split()[-1] for line in self._process.stderr if "WebDriver BiDi listening on" in line), "")
        assert address, "Firefox ended before it could be driven"
        # It writes on; a full pipe would stop it.
        threading.Thread(target=self._process.stderr.read, daemon=True).start()
        self._bidi = Bidi(address)
        if extension:
            self._bidi.call("webExtension.install", extensionData={"type": "path", "path": str(extension)})

    def new_page(self) -> FirefoxPage:
        return FirefoxPage(self._bidi)

    def opened(self, path: str) -> FirefoxPage:
        url = f"moz-extension://{self._uuid}/{path}"

        def find() -> str:
            tabs = self._bidi.call("browsingContext.getTree")["contexts"]
            return next((tab["context"] for tab in tabs if tab["url"] == url), "")

        return FirefoxPage(self._bidi, until(find, f"{path} opens"))

    def kill_background(self) -> None:
        """Only with the preference that makes it end after QUICK_END: waits longer than that, without touching it."""
        time.sleep(2 * QUICK_END / 1000)

    def close(self) -> None:
        try:
            self._bidi.call("browser.close")
        finally:
            self._bidi.close()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            if self._process.stderr:
                self._process.stderr.close()
            shutil.rmtree(self._profile, ignore_errors=True)


def _node(node: dict[str, Any]) -> Node:
    value = node["value"]
    below = value.get("children", [])
    children = tuple(_node(child) for child in below if child["value"]["nodeType"] == 1)
    text = "".join(child["value"]["nodeValue"] for child in below if child["value"]["nodeType"] == 3)
    return Node(value.get("localName", ""), value.get("attributes", {}), text, node.get("sharedId"), children)
