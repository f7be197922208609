"""waitress as the companion needs it: loopback only, nothing spooled to disk, an orderly end."""

from __future__ import annotations

import ipaddress
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from saring.web.errors import ERRORS, code_of_status
from saring.web.guards import MEDIA_LIMIT

HOST = "127.0.0.1"
#: Seconds that requests under way may take to end after SIGTERM.
DRAIN = 5.0
#: The largest body waitress takes. More than any limit of ours, so that refusals are ours and can be signed.
_BODY = MEDIA_LIMIT + (1 << 20)
#: systemd hands sockets over from this descriptor on (sd_listen_fds(3)).
_FIRST_FD = 3


class NotLoopbackError(Exception):
    """A socket that others than this machine could reach."""


class _JsonErrorTask(ErrorTask):  # type: ignore[misc]
    """What waitress itself refuses, in our one shape; its own text may repeat the line it could not read."""

    def execute(self) -> None:
        """Write the answer and close."""
        status = int(self.request.error.code)
        code = code_of_status(status)
        body = json.dumps({"error": {"code": code, "message": ERRORS[code][1], "where": ""}}).encode()
        self.status = f"{status} {self.request.error.reason}"
        self.response_headers.extend([
            ("Content-Type", "application/json"), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
        ])
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]
    error_task_class = _JsonErrorTask


class Server:
    """One listening companion. ``run`` returns after ``stop`` (or SIGTERM, SIGINT) once requests under way ended."""

    def __init__(self, app: Callable[..., Any], sockets: list[socket.socket], threads: int = 6) -> None:
        for found in sockets:
            check_loopback(found)
        self._server = create_server(
            app, sockets=sockets, threads=threads, ident="saring", url_scheme="http",
            max_request_body_size=_BODY, inbuf_overflow=2 * _BODY, outbuf_overflow=2 * _BODY,
            max_request_header_size=16384, connection_limit=40, channel_timeout=30, cleanup_interval=5,
            channel_request_lookahead=0, expose_tracebacks=False, clear_untrusted_proxy_headers=True,
            log_socket_errors=False,
        )
        self._sockets = sockets
        # Several sockets make a MultiSocketServer, which keeps its map under another name.
        self._map: dict[int, Any] = self._server.map if len(sockets) > 1 else self._server._map
        self._listeners = [found for found in self._map.values() if hasattr(found, "channel_class")]
        for found in self._listeners:
            found.channel_class = _Channel
        self._stopping = threading.Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return url_of(self._sockets[0])

    def run(self) -> None:
        """Serve until stopped, then let requests under way end."""
        loop = self._listeners[0].asyncore.loop
        while not self._stopping.is_set():
            loop(timeout=1, use_poll=self._listeners[0].adj.asyncore_use_poll, map=self._map, count=1)
        self._drain(loop)

    def stop(self) -> None:
        """End ``run``. May be called from a signal handler or another thread."""
        self._stopping.set()
        for found in self._listeners:
            found.trigger.pull_trigger()

    def stop_on_signals(self) -> None:
        """SIGTERM and Ctrl-C end ``run`` in order. Main thread only."""
        def handle(_: int, __: FrameType | None) -> None:
            self.stop()

        signal.signal(signal.SIGTERM, handle)
        signal.signal(signal.SIGINT, handle)

    def _drain(self, loop: Callable[..., None]) -> None:
        for found in self._listeners:
            found.accepting = False
            found.socket.close()
            found.del_channel(self._map)
        end = time.monotonic() + DRAIN
        while time.monotonic() < end and any(_at_work(found) for found in self._map.values()):
            loop(timeout=0.1, use_poll=False, map=self._map, count=1)
        self._listeners[0].task_dispatcher.shutdown(timeout=max(0.1, end - time.monotonic()))
        for found in list(self._map.values()):
            found.close()


def _at_work(found: Any) -> bool:
    return isinstance(found, HTTPChannel) and bool(found.requests or found.total_outbufs_len)


def bind(port: int) -> socket.socket:
    """A socket on 127.0.0.1. Raises ``OSError`` when the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "nt":
            # There SO_REUSEADDR would let another program take over the port.
            found.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE"), 1)
        else:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen(64)
    except BaseException:
        found.close()
        raise
    return found


def inherited() -> list[socket.socket]:
    """The sockets systemd has bound for this process, if any."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()):
        return []
    count = int(os.environ.get("LISTEN_FDS", "0"))
    return [socket.socket(fileno=number) for number in range(_FIRST_FD, _FIRST_FD + count)]


def check_loopback(found: socket.socket) -> None:
    """Raise ``NotLoopbackError`` unless only this machine can reach the socket."""
    if found.family not in (socket.AF_INET, socket.AF_INET6):
        raise NotLoopbackError("Saring listens on TCP only.")
    host = str(found.getsockname()[0])
    if not ipaddress.ip_address(host).is_loopback:
        raise NotLoopbackError(f"Saring refuses to listen on {host}: drafts may be asked about from this machine only.")


def url_of(found: socket.socket) -> str:
    """The socket's address as a URL."""
    host, port = found.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
