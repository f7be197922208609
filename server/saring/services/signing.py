"""The MACs that requests and replies carry; docs/protocol.md has the format, tests/contract/auth.json the vectors."""

from __future__ import annotations

import hashlib
import hmac

import saring

PROTOCOL = saring.PROTOCOL

#: The headers of a signed request.
PROTOCOL_HEADER = "Saring-Protocol"
CLIENT_HEADER = "Saring-Client"
TIME_HEADER = "Saring-Time"
NONCE_HEADER = "Saring-Nonce"
MAC_HEADER = "Saring-MAC"

#: The client id under which the command line speaks to the companion of the same state folder.
CONTROL_CLIENT = "control"


def request_mac(secret: bytes, method: str, target: str, client: str, time: str, nonce: str, body: bytes) -> str:
    """Hex HMAC-SHA-256 of a request. ``target`` is the path with its query, ``time`` Unix milliseconds in decimal."""
    digest = hashlib.sha256(body).hexdigest()
    return _mac(secret, "saring-request-v1", method, target, client, time, nonce, digest)


def reply_mac(secret: bytes, nonce: str, status: int, body: bytes) -> str:
    """Hex HMAC-SHA-256 of the reply to the request that carried ``nonce``."""
    return _mac(secret, "saring-reply-v1", nonce, str(status), hashlib.sha256(body).hexdigest())


def same(one: str, other: str) -> bool:
    """Compare two MACs in constant time. Text that is not ASCII equals nothing."""
    return one.isascii() and other.isascii() and hmac.compare_digest(one, other)


def _mac(secret: bytes, *lines: str) -> str:
    return hmac.new(secret, "\n".join(lines).encode("utf-8", "replace"), hashlib.sha256).hexdigest()
