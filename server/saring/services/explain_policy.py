"""Says of every rule which layer it comes from, who changed it, and why it applies to one place and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from saring.domain import Action, Draft, RuleSpec
from saring.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Explained:
    """One rule: whether it applies, the reasons (all that hold it back, or all that it asks for), its layers."""

    rule: RuleSpec
    applies: bool
    reasons: tuple[str, ...]
    layers: tuple[str, ...]


def explain_rules(policy: Policy, draft: Draft, at: datetime) -> Iterator[Explained]:
    """Every rule of the policy for a draft of this site, account, kind and groups at this instant (with a zone)."""
    for rule in policy.rules:
        against: list[str] = []
        asked: list[str] = []
        for holds, text in _conditions(rule, draft, at):
            (asked if holds else against).append(text)
        yield Explained(rule, not against, tuple(against or asked), tuple(_layers(policy, rule.id)))


def _conditions(rule: RuleSpec, draft: Draft, at: datetime) -> Iterator[tuple[bool, str]]:
    """What the rule asks for, in words, and whether it is given."""
    scope, window = rule.scope, rule.window
    if rule.action is Action.ALLOW:
        yield False, "switched off (action: allow)"
    for name, wanted, given in (("sites", scope.sites, (draft.site,)), ("accounts", scope.accounts, (draft.account,)),
                                ("groups", scope.groups, draft.groups), ("kinds", scope.kinds, (draft.kind,))):
        if wanted:
            yield bool(set(wanted) & set(given)), f"{name}: {', '.join(wanted)}"
    if window.start is not None:
        yield at >= window.start, f"from {window.start.isoformat()}"
    if window.end is not None:
        yield at < window.end, f"until {window.end.isoformat()}"


def _layers(policy: Policy, rule_id: str) -> Iterator[str]:
    origin = policy.origins[rule_id]
    yield f"from {origin.file}:{origin.line}"
    for change in origin.changes:
        yield f"{', '.join(change.keys)} changed by {change.file}:{change.line}"
