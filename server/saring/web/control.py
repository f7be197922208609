"""`/v1/control`: what the command line of the same user asks, signed with the state folder's control key."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint

from saring.services.pairing import PairingError
from saring.web.errors import ApiError
from saring.web.guards import access
from saring.web.wiring import services

routes = Blueprint("control", __name__)


@routes.post("/v1/control/pairing/open")
@access("control", "application/json")
def open_window() -> dict[str, Any]:
    """Open a pairing window."""
    return asdict(services().desk.open())


@routes.post("/v1/control/pairing/state")
@access("control", "application/json")
def show_window() -> dict[str, Any]:
    """What has happened in the window."""
    return asdict(services().desk.state())


@routes.post("/v1/control/pairing/keep")
@access("control", "application/json")
def keep() -> dict[str, Any]:
    """The person's yes: the confirmed pairing is stored."""
    try:
        pairing = services().desk.keep()
    except PairingError as error:
        raise ApiError(error.code) from None
    return {"client": pairing.client, "name": pairing.name}


@routes.post("/v1/control/pairing/close")
@access("control", "application/json")
def close_window() -> dict[str, Any]:
    """Close the window; what was not kept is dropped."""
    services().desk.close()
    return asdict(services().desk.state())
