"""The sentences of the companion, one YAML file a locale."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "locales"


@cache
def sentences(locale: str) -> Mapping[str, Any]:
    """Every sentence of a locale, by group and name; an unknown locale gets English."""
    path = _FOLDER / f"{locale}.yaml"
    if locale not in locales():
        return sentences("en")
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


@cache
def locales() -> tuple[str, ...]:
    """The locales that there are."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def say(locale: str, group: str, name: str, **values: str) -> str:
    """A sentence with its gaps filled; an unknown name stands for itself, so that nothing is lost in silence."""
    found = sentences(locale).get(group, {}).get(name, name)
    return str(found).format(**values) if values else str(found)


def pick(texts: Mapping[str, str], locale: str) -> str:
    """A policy's text in this locale, else in English, else in whichever there is; empty if there is none."""
    return texts.get(locale) or texts.get("en") or next(iter(texts.values()), "")
