"""The data files that the reading steps need, beside this loader."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def load_yaml(text: str) -> Any:
    """Parse YAML in which every scalar is a string (``off`` and ``1488`` are words here). Raises ``yaml.YAMLError``."""
    return yaml.load(text, Loader=_Loader)


def load_data(name: str) -> Any:
    """Read one YAML file of this folder."""
    return load_yaml((files(__name__) / name).read_text(encoding="utf-8"))


def load_lines(name: str) -> frozenset[str]:
    """Read one text file of this folder: words parted by blanks; ``#`` begins a comment."""
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())
