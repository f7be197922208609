"""Pairing: the window that `saring pair` opens, one exchange in it, and what comes of it."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from saring.services.pairing_math import agree, commitment, read_code
from saring.storage.pairings import Pairing, PairingStore

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

WINDOW_SECONDS = 120.0
#: Beginnings and wrong codes that one window bears.
TRIES = 5
#: How long a finished exchange waits for the person's yes at the terminal before it is dropped.
KEEP_SECONDS = 300.0


class PairingError(Exception):
    """A pairing step that can't be taken; ``code`` is an error code of docs/protocol.md."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Offer:
    """The companion's answer to a commitment: its raw public key (65 bytes) and nonce (32 bytes)."""

    pairing: str
    public_key: bytes
    nonce: bytes


@dataclass(frozen=True, slots=True)
class DeskState:
    """What the terminal shows. ``step``: closed, open, begun, code, confirmed, expired, spent."""

    step: str
    seconds: int = 0
    tries: int = 0
    name: str = ""
    code: str = ""
    client: str = ""


@dataclass(slots=True)
class _Exchange:
    id: str
    name: str
    origin: str
    commitment: bytes
    key: EllipticCurvePrivateKey
    public_key: bytes
    nonce: bytes
    code: str = ""
    pairing: Pairing | None = None
    confirmed: bool = False


@dataclass(slots=True)
class _Window:
    ends: float
    tries: int = TRIES
    exchange: _Exchange | None = None
    spent: bool = field(default=False)


class PairingDesk:
    """At most one window, at most one exchange in it. Nothing is stored before the person says yes."""

    def __init__(self, store: PairingStore, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._window: _Window | None = None

    def open(self) -> DeskState:
        """Open a new window; an older one is closed, and what it had is dropped."""
        with self._lock:
            self._window = _Window(self._clock() + WINDOW_SECONDS)
        return self.state()

    def close(self) -> None:
        """Close the window and drop what was not kept."""
        with self._lock:
            self._window = None

    def state(self) -> DeskState:
        """What has happened so far, for the terminal alone: it holds the code."""
        with self._lock:
            window = self._window
            if window is None:
                return DeskState("closed")
            seconds = max(0, int(window.ends - self._clock() + 0.999))
            exchange = window.exchange
            shape = DeskState(self._step(window), seconds, window.tries)
            if exchange is None or shape.step in ("expired", "spent"):
                return shape
            client = exchange.pairing.client if exchange.pairing else ""
            return DeskState(shape.step, seconds, window.tries, exchange.name, exchange.code, client)

    def begin(self, committed: bytes, name: str, origin: str) -> Offer:
        """Step 1. Raises ``PairingError``: pairing_closed, pairing_expired, pairing_busy, too_many_tries."""
        from cryptography.hazmat.primitives.asymmetric import ec

        with self._lock:
            window = self._live()
            # The same extension may start over (its popup was closed); anybody else would be stealing the window.
            if window.exchange is not None and (window.exchange.origin != origin or window.exchange.confirmed):
                raise PairingError("pairing_busy")
            if window.exchange is not None:
                self._spend(window)
            key = ec.generate_private_key(ec.SECP256R1())
            exchange = _Exchange(
                secrets.token_hex(16), name, origin, committed, key, _raw(key), secrets.token_bytes(32)
            )
            window.exchange = exchange
            return Offer(exchange.id, exchange.public_key, exchange.nonce)

    def reveal(self, pairing: str, public_key: bytes, nonce: bytes, origin: str) -> str:
        """Step 2: the client id. Raises ``PairingError``: as step 1, and not_found, bad_request."""
        from cryptography.hazmat.primitives.asymmetric import ec

        with self._lock:
            window, exchange = self._find(pairing, origin)
            if exchange.pairing is not None:
                raise PairingError("not_found")
            if not hmac.compare_digest(commitment(public_key, nonce), exchange.commitment):
                window.exchange = None
                self._spend(window)
                raise PairingError("bad_request")
            try:
                peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
            except ValueError:
                raise PairingError("bad_request") from None
            shared = exchange.key.exchange(ec.ECDH(), peer)
            agreed = agree(shared, (exchange.public_key, exchange.nonce), (public_key, nonce))
            exchange.code = agreed.code
            exchange.pairing = Pairing(
                secrets.token_hex(8), agreed.secret, exchange.name, exchange.origin, int(time.time())
            )
            return exchange.pairing.client

    def confirm(self, pairing: str, typed: str, client: str, origin: str) -> str:
        """Step 3: the client id again. Raises ``PairingError``: as step 2; bad_request for a wrong code."""
        with self._lock:
            window, exchange = self._find(pairing, origin)
            if exchange.pairing is None or exchange.pairing.client != client:
                raise PairingError("not_found")
            if not hmac.compare_digest(read_code(typed).encode(), exchange.code.encode()):
                self._spend(window)
                raise PairingError("bad_request")
            if not exchange.confirmed:
                exchange.confirmed = True
                window.ends = self._clock() + KEEP_SECONDS
            return client

    def candidate(self, client: str) -> Pairing | None:
        """The pairing of the exchange under way, for checking the MAC of step 3 and of nothing else."""
        with self._lock:
            exchange = self._window.exchange if self._window else None
            found = exchange.pairing if exchange else None
            return found if found is not None and found.client == client else None

    def provisional(self, client: str) -> Pairing | None:
        """A confirmed pairing that still waits for the person's yes: it works meanwhile, from memory alone."""
        with self._lock:
            window = self._window
            if window is None or window.exchange is None or self._step(window) != "confirmed":
                return None
            found = window.exchange.pairing
            return found if found is not None and found.client == client else None

    def keep(self) -> Pairing:
        """The person's yes: store the confirmed pairing. Raises ``PairingError`` (pairing_closed), ``OSError``."""
        with self._lock:
            window = self._window
            if window is None or window.exchange is None or self._step(window) != "confirmed":
                raise PairingError("pairing_closed")
            pairing = window.exchange.pairing
            assert pairing is not None
            self._store.add(pairing)
            self._window = None
            return pairing

    def _live(self) -> _Window:
        if self._window is None:
            raise PairingError("pairing_closed")
        step = self._step(self._window)
        if step == "expired":
            raise PairingError("pairing_expired")
        if step == "spent":
            raise PairingError("too_many_tries")
        return self._window

    def _find(self, pairing: str, origin: str) -> tuple[_Window, _Exchange]:
        window = self._live()
        exchange = window.exchange
        if exchange is None or exchange.origin != origin:
            raise PairingError("not_found")
        if not hmac.compare_digest(exchange.id.encode(), pairing.encode("utf-8", "replace")):
            raise PairingError("not_found")
        return window, exchange

    def _step(self, window: _Window) -> str:
        if window.spent:
            return "spent"
        if self._clock() >= window.ends:
            return "expired"
        exchange = window.exchange
        if exchange is None:
            return "open"
        if exchange.confirmed:
            return "confirmed"
        return "code" if exchange.code else "begun"

    def _spend(self, window: _Window) -> None:
        window.tries -= 1
        if window.tries <= 0:
            window.spent = True
            window.exchange = None
            raise PairingError("too_many_tries")


def _raw(key: EllipticCurvePrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
