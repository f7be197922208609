"""A Chromium browser's debugging pipe: it loads an unpacked extension where a switch no longer does."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from bootstrap import Trouble


class Pipe:
    """The browser's debugging pipe: JSON messages ended by a zero byte, on its descriptors 3 (in) and 4 (out)."""

    def __init__(self) -> None:
        self._number = 0
        self._rest = b""

    def start(self, command: list[str]) -> subprocess.Popen[Any]:
        read_end, self._write = os.pipe()
        self._read, write_end = os.pipe()
        # A shell puts the two ends where the browser looks for them: renumbering in the child without preexec_fn.
        shell = ["/bin/sh", "-c", f'exec "$@" 3<&{read_end} 4>&{write_end}', "sh", *command]
        process = subprocess.Popen(shell, pass_fds=(read_end, write_end), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(read_end)
        os.close(write_end)
        return process

    def call(self, method: str, **params: Any) -> Any:
        self._number += 1
        message = json.dumps({"id": self._number, "method": method, "params": params})
        try:
            os.write(self._write, message.encode() + b"\0")
            while True:
                reply = self._next()
                if reply.get("id") == self._number:
                    break
        except (OSError, EOFError):
            raise Trouble("The browser ended before the extension could be loaded. "
                          "Is there a screen to open it on?") from None
        if "error" in reply:
            raise Trouble(f"The browser refused the extension ({reply['error'].get('message', 'no reason given')}). "
                          "Load the folder by hand: extensions page, developer mode, Load unpacked.")
        return reply.get("result")

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._read, 65536)
            if not chunk:
                raise EOFError
            self._rest += chunk
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)  # type: ignore[no-any-return]

    def close(self) -> None:
        os.close(self._write)
        os.close(self._read)
