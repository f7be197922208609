"""Speaks to a running companion as the command line does: signed with the state folder's control key."""

from __future__ import annotations

import http.client
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from saring.services import signing
from saring.storage.state import StateDir

#: Seconds to wait for an answer from this machine.
PATIENCE = 6.0


class NoCompanionError(Exception):
    """No companion of this state folder answers."""


class RefusedError(Exception):
    """The companion refused; ``code`` is an error code of docs/protocol.md."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Link:
    """One companion, by its URL and a client's secret. Replies count only with a valid MAC."""

    url: str
    client: str
    secret: bytes

    def ask(self, method: str, target: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One request. Raises ``NoCompanionError``, ``RefusedError``."""
        data = json.dumps(body or {}).encode() if method == "POST" else b""
        nonce = secrets.token_hex(16)
        at = str(time.time_ns() // 1_000_000)
        headers = {
            "Content-Type": "application/json", signing.PROTOCOL_HEADER: str(signing.PROTOCOL),
            signing.CLIENT_HEADER: self.client, signing.TIME_HEADER: at, signing.NONCE_HEADER: nonce,
            signing.MAC_HEADER: signing.request_mac(self.secret, method, target, self.client, at, nonce, data),
        }
        status, mac, reply = self._send(method, target, data, headers)
        if not signing.same(mac, signing.reply_mac(self.secret, nonce, status, reply)):
            raise NoCompanionError("The program that answers is not this companion.")
        found = json.loads(reply)
        if status != 200:
            raise RefusedError(str(found["error"]["code"]))
        return dict(found)

    def _send(self, method: str, target: str, data: bytes, headers: dict[str, str]) -> tuple[int, str, bytes]:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)
        try:
            connection.request(method, target, data, headers)
            reply = connection.getresponse()
            return reply.status, reply.getheader(signing.MAC_HEADER, ""), reply.read()
        except (OSError, http.client.HTTPException) as error:
            raise NoCompanionError(f"No companion answers on {self.url}.") from error
        finally:
            connection.close()


def control_link(state: StateDir) -> Link:
    """The companion that runs on this state folder. Raises ``NoCompanionError`` if none has announced itself."""
    running = state.running()
    if running is None:
        raise NoCompanionError("No companion is running.")
    return Link(running.url, signing.CONTROL_CLIENT, state.key(signing.CONTROL_CLIENT))
