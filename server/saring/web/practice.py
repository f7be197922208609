"""`/practice`: the page to try Saring on. Its files are built beforehand; nothing here reads a path from a request."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response

from saring.web.errors import ApiError
from saring.web.guards import access

routes = Blueprint("practice", __name__)

FOLDER = Path(__file__).parent / "practice"
TYPES = {
    ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png",
    ".webp": "image/webp", ".woff2": "font/woff2", ".json": "application/json", ".map": "application/json",
}
#: The editors write style attributes, so styles may be inline; scripts may not. The page talks to nobody.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
    "media-src blob:; font-src 'self'; connect-src 'self' blob: data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_NOT_BUILT = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Saring: practice</title>"
    "<h1>The practice page has not been built</h1><p>Run <code>python3 scripts/build_extension.py</code>, "
    "then load this page again.</p></html>"
)


@routes.get("/practice")
@access("page")
def page() -> Response:
    """The page itself, or a word on how to build it."""
    index = FOLDER / "index.html"
    return _answer(index.read_bytes() if index.is_file() else _NOT_BUILT.encode(), ".html")


@routes.get("/practice/<asset>")
@access("page")
def asset(asset: str) -> Response:
    """One of the files beside it."""
    files = {path.name: path for path in FOLDER.iterdir() if path.is_file()} if FOLDER.is_dir() else {}
    path = files.get(asset)
    if path is None or path.suffix not in TYPES:
        raise ApiError("not_found")
    return _answer(path.read_bytes(), path.suffix)


def _answer(data: bytes, suffix: str) -> Response:
    kind = TYPES[suffix]
    response = Response(data, content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response
