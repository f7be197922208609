"""Read a prepared text with every lexicon at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saring.text.context import holds
from saring.text.lexicon import Entry, Lexicon, load_lexicons
from saring.text.matcher import Matcher, Term
from saring.text.prepare import PreparedText

__all__ = ["LexiconMatch", "Reader"]


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """A word of a lexicon in a text: which lexicon (its id), which entry, where in the original, in what disguise."""

    lexicon: str
    entry: Entry
    start: int
    end: int
    disguise: str = ""


class Reader:
    """Every lexicon, compiled once. Thread-safe."""

    def __init__(self, lexicons: Sequence[Lexicon] | None = None) -> None:
        self._sources: dict[int, tuple[str, Entry]] = {}
        terms: list[Term] = []
        for lexicon in load_lexicons() if lexicons is None else lexicons:
            for entry in lexicon.entries:
                for form in entry.forms:
                    term = Term(form, entry.match, entry.exceptions, strong=entry.disguises)
                    self._sources[id(term)] = (lexicon.id, entry)
                    terms.append(term)
        self._matcher = Matcher(terms)

    def read(self, prepared: PreparedText) -> list[LexiconMatch]:
        """Every entry found, in the order of the text; of two that cover each other the longer, if it rates as high."""
        matches = []
        for match in self._matcher.find(prepared):
            lexicon, entry = self._sources[id(match.term)]
            place = prepared.original, match.start, match.end
            if entry.context and holds(*place, entry.context) or entry.needs and not holds(*place, entry.needs):
                continue
            matches.append(LexiconMatch(lexicon, entry, match.start, match.end, match.disguise))
        return _outermost(matches)


def _outermost(matches: list[LexiconMatch]) -> list[LexiconMatch]:
    """Drop a match that a longer (or equal, earlier listed) one covers with at least its rating."""
    ranked = sorted(matches, key=lambda match: (match.start - match.end, -match.entry.rating, bool(match.disguise)))
    kept: list[LexiconMatch] = []
    for match in ranked:
        if not any(
            other.start <= match.start and match.end <= other.end and other.entry.rating >= match.entry.rating
            for other in kept
        ):
            kept.append(match)
    return sorted(kept, key=lambda match: (match.start, match.end))
