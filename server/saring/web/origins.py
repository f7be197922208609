"""Which hosts and origins may be spoken to, by exact comparison, and the CORS headers for those alone."""

from __future__ import annotations

import re

from flask import Response, current_app
from flask_cors.core import get_cors_options, set_cors_headers

from saring.services import signing

_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?")
#: Chromium's extension ids are 32 letters a-p; Firefox makes a random UUID per profile.
_EXTENSION = re.compile(r"chrome-extension://[a-p]{32}|moz-extension://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_loopback_host(host: str) -> bool:
    """Whether a Host header names this machine and nothing else; upper case and trailing dots are refused."""
    return _HOST.fullmatch(host) is not None


def is_extension(origin: str) -> bool:
    """Whether this is the exact form of an extension's origin."""
    return _EXTENSION.fullmatch(origin) is not None


def allow(response: Response, origin: str) -> None:
    """Add the CORS headers for one origin, which the caller has already compared exactly."""
    options = get_cors_options(current_app, {
        "origins": [origin],
        "methods": ["GET", "POST", "PUT"],
        "allow_headers": ["Content-Type", signing.PROTOCOL_HEADER, signing.CLIENT_HEADER, signing.TIME_HEADER,
                          signing.NONCE_HEADER, signing.MAC_HEADER],
        "expose_headers": [signing.MAC_HEADER, "Retry-After"],
        "always_send": False,
        "max_age": 600,
    })
    set_cors_headers(response, options)
