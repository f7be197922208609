"""Nonces: each once, forgotten only when stale, refused when there is no room."""

from __future__ import annotations

import pytest

from saring.web.replay import ReplayGuard


def test_a_nonce_is_taken_once_per_client() -> None:
    guard = ReplayGuard()
    assert guard.admit("a", "1", 100, 0)
    assert not guard.admit("a", "1", 100, 0)
    assert guard.admit("b", "1", 100, 0)
    assert not guard.admit("a", "1", 100, 100)


def test_it_is_remembered_until_its_time_is_refused_anyway() -> None:
    guard = ReplayGuard(limit=1)
    assert guard.admit("a", "1", 100, 0)
    with pytest.raises(OverflowError):
        guard.admit("a", "2", 200, 100)
    assert guard.admit("a", "2", 200, 101)


def test_a_full_memory_still_knows_what_it_has_seen() -> None:
    guard = ReplayGuard(limit=2)
    assert guard.admit("a", "1", 100, 0) and guard.admit("a", "2", 100, 0)
    assert not guard.admit("a", "1", 100, 0)
