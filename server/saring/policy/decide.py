"""The verdict: which rules object to what was found, and how strictly. Strictest wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from saring.domain import (
    DIMENSIONS, OPTIONAL_CHECKS, Action, Draft, Finding, Rating, RuleSpec, Unchecked, Verdict, Violation,
)
from saring.policy.model import Policy

#: A verdict lists at most this many violations, the strictest first; the verdict itself counts them all.
MAX_VIOLATIONS = 200

_Key = tuple[object, ...]


def decide(policy: Policy, draft: Draft, findings: Sequence[Finding], unchecked: Iterable[Unchecked],
           at: datetime | None = None) -> Verdict:
    """Judge one draft at one instant (with a time zone; now, if none is given). Pure: the same arguments give the same
    verdict.

    A finding counts once, under the strictest rule that objects to it (the rule that looked for it, where rules are
    equally strict). What was not checked gets the action that the policy sets for its reason.
    """
    at = at or datetime.now(UTC)
    covering = [rule for rule in policy.rules
                if rule.scope.covers(draft.site, draft.account, draft.groups, draft.kind)]
    rules = [rule for rule in covering if rule.window.holds(at)]
    edges = [edge for rule in covering if (edge := rule.window.next_edge(at)) is not None]
    if policy.expires is not None and at.date() <= policy.expires < date.max:
        edges.append(datetime.combine(policy.expires + timedelta(days=1), datetime.min.time(), at.tzinfo))
    violations = sorted(_strictest(rules, findings), key=lambda violation: -violation.action)
    missed = tuple(replace(item, action=_action_for(policy, item)) for item in unchecked)
    action = max((*(violation.action for violation in violations), *(item.action for item in missed)),
                 default=Action.ALLOW)
    return Verdict(action, draft.digest, policy.policy_version, ratings_of(findings),
                   tuple(violations[:MAX_VIOLATIONS]), missed, good_until=min(edges, default=None))


def _action_for(policy: Policy, item: Unchecked) -> Action:
    """An optional check has its own line in the policy, every other one that of its reason."""
    return policy.unchecked[item.what if item.what in OPTIONAL_CHECKS else item.reason]


def ratings_of(findings: Iterable[Finding]) -> dict[str, Rating]:
    """The highest rating found in each dimension; G where nothing was."""
    ratings = dict.fromkeys(DIMENSIONS, Rating.G)
    for finding in findings:
        if finding.dimension and finding.rating is not None:
            ratings[finding.dimension] = max(ratings[finding.dimension], finding.rating)
    return ratings


def _strictest(rules: Sequence[RuleSpec], findings: Iterable[Finding]) -> list[Violation]:
    by_id = {rule.id: rule for rule in rules}
    ceilings = [rule for rule in rules if rule.kind == "rating"]
    best: dict[_Key, Violation] = {}
    for finding in findings:
        for rule in _objecting(finding, by_id, ceilings):
            if rule.action is Action.ALLOW:
                continue
            key = _sameness(finding)
            if key not in best or rule.action > best[key].action:
                best[key] = Violation(finding, rule, rule.action)
    return list(best.values())


def _objecting(finding: Finding, by_id: Mapping[str, RuleSpec], ceilings: Sequence[RuleSpec]) -> Iterator[RuleSpec]:
    if finding.rule in by_id:
        yield by_id[finding.rule]
    if finding.rating is None:
        return
    for rule in ceilings:
        if finding.dimension in rule.params["dimensions"] and finding.rating > rule.params["ceiling"]:
            yield rule


def _sameness(finding: Finding) -> _Key:
    """What makes two findings one piece of news for the author. A rated thing at one place is one, whoever asked for
    it; what a rule listed itself is the rule's own."""
    asker = "" if finding.dimension else finding.rule
    return finding.place, finding.category, finding.dimension, finding.label, asker
