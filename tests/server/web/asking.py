"""Asks a companion as an extension does, with every part of the signature open to being made wrong."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from saring.domain import Draft, Media, Part
from saring.services import signing

ORIGIN = "chrome-extension://" + "a" * 32
HOST = "127.0.0.1:7274"


@dataclass(frozen=True)
class Asker:
    """One client of an app; ``skew`` is added to the time (ms), ``nonce`` is fresh unless set."""

    app: Flask
    client: str = "00112233aabbccdd"
    secret: bytes = bytes(range(32))
    origin: str = ORIGIN
    host: str = HOST
    skew: int = 0
    nonce: str = ""
    protocol: str = "1"

    def but(self, **changes: Any) -> Asker:
        """The same with changes."""
        return replace(self, **changes)

    def headers(self, method: str, target: str, body: bytes) -> dict[str, str]:
        """The headers of a signed request."""
        nonce = self.nonce or secrets.token_hex(16)
        at = str(time.time_ns() // 1_000_000 + self.skew)
        found = {
            "Host": self.host, "Saring-Protocol": self.protocol, "Saring-Client": self.client, "Saring-Time": at,
            "Saring-Nonce": nonce,
            "Saring-MAC": signing.request_mac(self.secret, method, target, self.client, at, nonce, body),
        }
        return found | ({"Origin": self.origin} if self.origin and method != "GET" else {})

    def ask(self, method: str, target: str, body: Any = None, kind: str = "application/json",
            **extra: str) -> TestResponse:
        """One request; ``extra`` headers replace the signed ones, with ``_`` for ``-``; an empty one is left out."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        headers = self.headers(method, target, data)
        headers |= {name.replace("_", "-"): value for name, value in extra.items()}
        headers = {name: value for name, value in headers.items() if value}
        return self.app.test_client().open(target, method=method, data=data, content_type=kind, headers=headers)

    def screen(self, draft: Draft, **changes: Any) -> TestResponse:
        """Ask for a verdict."""
        return self.ask("POST", "/v1/screenings", screening(draft, **changes))


def screening(draft: Draft, **changes: Any) -> dict[str, Any]:
    """The body of a request for a verdict."""
    parts = [
        {"text": part.text, "media": [
            {"sha256": m.sha256, "name": m.name, "type": m.type, "alt": m.alt, "unreadable": m.unreadable}
            for m in part.media
        ]} for part in draft.parts
    ]
    return {
        "protocol": 1, "revision": 1, "locale": "en", "digest": draft.digest,
        "draft": {"site": draft.site, "account": draft.account, "kind": draft.kind, "parts": parts},
    } | changes


def draft(text: str = "Good morning, Jakarta!", *media: Media) -> Draft:
    """A draft of one part on a site."""
    return Draft((Part(text, media),), "x")


def code(response: TestResponse) -> str:
    """The error code of a refusal, after checking that it has the one shape."""
    body = json.loads(response.get_data())
    assert set(body) == {"error"} and set(body["error"]) == {"code", "message", "where"}
    return str(body["error"]["code"])
