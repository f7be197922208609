"""Chooses which frames of an animation to look at: the first, the last, and those that differ most from the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Kept = TypeVar("Kept")

#: Two frames are alike if no cell's mean colour differs by more than this (of 255). One word of 20 pixels' height in a
#: picture of 1000 changes the cells it crosses by 30 and more; the noise of a compressed film by less than 6.
ALIKE = 8


@dataclass(slots=True)
class _Entry(Generic[Kept]):
    signature: NDArray[np.int16]
    frame: int = -1
    value: Kept | None = None


class Sampler(Generic[Kept]):
    """Keeps at most ``limit`` values in one pass: ask :meth:`wants` for each frame in turn, then :meth:`keep` it."""

    def __init__(self, limit: int) -> None:
        self._limit = max(2, limit)
        self._entries: list[_Entry[Kept]] = []
        self._next: _Entry[Kept] | None = None

    def wants(self, signature: NDArray[np.int16], must: bool = False) -> bool:
        """Whether this frame is to be kept; ``must`` for the last one, which is kept unless it is like another."""
        away = min((_distance(entry.signature, signature) for entry in self._entries), default=256)
        if away <= ALIKE:
            return False
        if len(self._entries) >= self._limit:
            weakest, lowest = self._weakest()
            if not must and away <= lowest:
                return False
            del self._entries[weakest]
        self._next = _Entry(signature)
        return True

    def keep(self, frame: int, value: Kept) -> None:
        """Keep the frame that was just wanted."""
        assert self._next is not None
        self._next.frame, self._next.value = frame, value
        self._entries.append(self._next)
        self._next = None

    def kept(self) -> list[tuple[int, Any]]:
        """The frames' numbers and values, in their order."""
        return [(entry.frame, entry.value) for entry in self._entries]

    def _weakest(self) -> tuple[int, int]:
        """The entry most like another one (never the first frame), and how far apart the two are."""
        nearest = [
            min(_distance(one.signature, other.signature) for other in self._entries if other is not one)
            for one in self._entries
        ]
        index = min(range(1, len(nearest)), key=nearest.__getitem__)
        return index, nearest[index]


def _distance(one: NDArray[np.int16], other: NDArray[np.int16]) -> int:
    return int(np.abs(one - other).max())
