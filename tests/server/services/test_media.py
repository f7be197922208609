"""The media store: by hash, bounded, gone after a while."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.services.media import MediaMismatch, MediaStore


def name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_only_bytes_of_that_hash_are_kept() -> None:
    store = MediaStore()
    with pytest.raises(MediaMismatch):
        store.put(name(b"a"), b"b")
    store.put(name(b"a"), b"a")
    assert store.get(name(b"a")) == b"a" and store.get(name(b"b")) is None
    assert store.missing([name(b"b"), name(b"a"), name(b"b")]) == [name(b"b")]


def test_the_least_recently_used_goes_first() -> None:
    store = MediaStore(capacity=20)
    one, two, three = b"1" * 10, b"2" * 10, b"3" * 10
    store.put(name(one), one)
    store.put(name(two), two)
    store.get(name(one))
    store.put(name(three), three)
    assert store.missing([name(one), name(two), name(three)]) == [name(two)]


def test_what_is_not_asked_for_goes_after_a_while() -> None:
    now = [0.0]
    store = MediaStore(keep=10, clock=lambda: now[0])
    store.put(name(b"a"), b"a")
    now[0] = 9
    assert store.get(name(b"a")) == b"a"
    now[0] = 19
    assert store.get(name(b"a")) == b"a"
    now[0] = 29.5
    assert store.get(name(b"a")) is None and store.size == 0


@given(st.lists(st.binary(min_size=1, max_size=12), max_size=30))
def test_the_size_is_the_sum_of_what_is_there_and_bounded(puts: list[bytes]) -> None:
    store = MediaStore(capacity=40)
    for data in puts:
        store.put(name(data), data)
        assert store.get(name(data)) == data
        assert store.size == sum(len(d) for d in set(puts) if store.get(name(d)) is not None) <= 40
