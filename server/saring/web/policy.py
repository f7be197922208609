"""`GET /v1/policy`: which rules apply, in the words their owners gave them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from saring.services.render import policy_wire
from saring.services.texts import locales
from saring.web.errors import ApiError
from saring.web.guards import access
from saring.web.wiring import services

routes = Blueprint("policy", __name__)


@routes.get("/v1/policy")
@access("extension")
def show() -> dict[str, Any]:
    """The policy in force, without its terms and patterns: a blocklist is not for every reader."""
    screener = services().screener
    if screener is None:
        raise ApiError("policy_missing")
    return policy_wire(screener.policy, request.accept_languages.best_match(locales(), "en") or "en")
