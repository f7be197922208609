"""The pairing desk's clock and its one window; tests/server/web/test_pairings.py has the exchange itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from saring.services.pairing import KEEP_SECONDS, TRIES, WINDOW_SECONDS, PairingDesk, PairingError
from saring.services.pairing_math import commitment
from saring.storage.files import private_directory
from saring.storage.pairings import PairingStore

ORIGIN = "chrome-extension://" + "a" * 32
NONCE = bytes(32)


class Clock:
    """A clock that is moved by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Time, standing still."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> PairingStore:
    """An empty store."""
    return PairingStore(private_directory(tmp_path / "pairings"))


@pytest.fixture
def desk(store: PairingStore, clock: Clock) -> PairingDesk:
    """A desk with its window open."""
    found = PairingDesk(store, clock)
    found.open()
    return found


def _key() -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    number = int.from_bytes(hashlib.sha256(b"extension").digest(), "big") >> 1
    key = ec.derive_private_key(number, ec.SECP256R1())
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _revealed(desk: PairingDesk) -> tuple[str, str]:
    key = _key()
    pairing = desk.begin(commitment(key, NONCE), "Chromium", ORIGIN).pairing
    return pairing, desk.reveal(pairing, key, NONCE, ORIGIN)


def test_the_window_lasts_two_minutes(desk: PairingDesk, clock: Clock) -> None:
    assert (desk.state().step, desk.state().seconds, desk.state().tries) == ("open", 120, TRIES)
    clock.now += WINDOW_SECONDS - 0.5
    assert (desk.state().step, desk.state().seconds) == ("open", 1)
    pairing, client = _revealed(desk)
    clock.now += 0.5
    assert desk.state().step == "expired" and desk.state().code == ""
    for step in (lambda: desk.begin(b"", "", ORIGIN), lambda: desk.confirm(pairing, "x", client, ORIGIN)):
        with pytest.raises(PairingError) as error:
            step()
        assert error.value.code == "pairing_expired"


def test_a_new_window_drops_the_old_exchange(desk: PairingDesk) -> None:
    pairing, client = _revealed(desk)
    code = desk.state().code
    desk.open()
    assert desk.candidate(client) is None
    with pytest.raises(PairingError) as error:
        desk.confirm(pairing, code, client, ORIGIN)
    assert error.value.code == "not_found"


def test_a_confirmed_pairing_works_until_the_person_says_no_or_nothing(
    desk: PairingDesk, clock: Clock, store: PairingStore
) -> None:
    pairing, client = _revealed(desk)
    assert desk.provisional(client) is None
    desk.confirm(pairing, desk.state().code, client, ORIGIN)
    assert desk.provisional(client) is not None
    clock.now += KEEP_SECONDS
    assert desk.provisional(client) is None
    with pytest.raises(PairingError):
        desk.keep()
    assert store.all() == []


def test_keep_stores_once(desk: PairingDesk, store: PairingStore) -> None:
    pairing, client = _revealed(desk)
    with pytest.raises(PairingError):
        desk.keep()
    desk.confirm(pairing, desk.state().code, client, ORIGIN)
    assert desk.keep().client == client and [p.client for p in store.all()] == [client]
    with pytest.raises(PairingError) as error:
        desk.keep()
    assert error.value.code == "pairing_closed"


def test_a_confirmed_exchange_cannot_be_pushed_out(desk: PairingDesk) -> None:
    pairing, client = _revealed(desk)
    desk.confirm(pairing, desk.state().code, client, ORIGIN)
    with pytest.raises(PairingError) as error:
        desk.begin(bytes(32), "", ORIGIN)
    assert error.value.code == "pairing_busy"
    assert desk.provisional(client) is not None


def test_an_exchange_reveals_once(desk: PairingDesk) -> None:
    pairing, _ = _revealed(desk)
    with pytest.raises(PairingError) as error:
        desk.reveal(pairing, _key(), NONCE, ORIGIN)
    assert error.value.code == "not_found"


def test_every_companion_key_is_its_own(desk: PairingDesk) -> None:
    first = desk.begin(bytes(32), "", ORIGIN)
    second = desk.begin(bytes(32), "", ORIGIN)
    assert first.public_key != second.public_key and first.nonce != second.nonce and first.pairing != second.pairing
