"""The names of what can keep a picture from being checked, with their reasons and sentences (faults.yaml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, field_validator

from saring.domain import REASONS


class Fault(BaseModel):
    """One row of faults.yaml: a reason of the verdict and one sentence per locale."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: str
    en: str
    id: str

    @field_validator("reason")
    @classmethod
    def _known(cls, reason: str) -> str:
        if reason not in REASONS:
            raise ValueError(f"{reason!r} is not a reason")
        return reason


class Refused(Exception):
    """A picture, or one check of it, is refused. ``fault`` is a name in faults.yaml; nothing of the file is kept."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault

    @property
    def reason(self) -> str:
        """The verdict's reason for this fault."""
        return faults()[self.fault].reason


@cache
def faults() -> dict[str, Fault]:
    """Every fault by name."""
    text = Path(__file__).with_name("faults.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, Fault]).validate_python(yaml.safe_load(text))


def sentence(fault: str, locale: str = "en") -> str:
    """The sentence of a fault, for the person; an unknown name yields an empty string, an unknown locale English."""
    row = faults().get(fault)
    if row is None:
        return ""
    return row.id if locale == "id" else row.en
