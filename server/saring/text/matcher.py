"""Find terms in a prepared text: one automaton, one pass a view, however many terms there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from saring.text.evidence import contiguous_word, explains_gaps, word_edges
from saring.text.steps.fold import fold_term
from saring.text.prepare import PreparedText
from saring.text.view import View

MatchMode = Literal["word", "inside", "phrase"]


@dataclass(frozen=True, slots=True)
class Term:
    """Something to look for.

    ``match``: ``word`` (whole word), ``inside`` (anywhere in a word), ``phrase`` (words in a row, whatever parts them).
    ``exceptions``: words or phrases that hold the term and are innocent. ``variants``: whether disguised readings
    count, or only the text as it stands (case and accents aside).
    """

    text: str
    match: MatchMode = "word"
    exceptions: tuple[str, ...] = ()
    variants: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """Where a term was found: ``term`` is the very object given, ``start``/``end`` half-open in the original.

    ``disguise`` names what was undone (empty for a term written plainly), ``view`` the reading it was found in.
    """

    term: Term
    start: int
    end: int
    disguise: str = ""
    view: str = "plain"


@dataclass(slots=True)
class _Pattern:
    """One key of the automaton: which terms it stands for and which terms it excuses."""

    terms: list[tuple[int, tuple[int, ...]]]
    excuses: list[int]


class Matcher:
    """Terms, compiled once. Thread-safe: ``find`` changes nothing."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms: tuple[Term, ...] = tuple(terms)
        keys: dict[str, _Pattern] = {}
        for index, term in enumerate(self.terms):
            key, breaks = letters_of(term.text)
            if not key:
                raise ValueError("a term needs at least one letter or digit")
            keys.setdefault(key, _Pattern([], [])).terms.append((index, breaks))
            for exception in term.exceptions:
                excuse, _ = letters_of(exception)
                if excuse:
                    keys.setdefault(excuse, _Pattern([], [])).excuses.append(index)
        self._patterns = list(keys.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(keys), store_patterns=False)

    def find(self, prepared: PreparedText) -> list[Match]:
        """Every term in every view, first by place; the same stretch is reported once, in its plainest view."""
        found: dict[tuple[int, int, int], Match] = {}
        for view in prepared.views:
            for index, start, end, disguise in self._scan(view):
                key = (index, *view.span(start, end))
                if key not in found:
                    found[key] = Match(self.terms[index], key[1], key[2], disguise, view.name)
        return sorted(found.values(), key=lambda match: (match.start, match.end))

    def _scan(self, view: View) -> Iterable[tuple[int, int, int, str]]:
        hits = self._automaton.find_matches_as_indexes(view.letters, overlapping=True)
        if not hits:
            return
        places = view.positions
        excused = self._excused(view, hits, places)
        for number, first, last in hits:
            pattern = self._patterns[number]
            if not pattern.terms:
                continue
            start, end = places[first], places[last - 1] + 1
            for index, breaks in pattern.terms:
                if any(a <= start and end <= b for a, b in excused.get(index, ())):
                    continue
                disguise = self._reading(view, index, breaks, start, end, places[first:last])
                if disguise is not None:
                    yield index, start, end, disguise

    def _excused(
        self, view: View, hits: Sequence[tuple[int, int, int]], places: Sequence[int]
    ) -> dict[int, list[tuple[int, int]]]:
        excused: dict[int, list[tuple[int, int]]] = {}
        for number, first, last in hits:
            pattern = self._patterns[number]
            if pattern.excuses:
                start, end = places[first], places[last - 1] + 1
                if word_edges(view.text, start, end):
                    for index in pattern.excuses:
                        excused.setdefault(index, []).append((start, end))
        return excused

    def _reading(
        self, view: View, index: int, breaks: tuple[int, ...], start: int, end: int, places: Sequence[int]
    ) -> str | None:
        """The disguise that this hit wears (empty for none), or ``None`` when it is no match."""
        term = self.terms[index]
        whole = word_edges(view.text, start, end)
        name = "" if view.cost == 0 else view.name
        if not term.variants and name:
            return None
        if contiguous_word(start, end, places):
            return name if whole or term.match == "inside" else None
        if not whole:
            return None
        if breaks and explains_gaps(places, breaks):
            return name
        return None


def letters_of(text: str) -> tuple[str, tuple[int, ...]]:
    """A term's letters and digits, folded and run together, and the places in them where a word ends."""
    letters: list[str] = []
    breaks: list[int] = []
    pending = False
    for char in fold_term(text):
        if char.isalnum():
            if pending and letters:
                breaks.append(len(letters))
            pending = False
            letters.append(char)
        else:
            pending = True
    return "".join(letters), tuple(breaks)
