"""A rule: one line of policy, as the layers below policy need to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from saring.domain.action import Action


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule applies; an empty tuple means everywhere."""

    sites: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def covers(self, site: str, account: str, groups: tuple[str, ...], kind: str = "post") -> bool:
        """Whether a draft of this kind on this site, account and in these groups falls under the rule."""
        return (
            (not self.sites or site in self.sites)
            and (not self.accounts or account in self.accounts)
            and (not self.groups or bool(set(self.groups) & set(groups)))
            and (not self.kinds or kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Window:
    """When a rule applies: from ``start`` on and before ``end``, both with a time zone; ``None`` means always."""

    start: datetime | None = None
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether this instant (with a time zone) lies within."""
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)

    def next_edge(self, at: datetime) -> datetime | None:
        """The first instant after this one at which ``holds`` changes."""
        return min((edge for edge in (self.start, self.end) if edge is not None and edge > at), default=None)


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
    window: Window = Window()
