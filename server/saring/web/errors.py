"""Every error in one shape. Nothing in it comes from the body of the request."""

from __future__ import annotations

import json
import traceback
from pathlib import Path

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from saring.services.log import log

#: code → (HTTP status, sentence for a person); docs/protocol.md has the same table.
ERRORS: dict[str, tuple[int, str]] = {
    "bad_request": (400, "The request could not be understood."),
    "bad_host": (400, "The companion answers only to 127.0.0.1, localhost and [::1]."),
    "not_authenticated": (401, "The request does not carry a valid signature of a paired extension."),
    "clock_skew": (401, "The time of the request is more than five minutes away from this machine's clock."),
    "forbidden_origin": (403, "The companion does not answer to this origin."),
    "pairing_closed": (403, "No pairing is open. Run `saring pair` in a terminal first."),
    "not_found": (404, "There is nothing here."),
    "method_not_allowed": (405, "This resource does not know that method."),
    "wrong_content_type": (415, "The body is not of the type that this resource takes."),
    "media_missing": (409, "The companion does not have all the media of this draft; send them and ask again."),
    "digest_mismatch": (409, "The digest does not belong to this draft."),
    "pairing_busy": (409, "Another extension is being paired. Wait for it to end, or run `saring pair` again."),
    "pairing_expired": (410, "The time for pairing is over. Run `saring pair` again."),
    "too_large": (413, "The request is larger than the companion takes."),
    "media_mismatch": (422, "The bytes do not have this SHA-256."),
    "version_mismatch": (426, "The extension and the companion speak different versions. Update both."),
    "too_many_tries": (429, "Too many tries. Run `saring pair` again."),
    "busy": (503, "The companion is busy. Try again in a moment."),
    "policy_missing": (503, "The companion has no valid policy, so it can't screen anything."),
    "internal": (500, "The companion made a mistake. Its log names the place."),
}

_BY_STATUS = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large",
              415: "wrong_content_type", 431: "too_large", 501: "bad_request"}


class ApiError(Exception):
    """A refusal with a code of ``ERRORS``; ``where`` is a JSON pointer or, for media_missing, SHA-256s."""

    def __init__(self, code: str, message: str = "", where: str = "", retry_after: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.message = message or ERRORS[code][1]
        self.where = where
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """The HTTP status that goes with the code."""
        return ERRORS[self.code][0]


def error_body(code: str, message: str, where: str = "") -> bytes:
    """The one shape, as bytes."""
    return json.dumps({"error": {"code": code, "message": message, "where": where}}, ensure_ascii=False).encode()


def code_of_status(status: int) -> str:
    """The error code for a status that a library raised by itself."""
    return _BY_STATUS.get(status, "internal" if status >= 500 else "bad_request")


def register(app: Flask) -> None:
    """Make the app answer every failure in the one shape."""
    app.register_error_handler(ApiError, _api_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _internal)


def _api_error(error: ApiError) -> Response:
    response = Response(error_body(error.code, error.message, error.where), error.status, mimetype="application/json")
    if error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _http_error(error: HTTPException) -> Response:
    response = _api_error(ApiError(code_of_status(error.code or 500)))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(set(error.valid_methods) - {"HEAD", "OPTIONS"}))
    return response


def _internal(error: Exception) -> Response:
    log.error("request.failed", error=type(error).__name__, place=place_of(error))
    return _api_error(ApiError("internal"))


def place_of(error: BaseException) -> str:
    """``file:line function`` of the innermost frame. Never the message: it may repeat what the author wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    last = frames[-1]
    return f"{Path(last.filename).name}:{last.lineno} {last.name}"
