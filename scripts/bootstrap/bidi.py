"""Just enough of WebDriver BiDi to load an extension into Firefox and open a page."""

from __future__ import annotations

import json
import subprocess
import threading
from contextlib import ExitStack
from itertools import count
from typing import Any

from bootstrap import Trouble


class Bidi:
    """A session with a Firefox that was started with ``--remote-debugging-port 0`` and its standard error piped."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        from websockets.sync.client import connect  # in the environment, not in the standard library

        assert process.stderr is not None
        address = next((line.split()[-1] for line in process.stderr if "WebDriver BiDi listening on" in line), "")
        if not address:
            raise Trouble("Firefox ended before the extension could be loaded. Is there a screen to open it on?")
        # Firefox writes on: a full pipe would stop it.
        threading.Thread(target=process.stderr.read, daemon=True).start()
        self._numbers = count(1)
        self._open = ExitStack()
        self._socket = self._open.enter_context(connect(f"{address}/session", max_size=None, proxy=None))
        self.call("session.new", capabilities={})

    def call(self, method: str, **params: Any) -> Any:
        """Send one command and return its result. Raises ``Trouble`` when Firefox refuses it."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            reply = json.loads(self._socket.recv(timeout=60))
            if reply.get("id") == number:
                break
        if reply["type"] == "error":
            raise Trouble(f"Firefox refused the extension ({reply['message']}). "
                          "Load it by hand: about:debugging, This Firefox, Load Temporary Add-on.")
        return reply["result"]

    def close(self) -> None:
        """End the session; the browser stays."""
        self._open.close()
