"""A rule: one line of policy, as the layers below policy need to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from saring.domain.action import Action


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule applies; an empty tuple means everywhere."""

    sites: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def covers(self, site: str, account: str, groups: tuple[str, ...]) -> bool:
        """Whether a draft on this site, account and in these groups falls under the rule."""
        return (
            (not self.sites or site in self.sites)
            and (not self.accounts or account in self.accounts)
            and (not self.groups or bool(set(self.groups) & set(groups)))
        )


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A validated rule. ``params`` is what its kind alone defines (``terms``, ``pattern``, ``ceiling``, …).

    ``message`` maps a locale (``en``, ``id``) to the sentence that the author reads; ``title`` likewise is its
    heading (empty: the kind's own) and ``advice`` says what to do.
    """

    id: str
    kind: str
    action: Action
    owner: str = ""
    message: Mapping[str, str] = field(default_factory=dict)
    advice: Mapping[str, str] = field(default_factory=dict)
    scope: Scope = Scope()
    params: Mapping[str, Any] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)
