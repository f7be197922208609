"""What changes for the author when one policy takes the place of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from saring.domain import Action, Rating, RuleSpec, Scope, Window
from saring.policy.model import Policy

#: So many added or removed items are named; the rest are counted.
_NAMED = 5
#: Parameters that follow from others.
_DERIVED = ("marked", "recognisers", "tables")


def compare(old: Policy, new: Policy) -> Iterator[str]:
    """One line per difference: rules added (+), taken away (-) and changed (~), then the settings."""
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    for rule_id in sorted(after.keys() - before.keys()):
        yield f"+ {rule_id}: {after[rule_id].kind}, {after[rule_id].action.word}"
    for rule_id in sorted(before.keys() - after.keys()):
        yield f"- {rule_id}: {before[rule_id].kind}, {before[rule_id].action.word}"
    for rule_id in sorted(before.keys() & after.keys()):
        for difference in _rule(before[rule_id], after[rule_id]):
            yield f"~ {rule_id}: {difference}"
    for reason in sorted(old.unchecked):
        if old.unchecked[reason] is not new.unchecked[reason]:
            yield f"~ unchecked.{reason}: {old.unchecked[reason].word} -> {new.unchecked[reason].word}"
    if old.expires != new.expires:
        yield f"~ expires: {old.expires or 'never'} -> {new.expires or 'never'}"


def _rule(old: RuleSpec, new: RuleSpec) -> Iterator[str]:
    for name in (item.name for item in fields(RuleSpec) if item.name not in ("id", "params", "scope")):
        if getattr(old, name) != getattr(new, name):
            yield f"{name}: {_say(getattr(old, name))} -> {_say(getattr(new, name))}"
    for name in (item.name for item in fields(Scope)):
        if getattr(old.scope, name) != getattr(new.scope, name):
            yield f"scope.{name}: {_say(getattr(old.scope, name))} -> {_say(getattr(new.scope, name))}"
    for name in sorted(old.params.keys() | new.params.keys()):
        if name not in _DERIVED and old.params.get(name) != new.params.get(name):
            yield f"{'pattern' if name == 'plain' else name}: {_change(old.params.get(name), new.params.get(name))}"


def _change(old: Any, new: Any) -> str:
    if not (isinstance(old, tuple) and isinstance(new, tuple) and len(old) + len(new) > _NAMED):
        return f"{_say(old)} -> {_say(new)}"
    before, after = set(old), set(new)
    parts = [f"{sign} {_some([item for item in items if item not in other])}"
             for sign, items, other in (("added", new, before), ("removed", old, after))
             if any(item not in other for item in items)]
    return "; ".join(parts) or "another order"


def _some(items: list[Any]) -> str:
    more = f" and {len(items) - _NAMED} more" if len(items) > _NAMED else ""
    return ", ".join(str(item) for item in items[:_NAMED]) + more


def _say(value: Any) -> str:
    if isinstance(value, Action):
        return value.word
    if isinstance(value, Rating):
        return value.name
    if isinstance(value, Window):
        return f"from {value.start or 'ever'} until {value.end or 'ever'}"
    if isinstance(value, tuple):
        return ", ".join(_say(item) for item in value) or "everywhere"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_say(item)}" for key, item in value.items()) or "none"
    return str(value)
