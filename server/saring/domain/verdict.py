"""A verdict: what the policy says of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from saring.domain.action import Action
from saring.domain.finding import Finding, Place
from saring.domain.rating import Rating
from saring.domain.rule import RuleSpec

#: Everything that can keep a check from being made. Each has a sentence in both locales and a row in the
#: policy's ``unchecked`` setting.
REASONS = (
    "cannot_check", "too_large", "timed_out", "companion_unreachable", "companion_unverified", "policy_missing",
    "policy_expired", "model_missing", "busy", "version_mismatch",
)

#: Checks that no model of Saring's own makes; a policy says by their name what follows if none was added.
OPTIONAL_CHECKS = ("graphic",)


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that was not checked, by name. ``what`` is the check (``media``, ``nudity``, ``text``, …)."""

    reason: str
    what: str
    place: Place
    detail: str = ""
    action: Action = Action.BLOCK


@dataclass(frozen=True, slots=True)
class Violation:
    """A finding that a rule objects to."""

    finding: Finding
    rule: RuleSpec
    action: Action


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one draft, bound to its digest and to the policy's version.

    ``good_until`` is the instant at which another verdict may be due, because a rule's time begins or ends or the
    policy expires. ``approved_by`` names who approved this exact draft, when a ``review`` was opened that way.
    """

    action: Action
    digest: str
    policy_version: str
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    violations: tuple[Violation, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    approved_by: str = ""
    good_until: datetime | None = None

    @property
    def opens(self) -> bool:
        """Whether the gate may open with nothing more asked of the author."""
        return self.action.opens or (self.action is Action.REVIEW and bool(self.approved_by))
