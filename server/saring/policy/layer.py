"""One policy file, read and checked by the schema."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from saring.policy.faults import did_you_mean, problems_of
from saring.policy.problems import PolicyError, Problem
from saring.policy.schema import RULE_MODELS, PolicyModel, RuleModel
from saring.policy.source import Source, read_source

#: More rules than this in one file is a mistake; long lists belong into one rule's terms.
MAX_RULES = 5000


@dataclass(frozen=True, slots=True)
class Layer:
    """A checked file. ``folder`` is where the files that it names are looked for; ``digest`` stands for its content."""

    source: Source
    model: PolicyModel
    rules: tuple[RuleModel, ...]
    folder: Path | None
    digest: str = field(compare=False)


def read_layer(data: bytes, file: str, folder: Path | None) -> Layer:
    """Read and check one file. Raises :class:`PolicyError` with every fault of the schema."""
    source = read_source(data, file)
    if not isinstance(source.data, dict):
        raise PolicyError([Problem(file, 0, "", "this is not a policy.",
                                   "A policy begins with `id:`, `version:`, `title:` and has `rules:`.")])
    problems: list[Problem] = []
    model: PolicyModel | None = None
    try:
        model = PolicyModel.model_validate(source.data)
    except ValidationError as error:
        problems += problems_of(error, PolicyModel, source)
    entries = source.data.get("rules")
    rules = _rules(entries if isinstance(entries, list) else [], source, problems)
    if problems or model is None:
        raise PolicyError(problems)
    canonical = json.dumps(source.data, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return Layer(source, model, tuple(rules), folder, hashlib.sha256(canonical.encode()).hexdigest())


def _rules(entries: list[object], source: Source, problems: list[Problem]) -> list[RuleModel]:
    if len(entries) > MAX_RULES:
        problems.append(source.problem(("rules",), f"more than {MAX_RULES} rules.", "Put long lists into one rule."))
        return []
    rules = []
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            rule = _rule(entry, ("rules", index), source, problems)
            if rule is not None:
                rules.append(rule)
    return rules


def _rule(
    entry: dict[str, object], place: tuple[str, int], source: Source, problems: list[Problem]
) -> RuleModel | None:
    kind = entry.get("kind")
    model = RULE_MODELS.get(kind) if isinstance(kind, str) else None
    if model is None:
        known = list(RULE_MODELS)
        message = "`kind` is missing." if kind is None else f"{kind!r} is not a kind of rule."
        problems.append(source.problem((*place, "kind"), message, did_you_mean(str(kind), known)))
        return None
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        problems += problems_of(error, model, source, place)
        return None
