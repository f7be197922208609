"""Finds the detectors (one file each in this folder) and makes a policy's rules ready for them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import saring.detectors
from saring.detectors.base import Compiled
from saring.detectors.prepared import PreparedDraft
from saring.domain import Finding, RuleSpec

#: The files here that are no detectors.
NOT_DETECTORS = ("base", "check_digits", "nearby", "prepared", "registry")


@cache
def detector_modules() -> tuple[ModuleType, ...]:
    """Every detector's module, by name. Raises ``TypeError`` naming what a module lacks."""
    modules = []
    for info in pkgutil.iter_modules(saring.detectors.__path__):
        if info.name in NOT_DETECTORS or info.name.startswith("_"):
            continue
        module = importlib.import_module(f"saring.detectors.{info.name}")
        missing = [name for name in ("ID", "KINDS", "compile") if not hasattr(module, name)]
        if missing:
            raise TypeError(f"detectors/{info.name}.py lacks {', '.join(missing)}; see detectors/base.py")
        modules.append(module)
    return tuple(modules)


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules of one policy, ready. Thread-safe."""

    compiled: tuple[Compiled, ...]

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """What every detector sees, detector by detector."""
        return [finding for detector in self.compiled for finding in detector.detect(draft)]


def compile_plan(rules: Sequence[RuleSpec]) -> Plan:
    """Hand each detector the rules of its kinds. Raises ``ValueError`` for a kind that no detector serves."""
    served = {kind for module in detector_modules() for kind in module.KINDS}
    orphans = sorted({rule.kind for rule in rules} - served)
    if orphans:
        raise ValueError(f"no detector serves {', '.join(orphans)}")
    return Plan(tuple(
        module.compile([rule for rule in rules if rule.kind in module.KINDS]) for module in detector_modules()
    ))
