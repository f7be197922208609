"""Who asks: Host, Origin, signature, replay, protocol, content type. Runs before every request."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Response, current_app, g, request

from saring.services import signing
from saring.services.pairing import PairingDesk
from saring.storage.pairings import Pairing, PairingStore
from saring.web.errors import ApiError
from saring.web.origins import is_extension, is_loopback_host
from saring.web.replay import ReplayGuard

JSON_LIMIT = 1 << 20
MEDIA_LIMIT = 32 << 20
#: How far a request's time may be from ours, in milliseconds.
SKEW = 300_000

_NONCE = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(r"[0-9]{1,15}")
_View = TypeVar("_View", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Access:
    """What a view asks of its caller.

    ``who``: ``page`` (any browser page, GET only), ``anyone`` (pairing), ``optional`` (signed or not),
    ``candidate`` (the exchange under way), ``extension``, ``control`` (the command line).
    """

    who: str
    body: str = ""
    limit: int = JSON_LIMIT


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose signature a request carries."""

    client: str
    secret: bytes
    nonce: str
    role: str
    pairing: Pairing | None = None


def access(who: str, body: str = "", limit: int = JSON_LIMIT) -> Callable[[_View], _View]:
    """Mark a view with what it asks. A view without the mark is refused to everybody."""

    def mark(view: _View) -> _View:
        view.__dict__["saring_access"] = Access(who, body, limit)
        return view

    return mark


class Guard:
    """Holds what has to be remembered between requests: the nonces."""

    def __init__(
        self, pairings: PairingStore, desk: PairingDesk, control: bytes, clock: Callable[[], float] = time.time
    ) -> None:
        self._pairings = pairings
        self._desk = desk
        self._control = control
        self._clock = clock
        self._replays = ReplayGuard()

    def __call__(self) -> Response | None:
        """Let the request through (None), answer a preflight, or raise ``ApiError``."""
        g.caller, g.cors = None, ""
        _check_target()
        needs = _needs()
        if needs is not None and needs.who == "page":
            return None
        origin = self._check_origin()
        if request.method == "OPTIONS":
            return self._preflight(origin)
        request.max_content_length = needs.limit if needs else JSON_LIMIT
        caller = self._authenticate(origin)
        if request.routing_exception is not None:
            raise request.routing_exception
        if needs is None or request.method == "HEAD":
            raise ApiError("method_not_allowed")
        self._authorise(needs, caller, origin)
        if needs.body and request.mimetype != needs.body:
            raise ApiError("wrong_content_type")
        return None

    def _check_origin(self) -> str:
        origin = request.headers.get("Origin", "")
        if origin and not is_extension(origin):
            raise ApiError("forbidden_origin")
        return origin

    def _preflight(self, origin: str) -> Response:
        # A preflight can't be signed. Before its origin is known an extension has none: its host permission spares it.
        if not origin or not (origin in self._pairings.origins() or self._may_pair()):
            raise ApiError("forbidden_origin")
        g.cors = origin
        return Response(status=204)

    def _may_pair(self) -> bool:
        return request.path.startswith("/v1/pairings") and self._desk.state().step not in ("closed", "expired", "spent")

    def _authenticate(self, origin: str) -> Caller | None:
        """The caller whose MAC holds; from then on every reply is signed. None if the request is unsigned."""
        body = request.get_data()
        version = request.headers.get(signing.PROTOCOL_HEADER)
        client = request.headers.get(signing.CLIENT_HEADER)
        if client is None and version in (None, str(signing.PROTOCOL)):
            return None
        caller = self._whose(client or "", body)
        g.caller = caller
        if version != str(signing.PROTOCOL):
            raise ApiError("version_mismatch")
        if caller is None:
            if origin and not request.path.startswith("/v1/pairings"):
                self._check_known(origin)
            raise ApiError("not_authenticated")
        self._check_fresh(caller)
        self._bind_origin(caller, origin)
        return caller

    def _whose(self, client: str, body: bytes) -> Caller | None:
        nonce = request.headers.get(signing.NONCE_HEADER, "")
        at = request.headers.get(signing.TIME_HEADER, "")
        found = self._lookup(client)
        if found is None or not _NONCE.fullmatch(nonce) or not _TIME.fullmatch(at):
            return None
        secret, role, pairing = found
        right = signing.request_mac(secret, request.method, _target(), client, at, nonce, body)
        if not signing.same(request.headers.get(signing.MAC_HEADER, ""), right):
            return None
        return Caller(client, secret, nonce, role, pairing)

    def _lookup(self, client: str) -> tuple[bytes, str, Pairing | None] | None:
        if client == signing.CONTROL_CLIENT:
            return self._control, "control", None
        if pairing := self._pairings.get(client) or self._desk.provisional(client):
            return pairing.secret, "extension", pairing
        if pairing := self._desk.candidate(client):
            return pairing.secret, "candidate", pairing
        return None

    def _check_fresh(self, caller: Caller) -> None:
        now = int(self._clock() * 1000)
        at = int(request.headers[signing.TIME_HEADER])
        if abs(now - at) > SKEW:
            raise ApiError("clock_skew")
        try:
            fresh = self._replays.admit(caller.client, caller.nonce, at + SKEW, now)
        except OverflowError:
            raise ApiError("busy", retry_after=5) from None
        if not fresh:
            raise ApiError("not_authenticated")

    def _bind_origin(self, caller: Caller, origin: str) -> None:
        """Hold a client to its one origin; one whose secret was handed over is bound by its first signed request."""
        if not origin:
            return
        pairing = caller.pairing
        if pairing is not None and not pairing.origin:
            pairing = self._pairings.learn_origin(caller.client, origin)
        if pairing is None or pairing.origin != origin:
            raise ApiError("forbidden_origin")
        g.cors = origin

    def _check_known(self, origin: str) -> None:
        if origin not in self._pairings.origins():
            raise ApiError("forbidden_origin")
        g.cors = origin

    def _authorise(self, needs: Access, caller: Caller | None, origin: str) -> None:
        if needs.who == "anyone":
            if not origin:
                raise ApiError("forbidden_origin")
            g.cors = origin
            return
        if caller is None:
            if origin:
                self._check_known(origin)
            if needs.who == "optional":
                return
            raise ApiError("not_authenticated")
        roles = {"candidate": ("candidate", "extension"), "extension": ("extension",), "control": ("control",),
                 "optional": ("extension", "control")}
        if caller.role not in roles[needs.who]:
            raise ApiError("not_authenticated")


def _check_target() -> None:
    if not is_loopback_host(request.headers.get("Host", "")):
        raise ApiError("bad_host")
    # An absolute-form target would name a second host; an encoded path, a second spelling of what was signed.
    if not _target().startswith("/"):
        raise ApiError("bad_host")
    if _target().partition("?")[0] != request.path:
        raise ApiError("not_found")


def _target() -> str:
    return str(request.environ.get("REQUEST_URI") or request.full_path.rstrip("?"))


def _needs() -> Access | None:
    if request.endpoint is None:
        return None
    found = getattr(current_app.view_functions[request.endpoint], "saring_access", None)
    return found if isinstance(found, Access) else None
