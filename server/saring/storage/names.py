"""Lists of names in one column, as JSON that always fits."""

from __future__ import annotations

import json
from collections.abc import Sequence


def pack(names: Sequence[str], limit: int) -> str:
    """The names as a JSON list of at most ``limit`` letters; those that don't fit are left out, from the end."""
    kept = list(names)
    while len(packed := json.dumps(kept)) > limit:
        kept.pop()
    return packed


def unpack(packed: str) -> tuple[str, ...]:
    """What :func:`pack` wrote."""
    return tuple(json.loads(packed))
