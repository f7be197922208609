"""A policy that is ready to be used: every layer merged, every rule checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from saring.domain import OPTIONAL_CHECKS, Action, Rating, RuleSpec, Window

#: What follows when something could not be checked and the policy does not say. ``review`` where a person can look
#: instead; ``block`` where nobody has looked or where asking again is all that is needed.
DEFAULT_UNCHECKED: Mapping[str, Action] = {
    "cannot_check": Action.REVIEW, "too_large": Action.REVIEW, "model_missing": Action.REVIEW,
    "timed_out": Action.BLOCK, "busy": Action.BLOCK, "policy_expired": Action.BLOCK, "policy_missing": Action.BLOCK,
    "companion_unreachable": Action.BLOCK, "companion_unverified": Action.BLOCK, "version_mismatch": Action.BLOCK,
    # What no model was added for is named in the verdict, but holds nothing unless the policy says so.
    **dict.fromkeys(OPTIONAL_CHECKS, Action.ALLOW),
}


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """One example of a rule. ``regions`` are (label, score) pairs; ``lexicon`` is (dimension, rating, language).

    ``violates`` says whether the rule must object; ``path`` and ``line`` say where it stands in ``file``.
    """

    rule: str
    violates: bool
    file: str
    line: int
    path: str
    text: str = ""
    alt: str = ""
    words: str = ""
    regions: tuple[tuple[str, float], ...] = ()
    lexicon: tuple[str, Rating, str] | None = None
    site: str = ""
    account: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a layer changed of a rule that it inherited: the keys, and where they stand."""

    file: str
    line: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule comes from, and who changed it afterwards, in order."""

    file: str
    line: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules that apply. ``policy_version`` is ``<id>-<version>:<12 hex digits of the hash over every layer>``."""

    id: str
    version: str
    title: Mapping[str, str]
    owner: str
    policy_version: str
    rules: tuple[RuleSpec, ...] = ()
    examples: tuple[ExampleCase, ...] = ()
    unchecked: Mapping[str, Action] = field(default_factory=lambda: DEFAULT_UNCHECKED)
    unreachable: str = "locked"
    expires: date | None = None
    layers: tuple[str, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def rule(self, rule_id: str) -> RuleSpec:
        """The rule of this id. Raises ``KeyError``."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def only(self, rule_id: str) -> Policy:
        """This policy with that one rule at any time: what the rule says by itself, as its examples are tried."""
        return replace(self, rules=(replace(self.rule(rule_id), window=Window()),), examples=(), expires=None)
