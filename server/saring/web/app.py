"""The Flask application: its guard, its errors, its headers and one blueprint per resource."""

from __future__ import annotations

import time
from importlib import import_module

from flask import Flask, Response, g, request

from saring.services import signing
from saring.services.log import log
from saring.web import errors, origins
from saring.web.guards import MEDIA_LIMIT, Guard
from saring.web.wiring import Services

#: One module per resource, each with its blueprint as ``routes``.
RESOURCES = (
    "screenings", "media", "policy", "acknowledgements", "pairings", "approvals", "health", "practice", "control",
)

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                               "sandbox",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def create_app(services: Services) -> Flask:
    """The application over these services. Its configuration is asserted, not assumed."""
    app = Flask("saring", static_folder=None, template_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=MEDIA_LIMIT, MAX_FORM_MEMORY_SIZE=0, MAX_FORM_PARTS=0, PROVIDE_AUTOMATIC_OPTIONS=False,
        TRAP_HTTP_EXCEPTIONS=False, DEBUG=False, TESTING=False, PROPAGATE_EXCEPTIONS=False,
    )
    app.url_map.strict_slashes = True
    app.url_map.merge_slashes = False
    app.extensions["saring"] = services
    errors.register(app)
    app.before_request(_start_clock)
    app.before_request(Guard(services.pairings, services.desk, services.control))
    app.after_request(_finish)
    for name in RESOURCES:
        app.register_blueprint(import_module(f"saring.web.{name}").routes)
    return app


def _start_clock() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    """Headers, CORS for a known origin, the reply's MAC, one line in the log."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if g.get("cors"):
        origins.allow(response, g.cors)
    caller = g.get("caller")
    if caller is not None:
        mac = signing.reply_mac(caller.secret, caller.nonce, response.status_code, response.get_data())
        response.headers[signing.MAC_HEADER] = mac
    log.info(
        "request.answered",
        method=request.method, route=str(request.url_rule or ""), status=response.status_code,
        ms=round((time.perf_counter() - g.started) * 1000, 1), client=caller.client if caller else "",
        size=response.content_length or 0,
    )
    return response
