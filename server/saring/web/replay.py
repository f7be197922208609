"""Nonces that were seen, kept as long as their request's time would still be taken."""

from __future__ import annotations

import heapq
import threading


class ReplayGuard:
    """Remembers nonces per client until they are stale. Full means refuse: an old one is never dropped early."""

    def __init__(self, limit: int = 50_000) -> None:
        self._limit = limit
        self._seen: set[tuple[str, str]] = set()
        self._order: list[tuple[int, str, str]] = []
        self._lock = threading.Lock()

    def admit(self, client: str, nonce: str, stale_at: int, now: int) -> bool:
        """Whether this nonce is new. Times are Unix milliseconds. Raises ``OverflowError`` when full."""
        with self._lock:
            while self._order and self._order[0][0] < now:
                _, old_client, old_nonce = heapq.heappop(self._order)
                self._seen.discard((old_client, old_nonce))
            if (client, nonce) in self._seen:
                return False
            if len(self._seen) >= self._limit:
                raise OverflowError
            self._seen.add((client, nonce))
            heapq.heappush(self._order, (stale_at, client, nonce))
            return True
