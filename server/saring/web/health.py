"""`GET /v1/health`: that a companion is here, and, to those who may know, how it is."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g

from saring.web.guards import access
from saring.web.wiring import services

routes = Blueprint("health", __name__)


@routes.get("/v1/health")
@access("optional")
def show() -> dict[str, Any]:
    """Contentless without a signature: nothing a web page could use to know the version, the user or the policy."""
    if g.caller is None:
        return {"saring": "companion"}
    return services().health.report()
