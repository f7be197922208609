"""The link to a companion believes nothing that is not signed."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from saring.services import signing
from saring.services.link import Link, NoCompanionError, RefusedError, control_link
from saring.storage.state import Running, open_state

SECRET = b"s" * 32


class Other(http.server.BaseHTTPRequestHandler):
    """Some program on the port; ``way`` says how it answers."""

    way = ""
    body = b'{"ready": true}'

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status = 409 if self.way == "refuses" else 200
        body = b'{"error": {"code": "busy", "message": "", "where": ""}}' if self.way == "refuses" else self.body
        secret = b"t" * 32 if self.way == "another secret" else SECRET
        nonce = "0" * 32 if self.way == "an old answer" else self.headers["Saring-Nonce"]
        signed = 500 if self.way == "another status" else status
        mac = signing.reply_mac(secret, nonce, signed, b"{}" if self.way == "another body" else body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if self.way != "no signature":
            self.send_header("Saring-MAC", mac)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def other() -> Iterator[Link]:
    """A program on a free port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Other)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Link(f"http://127.0.0.1:{server.server_port}", "control", SECRET)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("way", ["no signature", "another secret", "an old answer", "another status", "another body"])
def test_a_program_that_cannot_sign_is_not_believed(other: Link, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(Other, "way", way)
    with pytest.raises(NoCompanionError, match="not this companion"):
        other.ask("POST", "/v1/control/pairing/state")


def test_a_signed_answer_and_a_signed_refusal(other: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Other, "way", "")
    assert other.ask("POST", "/v1/control/pairing/state") == {"ready": True}
    monkeypatch.setattr(Other, "way", "refuses")
    with pytest.raises(RefusedError) as error:
        other.ask("POST", "/v1/control/pairing/state")
    assert error.value.code == "busy"


def test_nobody_there(tmp_path: Path) -> None:
    state = open_state(tmp_path / "s")
    with pytest.raises(NoCompanionError, match="No companion is running"):
        control_link(state)
    state.announce(Running("http://127.0.0.1:1", 1))
    with pytest.raises(NoCompanionError, match="No companion answers on http://127.0.0.1:1"):
        control_link(state).ask("GET", "/v1/health")
