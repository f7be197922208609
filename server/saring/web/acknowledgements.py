"""`POST /v1/acknowledgements`: what the browser finally did with a draft."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from saring.web.body import read
from saring.web.guards import access
from saring.web.wire import AcknowledgementMessage
from saring.web.wiring import services

routes = Blueprint("acknowledgements", __name__)


@routes.post("/v1/acknowledgements")
@access("extension", "application/json")
def create() -> dict[str, Any]:
    """Record the outcome. ``recorded`` is false when it waits in memory because the database can't be written."""
    m = read(AcknowledgementMessage)
    return {"recorded": services().recorder.record(m.digest, m.policy_version, m.action, m.outcome, m.site)}
