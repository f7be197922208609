"""`/v1/pairings`: the three steps of a pairing, as an extension takes them."""

from __future__ import annotations

import base64
import binascii
import unicodedata
from typing import Any

from flask import Blueprint, g, request

from saring.services import signing
from saring.services.pairing import PairingError
from saring.web.body import read
from saring.web.errors import ApiError
from saring.web.guards import access
from saring.web.wire import ConfirmMessage, PairingMessage, RevealMessage
from saring.web.wiring import services

routes = Blueprint("pairings", __name__)


@routes.post("/v1/pairings")
@access("anyone", "application/json")
def begin() -> dict[str, Any]:
    """Step 1: a commitment for a public key."""
    message = read(PairingMessage)
    if message.protocol != signing.PROTOCOL:
        raise ApiError("version_mismatch")
    try:
        offer = services().desk.begin(bytes.fromhex(message.commitment), _printable(message.name), _origin())
    except PairingError as error:
        raise ApiError(error.code) from None
    key = base64.b64encode(offer.public_key).decode()
    return {"pairing": offer.pairing, "public_key": key, "nonce": offer.nonce.hex()}


@routes.post("/v1/pairings/<pairing>/reveal")
@access("anyone", "application/json")
def reveal(pairing: str) -> dict[str, Any]:
    """Step 2: what was committed to, for a client id."""
    message = read(RevealMessage)
    try:
        key = base64.b64decode(message.public_key, validate=True)
        client = services().desk.reveal(pairing, key, bytes.fromhex(message.nonce), _origin())
    except PairingError as error:
        raise ApiError(error.code, where="/public_key" if error.code == "bad_request" else "") from None
    except (binascii.Error, ValueError):
        raise ApiError("bad_request", where="/public_key") from None
    return {"client": client}


@routes.post("/v1/pairings/<pairing>/confirm")
@access("candidate", "application/json")
def confirm(pairing: str) -> dict[str, Any]:
    """Step 3, signed with the new secret: the code that the person typed."""
    message = read(ConfirmMessage)
    try:
        client = services().desk.confirm(pairing, message.code, g.caller.client, _origin())
    except PairingError as error:
        raise ApiError(error.code, where="/code" if error.code == "bad_request" else "") from None
    return {"client": client}


def _origin() -> str:
    return request.headers.get("Origin", "")


def _printable(name: str) -> str:
    """A name goes to a terminal: nothing in it may steer one."""
    return "".join(c for c in name if unicodedata.category(c)[0] not in "CZ" or c == " ").strip()
