"""Read a prepared text with every lexicon at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saring.text.context import holds
from saring.text.descriptions import find_descriptions
from saring.text.lexicon import Entry, Lexicon, load_lexicons, spelled
from saring.text.matcher import Matcher, Term
from saring.text.prepare import PreparedText
from saring.text.seams import NAME as SPLIT
from saring.text.seams import Piece, find_split

__all__ = ["LexiconMatch", "Reader", "SplitMatch"]


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """A word of a lexicon in a text: which lexicon (its id), which entry, where in the original, in what disguise."""

    lexicon: str
    entry: Entry
    start: int
    end: int
    disguise: str = ""


@dataclass(frozen=True, slots=True)
class SplitMatch:
    """A word of a lexicon that begins in one text and ends in a later one: ``pieces`` says where, text by text."""

    lexicon: str
    entry: Entry
    pieces: tuple[Piece, ...]
    disguise: str = SPLIT


class Reader:
    """Every lexicon (and, unless lexicons are given, every rule for descriptions), compiled once. Thread-safe."""

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
        self._describes = lexicons is None

    def read(self, prepared: PreparedText) -> list[LexiconMatch]:
        """Every entry found, in the order of the text; of two that cover each other the longer, if it rates as high."""
        matches = []
        for match in self._matcher.find(prepared):
            lexicon, entry = self._sources[id(match.term)]
            if not _counts(entry, prepared.original, match.start, match.end):
                continue
            matches.append(LexiconMatch(lexicon, entry, match.start, match.end, match.disguise))
        if self._describes:
            matches += [LexiconMatch(*found) for found in find_descriptions(prepared.plain)]
        return _outermost(matches)

    def read_parts(self, texts: Sequence[str]) -> list[SplitMatch]:
        """Every entry that is split over two or more of ``texts``, which are read in this order (the parts of a thread;
        a text and its alt texts). What stands whole in one of them is for :meth:`read`."""
        found: dict[tuple[Piece, ...], SplitMatch] = {}
        for match, prepared, pieces in find_split(self._matcher, texts):
            lexicon, entry = self._sources[id(match.term)]
            known = found.get(pieces)
            if _counts(entry, prepared.original, match.start, match.end) and (
                known is None or known.entry.rating < entry.rating
            ):
                found[pieces] = SplitMatch(lexicon, entry, pieces)
        return list(found.values())


def _counts(entry: Entry, text: str, start: int, end: int) -> bool:
    """Whether what stands around the word leaves it its meaning."""
    if not entry.term.isascii() and not _as_written(entry, text[start:end]):
        return False
    if entry.context and holds(text, start, end, entry.context):
        return False
    return not entry.needs or holds(text, start, end, entry.needs)


def _as_written(entry: Entry, found: str) -> bool:
    """Whether a word of another script (or one that its marks make) is meant: folding makes some of them look Latin."""
    return spelled(found) in entry.exact if entry.exact else not found.isascii()


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
