"""Runs a policy's own examples through the real screening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saring.policy.examples import example_draft
from saring.policy.model import ExampleCase, Policy
from saring.services.screen import Screener


@dataclass(frozen=True, slots=True)
class Tried:
    """How one example went; ``problem`` is empty if it went as its rule says."""

    case: ExampleCase
    problem: str = ""

    def __str__(self) -> str:
        place = f"{self.case.file}:{self.case.line}: {self.case.path}"
        return f"{place}: {self.problem or 'as it should be.'}"


def try_examples(policy: Policy) -> Iterator[Tried]:
    """Try every example against its rule alone: whether the rule objects, whatever else the policy would say."""
    screeners: dict[str, Screener] = {}
    for case in policy.examples:
        if case.rule not in screeners:
            screeners = {case.rule: Screener(policy.only(case.rule))}
        yield Tried(case, _problem(case, screeners[case.rule], policy))


def _problem(case: ExampleCase, screener: Screener, policy: Policy) -> str:
    rule = policy.rule(case.rule)
    try:
        draft, images, pictures = example_draft(case, rule)
    except LookupError as error:
        return f"cannot be tried: {error.args[0]}."
    verdict = screener.over(pictures).screen(draft, images)
    objects = bool(verdict.violations)
    if objects is case.violates:
        return ""
    if case.violates:
        return f"{case.rule} should object to this example and does not."
    return f"{case.rule} should allow this example and objects to it."
