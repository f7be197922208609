"""Finds the words of the shipped lexicons: for every rating rule, and for terms rules that name a part of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from saring.detectors.base import MAX_FINDINGS
from saring.detectors.nearby import Nearby
from saring.detectors.prepared import DraftText, PreparedDraft
from saring.domain import Finding, RuleSpec
from saring.text.reader import LexiconMatch, Reader

ID = "lexicon"
KINDS = ("rating", "terms")


@cache
def shared_reader() -> Reader:
    """The lexicons compiled once a process; they are the same for every policy."""
    return Reader()


class CompiledLexicon:
    """Looks whatever the rules are, so that a verdict always names the draft's ratings."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.reader = shared_reader()
        self.nearby = Nearby(rules)
        self.filters = [rule for rule in rules if rule.kind == "terms" and rule.params["lexicon"]]

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """Rated findings, text by text; once for everybody and once more for each rule that asks for the word."""
        found = [finding for text in draft.texts for finding in self._look(text)]
        return found + [finding for chain in draft.chains() for finding in self._look_across(chain)]

    def _look(self, text: DraftText) -> Iterator[Finding]:
        beside = self.nearby.phrases.find(text.prepared)
        for match in self.reader.read(text.prepared)[:MAX_FINDINGS * 4]:
            yield _finding(text, match, "")
            for rule in self.filters:
                if text.place.field in rule.params["fields"] and _meant(rule, match) \
                        and self.nearby.allows(rule, text.prepared, beside, match.start, match.end):
                    yield _finding(text, match, rule.id)

    def _look_across(self, chain: Sequence[DraftText]) -> Iterator[Finding]:
        """Words that begin in one text and end in a later one: a finding for each piece."""
        for match in self.reader.read_parts([text.prepared.original for text in chain])[:MAX_FINDINGS]:
            for piece in match.pieces:
                text, found = chain[piece.text], LexiconMatch(
                    match.lexicon, match.entry, piece.start, piece.end, match.disguise)
                yield _finding(text, found, "")
                for rule in self.filters:
                    if text.place.field in rule.params["fields"] and _meant(rule, found):
                        yield _finding(text, found, rule.id)


def _meant(rule: RuleSpec, match: LexiconMatch) -> bool:
    wanted, entry = rule.params["lexicon"], match.entry
    return (
        (not wanted["categories"] or entry.category in wanted["categories"])
        and (not wanted["dimensions"] or entry.dimension in wanted["dimensions"])
        and (not wanted["languages"] or entry.language in wanted["languages"])
        and (wanted["min_rating"] is None or entry.rating >= wanted["min_rating"])
        and (rule.params["variants"] or not match.disguise)
        and not {form.casefold() for form in rule.params["exceptions"]} & set(entry.forms)
    )


def _finding(text: DraftText, match: LexiconMatch, rule: str) -> Finding:
    entry = match.entry
    return Finding(ID, text.at(match.start, match.end), rule, entry.category, entry.dimension, entry.rating,
                   label=match.lexicon, disguise=match.disguise, why="lexicon")


def compile(rules: Sequence[RuleSpec]) -> CompiledLexicon:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledLexicon(rules)
