"""Finds words in a picture by the same means as in a text, and pictures that are mostly words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saring.detectors.pattern import CompiledPatterns
from saring.detectors.prepared import DraftText, PreparedDraft, around
from saring.detectors.terms import CompiledTerms
from saring.domain import Finding, Place, RuleSpec

ID = "image_text"
KINDS = ("image.text",)


class CompiledImageText:
    """Rules by what they look for: terms, a pattern, or a number of words."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.terms = CompiledTerms([rule for rule in rules if "terms" in rule.params], ID)
        self.patterns = CompiledPatterns([rule for rule in rules if "plain" in rule.params], ID)
        self.counting = [rule for rule in rules if "min_words" in rule.params]

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """Findings picture by picture."""
        return [finding for text in draft.fields(("image_text",)) for finding in self._look(text)]

    def _look(self, text: DraftText) -> Iterator[Finding]:
        yield from self.terms.look(text)
        yield from self.patterns.look(text)
        count = len(text.prepared.original.split())
        for rule in self.counting:
            if count >= rule.params["min_words"]:
                place = text.place
                yield Finding(ID, Place(place.part, "image", place.media, box=around([word.box for word in text.words]),
                                        frame=place.frame),
                              rule.id, category="words", why="many_words", values={"count": str(count)})


def compile(rules: Sequence[RuleSpec]) -> CompiledImageText:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledImageText(rules)
