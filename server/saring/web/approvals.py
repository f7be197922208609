"""`/v1/approvals`: ask for another person's yes, and see whether it came."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from flask import Blueprint

from saring.storage.problems import StorageProblem
from saring.web.body import read
from saring.web.errors import ApiError
from saring.web.guards import access
from saring.web.wire import ApprovalMessage
from saring.web.wiring import services

routes = Blueprint("approvals", __name__)

_ID = re.compile(r"[0-9a-f]{8}")


@routes.post("/v1/approvals")
@access("extension", "application/json")
def create() -> dict[str, Any]:
    """Ask. The same draft under the same policy has one request at a time."""
    m = read(ApprovalMessage)
    try:
        view = services().approvals.ask(m.digest, m.policy_version, m.site, m.account, m.note)
    except StorageProblem:
        raise ApiError("busy", "The request could not be stored. `saring doctor` says why.", retry_after=5) from None
    return {"id": view.id, "state": view.state}


@routes.get("/v1/approvals/<key>")
@access("extension")
def show(key: str) -> dict[str, Any]:
    """How a request stands. One that has expired isn't found any more."""
    try:
        view = services().approvals.look_up(key) if _ID.fullmatch(key) else None
    except StorageProblem:
        raise ApiError("busy", retry_after=5) from None
    if view is None:
        raise ApiError("not_found", "There is no such request for approval, or it has expired. Ask again.")
    return asdict(view)
