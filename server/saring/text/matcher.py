"""Find terms in a prepared text: one automaton, one pass a view, however many terms there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from saring.text.evidence import glued, left_edge, number_edges, phrase_gaps, right_edge, separated, word_edges
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
    ``exceptions``: words or phrases that hold the term and are innocent; a ``*`` at an end: so is any word that runs on
    there. ``variants``: whether disguised readings
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
    #: Term number, and whether the exception may run on to the left, to the right (written with a ``*`` there).
    excuses: list[tuple[int, bool, bool]]


#: A hit in a view: the term's number, where it stands in the view's text, the disguise.
_Hit = tuple[int, int, int, str]


class Matcher:
    """Terms, compiled once. Thread-safe: ``find`` changes nothing. Time per text does not depend on their number."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Raises ``ValueError`` for a term without a letter or digit."""
        self.terms: tuple[Term, ...] = tuple(terms)
        keys: dict[str, _Pattern] = {}
        excuses: dict[tuple[str, ...], list[tuple[str, bool, bool]]] = {}
        for index, term in enumerate(self.terms):
            key, breaks = letters_of(term.text)
            if not key:
                raise ValueError("a term needs at least one letter or digit")
            keys.setdefault(key, _Pattern([], [])).terms.append((index, breaks))
            if term.exceptions not in excuses:
                excuses[term.exceptions] = [
                    (letters_of(text)[0], text.startswith("*"), text.endswith("*")) for text in term.exceptions
                ]
            for excuse, left, right in excuses[term.exceptions]:
                if key in excuse:
                    keys.setdefault(excuse, _Pattern([], [])).excuses.append((index, left, right))
        self._patterns = list(keys.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(keys), store_patterns=False)
        strong = [
            (key, number, not breaks and self.terms[number].match == "inside")
            for key, pattern in keys.items()
            for number, breaks in [term for term in pattern.terms if self.terms[term[0]].strong][:1]
            if len(breaks) <= 1
        ]
        compounds = frozenset(key for key, _, _ in strong if all(breaks for _, breaks in keys[key].terms))
        self._twists = Twists([(key, number) for key, number, _ in strong], compounds)
        self._masks = Masks(strong)

    def find(self, prepared: PreparedText) -> list[Match]:
        """Every term in every view, first by place; the same stretch is reported once, in its plainest view."""
        found: dict[tuple[int, int, int], Match] = {}
        for view, (index, start, end, disguise) in self._hits(prepared.views):
            key = (index, *view.span(start, end))
            if key not in found:
                found[key] = Match(self.terms[index], key[1], key[2], disguise, view.name)
        return sorted(found.values(), key=lambda match: (match.start, match.end))

    def _hits(self, views: Sequence[View]) -> Iterator[tuple[View, _Hit]]:
        """Plainly spelled terms first, so that they name the disguise; then twisted and masked ones."""
        for view in views:
            for hit in self._scan(view):
                yield view, hit
        if len(self._twists):
            seen: set[str] = set()
            for view in views:
                for hit in self._untwist(view, seen):
                    yield view, hit

    def _scan(self, view: View) -> Iterator[_Hit]:
        hits = self._automaton.find_matches_as_indexes(view.letters, overlapping=True)
        if not hits:
            return
        excused = self._excused(view, hits)
        for number, first, last in hits:
            pattern = self._patterns[number]
            if not pattern.terms:
                continue
            places = view.places(first, last)
            start, end = places[0], places[-1] + 1
            whole = word_edges(view.text, start, end)
            if not whole and end - start > last - first:
                continue
            for index, breaks in pattern.terms:
                if index in excused and any(a <= start and end <= b for a, b in excused[index]):
                    continue
                disguise = self._reading(view, self.terms[index], breaks, places, whole=whole)
                if disguise is not None:
                    yield index, start, end, disguise

    def _excused(self, view: View, hits: Sequence[tuple[int, int, int]]) -> dict[int, list[tuple[int, int]]]:
        """Where innocent words and phrases stand, by the term that they excuse."""
        excused: dict[int, list[tuple[int, int]]] = {}
        for number, first, last in hits:
            excuses = self._patterns[number].excuses
            if excuses:
                places = view.places(first, last)
                start, end = places[0], places[-1] + 1
                begins, stops = left_edge(view.text, start), right_edge(view.text, end)
                for index, left, right in excuses:
                    if (left or begins) and (right or stops):
                        excused.setdefault(index, []).append((start, end))
        return excused

    def _reading(
        self, view: View, term: Term, breaks: tuple[int, ...], places: Sequence[int], *, whole: bool
    ) -> str | None:
        """The disguise that this hit wears (empty for none), or ``None`` when it is no match."""
        start, end = places[0], places[-1] + 1
        if view.cost and (not term.variants or len(places) < 3 or (len(places) == 3 and not term.strong)):
            return None
        name = view.name if view.cost else ""
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

    def _untwist(self, view: View, seen: set[str]) -> Iterator[_Hit]:
        """Twisted and masked words. ``seen`` holds the words known to be neither, so that no view tries them again."""
        text = view.text
        if not seen.issuperset(words := set(_WORD.findall(text))):
            twists = {word: twist for word in words - seen - innocents() if (twist := self._twists.find(word))}
            seen |= words - twists.keys()
            for match in _WORD.finditer(text) if twists else ():
                if match[0] in twists:
                    number, name = twists[match[0]]
                    yield number, *match.span(), name
        for start, end in masked_words(text) if view.cost == 0 else ():
            hidden = self._masks.find(text[start:end])
            if hidden is not None:
                yield hidden, start, end, "masked"


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
