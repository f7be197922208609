"""Words beside a find: whether one of them stands in the same sentence, or anywhere in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saring.domain import RuleSpec
from saring.text.matcher import Matcher, Term
from saring.text.prepare import PreparedText

_SENTENCE_END = re.compile(r"[.!?…]+\s|[。！？]|\n")
#: Nobody's sentence reaches further; keeps the time linear on a text without full stops. Code points to each side.
REACH = 300
#: A word that begins with one of these must stand in the text with it: ``#ad`` is not the ad.
_SIGNS = {"#": "#＃", "@": "@＠"}


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The half-open span of the sentence around ``text[start:end]``."""
    low = max(0, start - REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, low, start)]
    stop = _SENTENCE_END.search(text, end, end + REACH)
    return ends[-1] if ends else low, stop.start() if stop else min(len(text), end + REACH)


class Phrases:
    """Words and phrases as they stand: small and capital letters are the same, disguises do not count."""

    def __init__(self, words: Sequence[str]) -> None:
        self.matcher = Matcher([Term(word, "phrase", (), False) for word in dict.fromkeys(words)]) if words else None

    def find(self, prepared: PreparedText) -> list[tuple[str, int, int]]:
        """Each word that stands in the text, with its half-open span."""
        if self.matcher is None:
            return []
        return [(match.term.text, match.start, match.end) for match in self.matcher.find(prepared)
                if _signed(match.term.text, prepared.original, match.start)]


def _signed(word: str, text: str, start: int) -> bool:
    return word[0] not in _SIGNS or (start > 0 and text[start - 1] in _SIGNS[word[0]])


class Nearby:
    """The ``when_near`` and ``unless_near`` words of all rules, looked for once a text and only if a rule has some."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.near = {rule.id: frozenset(rule.params.get("when_near", ())) for rule in rules}
        self.unless = {rule.id: frozenset(rule.params.get("unless_near", ())) for rule in rules}
        self.phrases = Phrases(sorted(frozenset().union(*self.near.values(), *self.unless.values())))

    def asks(self, rule: RuleSpec) -> bool:
        """Whether it matters to this rule what stands beside a find."""
        return bool(self.near[rule.id] or self.unless[rule.id])

    def allows(self, rule: RuleSpec, prepared: PreparedText, found: Sequence[tuple[str, int, int]],
               start: int, end: int) -> bool:
        """Whether a find at ``[start, end)`` counts for this rule. ``found`` is what :attr:`phrases` found there.

        A phrase may hold the find and go beyond it (``no guarantee``); the find itself is not beside itself.
        """
        first, last = sentence_around(prepared.original, start, end)
        beside = {word for word, left, right in found
                  if first <= left and right <= last and not (start <= left and right <= end)}
        wanted = self.near[rule.id]
        return (not wanted or bool(wanted & beside)) and not self.unless[rule.id] & beside
