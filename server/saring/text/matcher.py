"""Find terms in a prepared text: one automaton, one pass a view, however many terms there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from saring.text.evidence import glued, number_edges, phrase_gaps, separated, word_edges
from saring.text.innocents import innocents
from saring.text.prepare import PreparedText
from saring.text.steps.fold import fold_term
from saring.text.steps.masks import Masks, masked_words
from saring.text.steps.twists import Twists
from saring.text.view import View

MatchMode = Literal["word", "inside", "phrase"]

_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{4,24}(?![^\W_])")
_TERM_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Something to look for.

    ``match``: ``word`` (whole word), ``inside`` (anywhere in a word), ``phrase`` (words in a row, whatever parts them).
    ``exceptions``: words or phrases that hold the term and are innocent. ``variants``: whether disguised readings
    count, or only the text as it stands (case and look-alike letters aside). ``strong``: whether the readings that
    need a strong term count as well: swapped, dropped and masked letters, reversal, sound, words glued together.
    """

    text: str
    match: MatchMode = "word"
    exceptions: tuple[str, ...] = ()
    variants: bool = True
    strong: bool = False


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
    """One key of the automaton: which terms it stands for (with the breaks of a phrase) and which it excuses."""

    terms: list[tuple[int, tuple[int, ...]]]
    excuses: list[int]


#: A hit in a view: the term's number, where it stands in the view's text, the disguise.
_Hit = tuple[int, int, int, str]


class Matcher:
    """Terms, compiled once. Thread-safe: ``find`` changes nothing. Time per text does not depend on their number."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Raises ``ValueError`` for a term without a letter or digit."""
        self.terms: tuple[Term, ...] = tuple(terms)
        keys: dict[str, _Pattern] = {}
        excuses: dict[tuple[str, ...], list[str]] = {}
        for index, term in enumerate(self.terms):
            key, breaks = letters_of(term.text)
            if not key:
                raise ValueError("a term needs at least one letter or digit")
            keys.setdefault(key, _Pattern([], [])).terms.append((index, breaks))
            if term.exceptions not in excuses:
                excuses[term.exceptions] = [found for text in term.exceptions if (found := letters_of(text)[0])]
            for excuse in excuses[term.exceptions]:
                if key in excuse:
                    keys.setdefault(excuse, _Pattern([], [])).excuses.append(index)
        self._patterns = list(keys.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(keys), store_patterns=False)
        strong = [
            (key, number, not breaks and self.terms[number].match == "inside")
            for key, pattern in keys.items()
            for number, breaks in pattern.terms[:1]
            if self.terms[number].strong and len(breaks) <= 1
        ]
        self._twists = Twists((key, number) for key, number, _ in strong)
        self._masks = Masks(strong)

    def find(self, prepared: PreparedText) -> list[Match]:
        """Every term in every view, first by place; the same stretch is reported once, in its plainest view."""
        found: dict[tuple[int, int, int], Match] = {}
        for view in prepared.views:
            for index, start, end, disguise in self._read(view):
                key = (index, *view.span(start, end))
                if key not in found:
                    found[key] = Match(self.terms[index], key[1], key[2], disguise, view.name)
        return sorted(found.values(), key=lambda match: (match.start, match.end))

    def _read(self, view: View) -> Iterator[_Hit]:
        yield from self._scan(view)
        if len(self._twists):
            yield from self._untwist(view)

    def _scan(self, view: View) -> Iterator[_Hit]:
        hits = self._automaton.find_matches_as_indexes(view.letters, overlapping=True)
        if not hits:
            return
        places = view.positions
        excused = self._excused(view, hits, places)
        for number, first, last in hits:
            start, end = places[first], places[last - 1] + 1
            for index, breaks in self._patterns[number].terms:
                if index in excused and any(a <= start and end <= b for a, b in excused[index]):
                    continue
                disguise = self._reading(view, self.terms[index], breaks, places[first:last])
                if disguise is not None:
                    yield index, start, end, disguise

    def _excused(
        self, view: View, hits: Sequence[tuple[int, int, int]], places: Sequence[int]
    ) -> dict[int, list[tuple[int, int]]]:
        excused: dict[int, list[tuple[int, int]]] = {}
        for number, first, last in hits:
            excuses = self._patterns[number].excuses
            if excuses:
                start, end = places[first], places[last - 1] + 1
                if word_edges(view.text, start, end):
                    for index in excuses:
                        excused.setdefault(index, []).append((start, end))
        return excused

    def _reading(self, view: View, term: Term, breaks: tuple[int, ...], places: Sequence[int]) -> str | None:
        """The disguise that this hit wears (empty for none), or ``None`` when it is no match."""
        if view.cost and not term.variants:
            return None
        start, end = places[0], places[-1] + 1
        name = view.name if view.cost else ""
        whole = word_edges(view.text, start, end)
        if end - start == len(places):
            if whole or term.match == "inside":
                return name
            return _run_on(view, term, start, end)
        if not whole:
            return None
        if breaks and phrase_gaps(view.text, places, breaks):
            return name
        if term.variants and separated(view.text, places, strong=term.strong):
            return "separated"
        return None

    def _untwist(self, view: View) -> Iterator[_Hit]:
        everyday = innocents()
        for match in _WORD.finditer(view.text):
            word = match[0]
            if word not in everyday:
                twist = self._twists.find(word)
                if twist is not None:
                    yield twist[0], *match.span(), twist[1]
        for start, end in masked_words(view.text):
            number = self._masks.find(view.text[start:end])
            if number is not None:
                yield number, start, end, "masked"


def _run_on(view: View, term: Term, start: int, end: int) -> str | None:
    """A whole-word term that runs into something: digits, or (for a strong one) other words."""
    if term.variants and number_edges(view.text, start, end):
        return "numbered"
    return "glued" if term.strong and end - start >= 4 and glued(view.text, start, end) else None


def letters_of(text: str) -> tuple[str, tuple[int, ...]]:
    """A term's letters and digits, folded and run together, and the places in them where a word ends."""
    pieces = _TERM_PIECE.findall(fold_term(text))
    breaks: list[int] = []
    for piece in pieces[:-1]:
        breaks.append((breaks[-1] if breaks else 0) + len(piece))
    return "".join(pieces), tuple(breaks)
