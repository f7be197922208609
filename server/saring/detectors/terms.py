"""Finds the words and phrases that a policy lists, through every disguise that a text reading undoes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from saring.detectors.base import MAX_FINDINGS
from saring.detectors.nearby import Nearby
from saring.detectors.prepared import DraftText, PreparedDraft
from saring.domain import Finding, RuleSpec
from saring.text.matcher import Match, Matcher, Term
from saring.text.seams import NAME as SPLIT
from saring.text.seams import find_split

ID = "terms"
KINDS = ("terms",)


class CompiledTerms:
    """All listed terms of all rules in one automaton: its cost does not grow with the number of terms."""

    def __init__(self, rules: Sequence[RuleSpec], detector: str = ID) -> None:
        self.detector = detector
        #: Every rule's terms are objects of their own, so that a match says by identity whose it is.
        self.owner: dict[int, RuleSpec] = {}
        terms: list[Term] = []
        for rule in rules:
            for term in _terms(rule):
                terms.append(term)
                self.owner[id(term)] = rule
        self.matcher = Matcher(terms) if terms else None
        self.nearby = Nearby(rules)
        self.terms = terms

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """Findings by place in each text."""
        found = [finding for text in draft.texts for finding in self.look(text)]
        return found + [finding for chain in draft.chains() for finding in self._look_across(chain)]

    def _look_across(self, chain: Sequence[DraftText]) -> Iterator[Finding]:
        """Terms that begin in one text and end in a later one: a finding for each piece."""
        if self.matcher is None or len(chain) < 2:
            return
        texts = [text.prepared.original for text in chain]
        for match, _, pieces in islice(find_split(self.matcher, texts), MAX_FINDINGS):
            rule = self.owner[id(match.term)]
            if match.term.variants and not self.nearby.asks(rule):
                for piece in pieces:
                    if chain[piece.text].place.field in rule.params["fields"]:
                        split = replace(match, start=piece.start, end=piece.end, disguise=SPLIT)
                        yield self._finding(chain[piece.text], split, rule)

    def look(self, text: DraftText) -> Iterator[Finding]:
        """Findings in one text."""
        if self.matcher is None:
            return
        count: dict[str, int] = {}
        reach: dict[str, int] = {}
        beside: list[tuple[str, int, int]] | None = None
        for match in sorted(self.matcher.find(text.prepared), key=lambda match: (match.start, -match.end)):
            rule = self.owner[id(match.term)]
            if text.place.field not in rule.params["fields"] or match.end <= reach.get(rule.id, 0):
                continue  # of a rule's terms that lie in one another the longest says it all
            if self.nearby.asks(rule):
                beside = self.nearby.phrases.find(text.prepared) if beside is None else beside
                if not self.nearby.allows(rule, text.prepared, beside, match.start, match.end):
                    continue
            reach[rule.id] = match.end
            count[rule.id] = count.get(rule.id, 0) + 1
            if count[rule.id] <= MAX_FINDINGS:
                yield self._finding(text, match, rule)

    def _finding(self, text: DraftText, match: Match, rule: RuleSpec) -> Finding:
        return Finding(self.detector, text.at(match.start, match.end), rule.id, category="term",
                       label=match.term.text, disguise=match.disguise, why="term")


def _terms(rule: RuleSpec) -> Iterator[Term]:
    for text in rule.params.get("terms", ()):
        yield Term(text, rule.params["match"], rule.params["exceptions"], rule.params["variants"])


def compile(rules: Sequence[RuleSpec]) -> CompiledTerms:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledTerms(rules)
