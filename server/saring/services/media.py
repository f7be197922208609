"""The bytes of pictures, in memory only: bounded, least recently used first out, gone after a quarter of an hour."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable

#: Room for a post of twenty large photographs.
CAPACITY = 256 << 20
#: Seconds that bytes are kept without being asked for.
KEEP = 900.0


class MediaMismatch(Exception):
    """The bytes do not have the SHA-256 they were sent under."""


class MediaStore:
    """Pictures by the SHA-256 (64 hex digits) of their bytes. Safe to use from several threads."""

    def __init__(
        self, capacity: int = CAPACITY, keep: float = KEEP, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._capacity = capacity
        self._keep = keep
        self._clock = clock
        self._items: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._size

    def put(self, sha256: str, data: bytes) -> None:
        """Keep ``data``. Raises ``MediaMismatch`` if it does not have that hash."""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise MediaMismatch
        with self._lock:
            self._drop(sha256)
            self._items[sha256] = (self._clock(), data)
            self._size += len(data)
            self._expire()
            while self._size > self._capacity and len(self._items) > 1:
                self._drop(next(iter(self._items)))

    def get(self, sha256: str) -> bytes | None:
        """The bytes, or None if they aren't here (any more)."""
        with self._lock:
            self._expire()
            found = self._items.get(sha256)
            if found is None:
                return None
            self._items[sha256] = (self._clock(), found[1])
            self._items.move_to_end(sha256)
            return found[1]

    def missing(self, sha256s: Iterable[str]) -> list[str]:
        """Which of these are not here, in order, each once. Those that are here count as used."""
        return [sha256 for sha256 in dict.fromkeys(sha256s) if self.get(sha256) is None]

    def _expire(self) -> None:
        oldest = self._clock() - self._keep
        while self._items and next(iter(self._items.values()))[0] < oldest:
            self._drop(next(iter(self._items)))

    def _drop(self, sha256: str) -> None:
        found = self._items.pop(sha256, None)
        if found is not None:
            self._size -= len(found[1])
