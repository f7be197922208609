"""The data that rules can name: lists of domains, recognisers of secrets, labels of the nudity model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from saring.domain import Rating

_HERE = Path(__file__).parent
#: A list file beyond this many bytes is refused.
MAX_LIST_BYTES = 16 * 1024 * 1024


def read_list(path: Path) -> tuple[str, ...]:
    """One entry a line, ``#`` begins a comment line. Raises ``OSError``, or ``ValueError`` for what is not a list."""
    with path.open("rb") as file:
        data = file.read(MAX_LIST_BYTES + 1)
    if len(data) > MAX_LIST_BYTES:
        raise ValueError(f"larger than {MAX_LIST_BYTES // 1024 // 1024} MiB")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def domain_lists() -> Mapping[str, tuple[str, ...]]:
    """The shipped lists of domains, by name."""
    return {path.stem: read_list(path) for path in sorted((_HERE / "lists").glob("*.txt"))}


@cache
def recognisers() -> Mapping[str, Mapping[str, Any]]:
    """What a `secret` rule can name, under ``recognisers`` (forms by name), and their ``tables``."""
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load((_HERE / "recognisers.yaml").read_text("utf-8"))
    return loaded


@cache
def nudity_labels() -> Mapping[str, tuple[str, Rating]]:
    """Each label of the nudity model with its category and rating."""
    rows = yaml.safe_load((_HERE / "labels.yaml").read_text("utf-8"))
    return {label: (row["category"], Rating.parse(row["rating"])) for label, row in rows.items()}
