"""A reading of a text that remembers where each of its characters stands in the author's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

#: One run of characters that are neither letters nor digits. ``_`` separates words here: ``f_u`` is two pieces.
_SEPARATORS = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"[^\W_]+")


class View:
    """One reading of an author's text.

    ``name`` says which disguise was undone, ``cost`` (0 to 3) how much evidence a match in it needs.
    ``offsets`` holds, for each code point of ``text``, where it begins in the original, and one more entry for the
    end; ``ends`` holds where each code point's source ends. A view may skip and reorder characters.
    """

    __slots__ = ("_letters", "_runs", "cost", "ends", "name", "offsets", "text")

    def __init__(self, name: str, text: str, offsets: Sequence[int], ends: Sequence[int], cost: int = 0) -> None:
        self.name = name
        self.text = text
        self.offsets = offsets
        self.ends = ends
        self.cost = cost
        self._letters: str | None = None
        self._runs: tuple[list[int], list[int]] | None = None

    @classmethod
    def identity(cls, name: str, text: str, cost: int = 0) -> View:
        """A view whose code points stand exactly where the original's do."""
        return cls(name, text, range(len(text) + 1), range(1, len(text) + 1), cost)

    @classmethod
    def replaced(cls, name: str, source: View, pieces: Sequence[str], cost: int) -> View:
        """A view in which code point ``i`` of ``source`` became ``pieces[i]`` (several, one or no code points)."""
        text = "".join(pieces)
        if len(text) == len(pieces) and all(pieces):
            return cls(name, text, source.offsets, source.ends, cost)
        keep = [i for i, piece in enumerate(pieces) for _ in piece]
        offsets = [source.offsets[i] for i in keep]
        offsets.append(source.offsets[len(pieces)])
        tails = list(source.ends)
        for i in range(len(pieces) - 2, -1, -1):
            if not pieces[i + 1]:  # what a character carries (accents, strike-through) belongs to it
                tails[i] = max(tails[i], tails[i + 1])
        return cls(name, text, offsets, [tails[i] for i in keep], cost)

    def rewritten(self, name: str, text: str, cost: int) -> View:
        """The same places under another text of the same length. Raises ``ValueError`` when lengths differ."""
        if len(text) != len(self.text):
            raise ValueError("a rewritten view must keep its length")
        return View(name, text, self.offsets, self.ends, cost)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open stretch of the original that ``text[start:end]`` came from."""
        if start >= end:
            place = self.offsets[start]
            return place, place
        return min(self.offsets[start:end]), max(self.ends[start:end])

    @property
    def letters(self) -> str:
        """``text`` with everything but letters and digits left out: what the automaton reads."""
        if self._letters is None:
            self._letters = _SEPARATORS.sub("", self.text)
        return self._letters

    def places(self, first: int, last: int) -> Sequence[int]:
        """Where ``letters[first:last]`` stands in ``text``: one index a letter; a ``range`` when nothing parts them."""
        begins, shifts = self._run_table()
        run = bisect_right(begins, first) - 1
        if run + 1 == len(begins) or last <= begins[run + 1]:
            return range(first + shifts[run], last + shifts[run])
        found: list[int] = []
        while run < len(begins) and begins[run] < last:
            stop = min(last, begins[run + 1]) if run + 1 < len(begins) else last
            found.extend(range(max(first, begins[run]) + shifts[run], stop + shifts[run]))
            run += 1
        return found

    def _run_table(self) -> tuple[list[int], list[int]]:
        """For each run of letters: its index in ``letters``, and how far ahead of that it stands in ``text``."""
        if self._runs is None:
            begins: list[int] = []
            shifts: list[int] = []
            length = 0
            for run in _LETTERS.finditer(self.text):
                start, end = run.span()
                begins.append(length)
                shifts.append(start - length)
                length += end - start
            self._runs = begins, shifts
        return self._runs
