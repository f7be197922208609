"""`PUT /v1/media/<sha256>`: the bytes of a picture, kept in memory only."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, request

from saring.services.media import MediaMismatch
from saring.web.errors import ApiError
from saring.web.guards import MEDIA_LIMIT, access
from saring.web.wiring import services

routes = Blueprint("media", __name__)

_SHA256 = re.compile(r"[0-9a-f]{64}")


@routes.put("/v1/media/<sha256>")
@access("extension", "application/octet-stream", MEDIA_LIMIT)
def put(sha256: str) -> dict[str, Any]:
    """Take the bytes if they have that SHA-256."""
    if not _SHA256.fullmatch(sha256):
        raise ApiError("not_found")
    data = request.get_data()
    try:
        services().media.put(sha256, data)
    except MediaMismatch:
        raise ApiError("media_mismatch") from None
    return {"sha256": sha256, "size": len(data)}
