"""The file of each pairing."""

from __future__ import annotations

from pathlib import Path

import pytest

from saring.storage.files import NotPrivateError, private_directory
from saring.storage.pairings import Pairing, PairingStore

CLIENT = "00112233aabbccdd"
PAIRING = Pairing(CLIENT, bytes(range(32)), "Chromium", "chrome-extension://" + "a" * 32, 7, "code")


@pytest.fixture
def store(tmp_path: Path) -> PairingStore:
    """An empty store."""
    return PairingStore(private_directory(tmp_path / "pairings"))


def test_what_is_kept_comes_back(store: PairingStore, tmp_path: Path) -> None:
    store.add(PAIRING)
    assert store.get(CLIENT) == PAIRING and store.all() == [PAIRING]
    assert store.origins() == {PAIRING.origin}
    assert (tmp_path / "pairings" / f"{CLIENT}.json").stat().st_mode & 0o777 == 0o600


def test_another_process_sees_it_at_once(store: PairingStore, tmp_path: Path) -> None:
    other = PairingStore(tmp_path / "pairings")
    assert store.get(CLIENT) is None
    other.add(PAIRING)
    assert store.get(CLIENT) == PAIRING
    assert other.forget(CLIENT)
    assert store.get(CLIENT) is None and not store.forget(CLIENT)


@pytest.mark.parametrize("client", ["", "..", "../pairings/00112233aabbccdd", "00112233AABBCCDD", CLIENT + "0",
                                    CLIENT + "\n", "control", "0011223/aabbccdd", "\0" * 16])
def test_only_a_client_id_is_looked_for(store: PairingStore, client: str) -> None:
    store.add(PAIRING)
    assert store.get(client) is None and not store.forget(client)
    assert store.learn_origin(client, "x") is None
    with pytest.raises(ValueError):
        store.add(Pairing(client, bytes(32)))
    assert store.all() == [PAIRING]


def test_an_origin_is_learned_once(store: PairingStore) -> None:
    store.add(Pairing(CLIENT, bytes(32), way="handover"))
    first = store.learn_origin(CLIENT, "moz-extension://a")
    assert first is not None and first.origin == "moz-extension://a"
    second = store.learn_origin(CLIENT, "moz-extension://b")
    assert second is not None and second.origin == "moz-extension://a"


def test_a_forgotten_one_does_not_come_back_by_learning(store: PairingStore) -> None:
    store.add(Pairing(CLIENT, bytes(32)))
    store.forget(CLIENT)
    assert store.learn_origin(CLIENT, "moz-extension://a") is None and store.all() == []


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"client": "x"}', '{"secret": "zz"}', "\xff",
                                  '{"client": "00112233aabbccdd", "secret": "00"}',
                                  '{"client": "ffffffffffffffff", "secret": "%s"}' % ("00" * 32),
                                  '{"client": "00112233aabbccdd", "secret": "%s", "more": 1}' % ("00" * 32)])
def test_a_broken_file_is_no_pairing_and_is_named(store: PairingStore, tmp_path: Path, text: str) -> None:
    store.add(PAIRING)
    (tmp_path / "pairings" / f"{CLIENT}.json").write_text(text, "latin-1")
    assert store.get(CLIENT) is None and store.all() == []
    assert [path.stem for path in store.broken()] == [CLIENT]


def test_a_file_others_can_read_is_refused(store: PairingStore, tmp_path: Path) -> None:
    store.add(PAIRING)
    (tmp_path / "pairings" / f"{CLIENT}.json").chmod(0o644)
    for use in (lambda: store.get(CLIENT), store.check):
        with pytest.raises(NotPrivateError):
            use()


def test_the_secret_is_not_in_its_description() -> None:
    assert PAIRING.secret.hex() not in repr(PAIRING) and "\\x" not in repr(PAIRING)
