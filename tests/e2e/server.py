"""The replicas' own server: serves their pages and keeps what they send, by run, in memory."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

#: A site's own policy is strict; an extension that only works on lax pages would be found out here.
CSP = ("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
       "connect-src 'self' blob:; form-action 'self'; base-uri 'none'")
_TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css"}


@dataclass(frozen=True)
class Received:
    """One request that reached the server and could have published something."""

    run: str
    method: str
    path: str
    query: dict[str, list[str]]
    type: str
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


class SiteServer:
    """All replicas behind one port, on every name of this machine."""

    def __init__(self, pages: Path) -> None:
        self.pages = pages
        self.received: list[Received] = []
        self.media: dict[str, bytes] = {}
        self.numbers = count(1)
        self.arrival = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": self}))
        self._server.daemon_threads = True
        self.port: int = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True, name="replicas").start()

    def of(self, run: str) -> list[Received]:
        """What arrived from the page of this run, in order."""
        with self.arrival:
            return [one for one in self.received if one.run == run]

    def keep(self, one: Received) -> None:
        """Add a request and wake whoever waits for one."""
        with self.arrival:
            self.received.append(one)
            self.arrival.notify_all()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    site: SiteServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/received":
            run = parse_qs(urlsplit(self.path).query).get("run", [""])[0]
            self._json([{"path": one.path, "size": len(one.body)} for one in self.site.of(run)])
        elif path.startswith("/media/"):
            self._answer(self.site.media.get(path.removeprefix("/media/"), b""), "image/png")
        else:
            self._page(path)

    def do_POST(self) -> None:
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.site.keep(Received(
            run=self.headers.get("X-Run", ""), method=self.command, path=address.path, query=parse_qs(address.query),
            type=self.headers.get("Content-Type", ""), body=body))
        self._json(self._reply(address.path, body))

    do_PUT = do_POST

    def _reply(self, path: str, body: bytes) -> dict[str, Any]:
        """What the site's own API would say, as far as its page reads it."""
        number = str(next(self.site.numbers))
        if path == "/api/v2/media":
            self.site.media[number] = body
            return {"id": number, "type": "image", "preview_url": f"/media/{number}"}
        if path.endswith("uploadBlob"):
            return {"blob": {"$type": "blob", "ref": {"$link": number}, "size": len(body)}}
        return {"id": number, "rest_id": number, "media_id_string": number, "urn": f"urn:li:digitalmediaAsset:{number}"}

    def _page(self, path: str) -> None:
        _, site, *rest = (path.rstrip("/") + "/").split("/")
        name = rest[0] if rest and rest[0] else "index.html"
        file = self.site.pages / site / name
        if site.isidentifier() and name in ("index.html", "main.js", "replica.css") and file.is_file():
            self._answer(file.read_bytes(), _TYPES[file.suffix])
        else:
            self.send_error(404)

    def _json(self, value: Any) -> None:
        self._answer(json.dumps(value).encode(), "application/json")

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", CSP)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: drafts stay out of logs."""
