"""What may stand at the top of a policy file. Strict: an unknown key, a wrong type or a missing example is an error."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from saring.domain import OPTIONAL_CHECKS, REASONS, Action
from saring.policy.kinds import RULE_MODELS, Example, LexiconFilter, RuleModel, ScopeModel
from saring.policy.values import ActionWord, Id, Instant, Locale, Strict, Texts, Version, Word, iso_date

__all__ = [
    "LOCKED_REASONS", "RULE_MODELS", "Example", "LexiconFilter", "Locale", "Override", "PolicyModel", "RuleModel",
    "ScopeModel",
]


class Override(Strict):
    """How a layer changes a rule that it inherits."""

    off: bool = False
    action: ActionWord | None = None
    message: Texts | None = None
    advice: Texts | None = None
    owner: Word | None = None
    scope: ScopeModel | None = None
    start: Annotated[Instant | None, Field(alias="from")] = None
    until: Instant | None = None


#: What no policy can loosen: without the companion, or its policy, nobody has looked at the draft.
LOCKED_REASONS = ("companion_unreachable", "companion_unverified", "policy_missing", "version_mismatch")


def _unchecked(value: dict[str, Action]) -> dict[str, Action]:
    for reason, action in value.items():
        if reason in OPTIONAL_CHECKS:
            continue
        if reason != "default" and reason not in REASONS:
            names = (*REASONS, *OPTIONAL_CHECKS)
            raise ValueError(f"{reason!r} is not a reason; use default or one of {', '.join(names)}")
        if reason in LOCKED_REASONS and action is not Action.BLOCK:
            raise ValueError(f"{reason} can only be block: nobody looked at the draft")
        if action is Action.ALLOW:
            raise ValueError(f"{reason} may not be allow: what was not checked never passes silently; use log")
    return value


#: More layers than this are a mistake, not a policy.
MAX_LAYERS = 20


class PolicyModel(Strict):
    """A policy file's top level. ``rules`` are checked one by one, each by its kind's model."""

    id: Id
    version: Version
    title: Texts
    owner: Word | None = None
    extends: Annotated[list[Word], Field(max_length=MAX_LAYERS)] = []
    expires: Annotated[date, BeforeValidator(iso_date)] | None = None
    unreachable: Literal["locked"] | None = None
    unchecked: Annotated[dict[str, ActionWord], AfterValidator(_unchecked)] = Field(default_factory=dict)
    override: dict[str, Override] = Field(default_factory=dict)
    rules: list[dict[str, Any]] = []
