"""Finds what a policy's RE2 patterns describe, in the text as written and as its characters look."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import re2  # type: ignore[import-untyped]

from saring.detectors.base import MAX_FINDINGS
from saring.detectors.prepared import DraftText, PreparedDraft
from saring.domain import Finding, RuleSpec
from saring.text.re2_source import compile_re2, mark_boundaries

ID = "pattern"
KINDS = ("pattern",)

_SURROGATE = re.compile("[\ud800-\udfff]")


class Reading:
    """A text and the place of each of its characters in the author's; marked at word boundaries when asked."""

    def __init__(self, text: str, offsets: Sequence[int]) -> None:
        self.text, self.offsets = text, offsets

    @cached_property
    def marked(self) -> tuple[str, list[int]]:
        """The text with a mark at each word boundary."""
        return mark_boundaries(self.text)

    def find(self, rule: CompiledPattern) -> Iterator[tuple[int, int]]:
        """Spans in the author's text."""
        if rule.marked is None or self.text.isascii():
            for found in rule.plain.finditer(self.text):
                yield self.place(found.start(), found.end())
            return
        text, places = self.marked
        for found in rule.marked.finditer(text):
            yield self.place(places[found.start()], places[found.end()])

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The span in the author's text of a span in this reading."""
        # The end is where the last character ends, not where the next one begins: what was left out between
        # the two belongs to neither.
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


def readings(text: str) -> Iterator[Reading]:
    """The text as written and, if that differs, without invisible characters and with compatibility forms undone."""
    if text.isascii():
        yield Reading(text, range(len(text) + 1))
        return
    # RE2 reads UTF-8, in which half a character (a lone surrogate) cannot be written.
    text = _SURROGATE.sub("\ufffd", text)
    yield Reading(text, range(len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(text):
        piece = char if char < "\x80" else "" if _invisible(char) else unicodedata.normalize("NFKC", char)
        pieces.append(piece)
        offsets += [position] * len(piece)
    clean = "".join(pieces)
    if clean != text:
        yield Reading(clean, [*offsets, len(text)])


def _invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f" or char in "\u034f\u115f\u1160\u3164"


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """One rule's pattern; ``marked`` is for marked text, if the pattern asks for word boundaries."""

    rule: RuleSpec
    plain: re2._Regexp
    marked: re2._Regexp | None


class CompiledPatterns:
    """All patterns of all rules."""

    def __init__(self, rules: Sequence[RuleSpec], detector: str = ID) -> None:
        self.detector = detector
        self.patterns = [_compiled(rule) for rule in rules]

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """Findings text by text, rule by rule."""
        return [finding for text in draft.texts for finding in self.look(text)] if self.patterns else []

    def look(self, text: DraftText) -> Iterator[Finding]:
        """Findings in one text."""
        ways = list(readings(text.prepared.original))
        for pattern in self.patterns:
            if text.place.field not in pattern.rule.params["fields"]:
                continue
            spans = {span for reading in ways for span in reading.find(pattern)}
            for start, end in sorted(spans)[:MAX_FINDINGS]:
                yield Finding(self.detector, text.at(start, end), pattern.rule.id, category="pattern", why="pattern")


def _compiled(rule: RuleSpec) -> CompiledPattern:
    ignore_case, marked = rule.params["ignore_case"], rule.params["marked"]
    return CompiledPattern(rule, compile_re2(rule.params["plain"], ignore_case),
                           compile_re2(marked, ignore_case) if marked else None)


def compile(rules: Sequence[RuleSpec]) -> CompiledPatterns:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledPatterns(rules)
