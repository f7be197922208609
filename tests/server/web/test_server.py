"""The real waitress over raw sockets: what no client library would send, and how it ends."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from saring.web import server as module
from saring.web.guards import MEDIA_LIMIT
from saring.web.server import NotLoopbackError, Server, bind, check_loopback
from tests.server.web.asking import Asker, draft, screening

HEAD = b"Host: 127.0.0.1\r\n"
CANARY = b"kenari-7f3a91"


@contextmanager
def running(app: Callable[..., Any]) -> Iterator[Server]:
    """The app on a free port, in a thread, ended in order."""
    server = Server(app, [bind(0)])
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(15)
        assert not thread.is_alive()


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    """A running companion."""
    with running(app) as found:
        yield found


def _connect(server: Server) -> socket.socket:
    host, port = server.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), 10)


def say(server: Server, data: bytes, timeout: float = 10) -> bytes:
    """Send bytes and read until the other side closes."""
    with _connect(server) as line:
        line.settimeout(timeout)
        try:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        found = b""
        try:
            while part := line.recv(65536):
                found += part
        except OSError:
            pass
        return found


def status(reply: bytes) -> int:
    """The status of the first reply; every refusal among them has the one shape."""
    head, _, body = reply.partition(b"\r\n\r\n")
    found = int(head.split(b" ", 2)[1])
    if found >= 400:
        assert set(json.loads(body)["error"]) == {"code", "message", "where"}
        assert CANARY not in reply
    return found


GET = b"GET /v1/health HTTP/1.1\r\nConnection: close\r\n"
POST = b"POST /v1/screenings HTTP/1.1\r\nConnection: close\r\nContent-Type: application/json\r\n"

#: (request, the statuses that are right for it)
CORPUS: list[tuple[bytes, tuple[int, ...]]] = [
    (GET + HEAD + b"\r\n", (200,)),
    (GET + b"\r\n", (400,)),
    (GET + HEAD + b"Host: evil.example\r\n\r\n", (400,)),
    (GET + b"Host: evil.example\r\n\r\n", (400,)),
    (b"GET http://evil.example/v1/health HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", (400,)),
    (b"GET http://127.0.0.1/v1/health HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", (400,)),
    (b"GET //v1/health HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", (404,)),
    (b"GET /practice/../../wiring.py HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", (404,)),
    (b"GET /practice/%2e%2e%2fwiring.py HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", (404,)),
    (b"GET /practice/..\\wiring.py HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", (404,)),
    (b"GET /practice/\x00 HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", (400, 404)),
    (POST + HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400, 401)),
    (POST + HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400, 401, 501)),
    (POST + HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", (400, 501)),
    (POST + HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", (400,)),
    (POST + HEAD + b"Content-Length: +2\r\n\r\n{}", (400,)),
    (POST + HEAD + b"Content-Length: 0x2\r\n\r\n{}", (400,)),
    (POST + HEAD + b"Content-Length: -1\r\n\r\n{}", (400,)),
    (POST + HEAD + b"Content-Length: 2 \r\n\r\n{}", (401,)),
    (POST + HEAD + b"Content-Length: \xd9\xa2\r\n\r\n{}", (400,)),
    (POST + HEAD + b"Transfer-Encoding: chunked\r\n\r\n2;x=" + CANARY + b"\r\n{}\r\n0\r\n\r\n", (400, 401)),
    (POST + HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + CANARY + b"\r\n0\r\n\r\n", (400,)),
    (GET + HEAD + b"X-Folded: a\r\n " + CANARY + b"\r\n\r\n", (200, 400)),
    (GET + HEAD + b"no colon " + CANARY + b"\r\n\r\n", (400,)),
    (GET + HEAD + b"Space : " + CANARY + b"\r\n\r\n", (400,)),
    (GET + HEAD + b"Bare: a\n" + CANARY + b"\r\n\r\n", (400,)),
    (GET + HEAD + b"Big: " + b"a" * 20_000 + b"\r\n\r\n", (431,)),
    (b"get /v1/health HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", (400, 405)),
    (b"GET /v1/health HTTP/9.9\r\nConnection: close\r\n" + HEAD + b"\r\n", (200, 400, 505)),
    (CANARY + b"\r\n\r\n", (400,)),
    (POST + HEAD + b"Content-Length: 1099511627776\r\n\r\n" + CANARY, (413,)),
    (b"PUT /v1/media/" + b"0" * 64 + b" HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"Content-Length: "
     + str(MEDIA_LIMIT + 1).encode() + b"\r\n\r\n" + b"\0" * (MEDIA_LIMIT + 1), (413,)),
]


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_what_no_client_would_send(server: Server, number: int) -> None:
    request, expected = CORPUS[number]
    assert status(say(server, request)) in expected
    assert status(say(server, CORPUS[0][0])) == 200


def test_one_line_holds_one_request_of_a_pipeline_whose_first_is_broken(server: Server) -> None:
    """What follows a request that could not be read is not taken for another request."""
    smuggled = POST + HEAD + b"Content-Length: zz\r\n\r\n" + CORPUS[0][0]
    assert say(server, smuggled).count(b"HTTP/1.1 ") == 1


def test_no_byte_of_a_body_goes_to_a_disk(server: Server, asker: Asker, services: Any, tmp_path: Path,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """Body and reply buffers stay in memory: making a temporary file is made impossible, and a large picture passes."""
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a temporary file was asked for")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(f"tempfile.{name}", refuse)
    monkeypatch.setattr("waitress.buffers.TempfileBasedBuffer.__init__", refuse)
    data = os.urandom(1 << 20) * 31
    sha256 = hashlib.sha256(data).hexdigest()
    target = f"/v1/media/{sha256}"
    headers = asker.headers("PUT", target, data) | {"Content-Type": "application/octet-stream", "Connection": "close",
                                                    "Content-Length": str(len(data))}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
    reply = say(server, f"PUT {target} HTTP/1.1\r\n".encode() + head + b"\r\n" + data, 30)
    assert status(reply) == 200 and services.media.size == len(data)


def test_slow_clients_keep_nobody_waiting(server: Server) -> None:
    lines = [_connect(server) for _ in range(20)]
    try:
        for line in lines:
            line.sendall(POST + HEAD + b"Content-Length: 1000\r\n\r\n{")
        started = time.monotonic()
        assert status(say(server, CORPUS[0][0])) == 200
        assert time.monotonic() - started < 5
    finally:
        for line in lines:
            line.close()


def test_a_request_under_way_is_answered_before_the_end(app: Flask) -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow(environ: Any, start: Any) -> Any:
        inside.set()
        leave.wait(10)
        return app(environ, start)

    replies: list[bytes] = []
    server = Server(slow, [bind(0)])
    serving = threading.Thread(target=server.run)
    serving.start()
    asking = threading.Thread(target=lambda: replies.append(say(server, CORPUS[0][0])))
    asking.start()
    assert inside.wait(10)
    server.stop()
    leave.set()
    serving.join(15)
    asking.join(15)
    assert not serving.is_alive() and status(replies[0]) == 200
    with pytest.raises(OSError):
        _connect(server)


def test_a_request_that_never_ends_does_not_keep_it_from_ending(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DRAIN", 0.3)
    stuck, leave = threading.Event(), threading.Event()

    def never(environ: Any, start: Any) -> Any:
        stuck.set()
        leave.wait(30)
        return app(environ, start)

    server = Server(never, [bind(0)])
    serving = threading.Thread(target=server.run)
    serving.start()
    line = _connect(server)
    try:
        line.sendall(CORPUS[0][0])
        assert stuck.wait(10)
        server.stop()
        serving.join(10)
        assert not serving.is_alive()
    finally:
        leave.set()
        line.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_only_this_machine_may_reach_it(app: Flask, host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as found:
        found.bind((host, 0))
        with pytest.raises(NotLoopbackError):
            Server(app, [found])


def test_no_other_kind_of_socket(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as found, pytest.raises(NotLoopbackError):
        check_loopback(found)


def test_two_sockets_are_served_and_ended(app: Flask) -> None:
    """As systemd may hand over: 127.0.0.1 and another loopback address."""
    second = socket.socket()
    second.bind(("127.0.0.2", 0))
    second.listen()
    server = Server(app, [bind(0), second])
    serving = threading.Thread(target=server.run)
    serving.start()
    assert status(say(server, CORPUS[0][0])) == 200
    with socket.create_connection(second.getsockname(), 10) as line:
        line.sendall(CORPUS[0][0])
        assert line.recv(100).startswith(b"HTTP/1.1 200")
    server.stop()
    serving.join(15)
    assert not serving.is_alive()


def test_a_port_is_taken_once() -> None:
    with bind(0) as first, pytest.raises(OSError):
        bind(first.getsockname()[1])


def test_a_verdict_over_the_wire(server: Server, asker: Asker) -> None:
    body = json.dumps(screening(draft())).encode()
    headers = asker.headers("POST", "/v1/screenings", body) | {
        "Content-Type": "application/json", "Connection": "close", "Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
    reply = say(server, b"POST /v1/screenings HTTP/1.1\r\n" + head + b"\r\n" + body)
    assert status(reply) == 200 and b"Server: saring" in reply
