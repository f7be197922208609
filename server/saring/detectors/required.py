"""Finds what needs a disclosure, such as a partner's name without #ad, where no disclosure stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from saring.detectors.nearby import Phrases
from saring.detectors.prepared import DraftText, PreparedDraft
from saring.detectors.terms import CompiledTerms
from saring.domain import Finding, RuleSpec

ID = "required"
KINDS = ("required",)

#: So many of the words that would do are named to the author.
_NAMED = 3


class CompiledRequired:
    """Triggers of all rules in one matcher; the words that each rule needs in one of its own."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.triggers = CompiledTerms(rules, ID)
        self.needs = {rule.id: Phrases(rule.params["needs"]) for rule in rules}

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """One finding a trigger whose disclosure is missing; it stands at the trigger."""
        return [finding for text in draft.texts for finding in self._look(text, draft)]

    def _look(self, text: DraftText, draft: PreparedDraft) -> Iterator[Finding]:
        disclosed: dict[str, bool] = {}
        for finding in self.triggers.look(text):
            rule = self.rules[finding.rule]
            if rule.id not in disclosed:
                disclosed[rule.id] = self._disclosed(rule, text.place.part, draft)
            if not disclosed[rule.id]:
                needed = ", ".join(rule.params["needs"][:_NAMED])
                yield replace(finding, category="disclosure", why="required", values={"needed": needed})

    def _disclosed(self, rule: RuleSpec, part: int, draft: PreparedDraft) -> bool:
        """Whether what the readers of this part (or, if the rule says so, of the whole thread) read discloses it."""
        return any(self.needs[rule.id].find(text.prepared) for text in draft.fields(("text",))
                   if rule.params["reach"] == "draft" or text.place.part == part)


def compile(rules: Sequence[RuleSpec]) -> CompiledRequired:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledRequired(rules)
