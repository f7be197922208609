"""Stretched and doubled letters go back to one or two.

Order: on the folded text.
Undoes: ``stuuupid``, ``stupiddddd`` (runs of three and more), ``ssttuuppiidd`` (every letter doubled).
May wrongly join: words told apart by a double letter alone; runs of two in an ordinary word are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from saring.text.view import View

NAME = "stretched"
COST = 1
#: A cheap look for three of a letter, or for three doubled letters in a row; whether the whole word is doubled is then
#: counted (a nested pattern could run away).
_CLUE = re.compile(r"([^\W\d_])\1(?:\1|([^\W\d_])\2([^\W\d_])\3)")
_RUN = re.compile(r"([^\W\d_])\1*")
_WORD = re.compile(r"[^\W\d_]+")


def read(plain: View) -> list[View]:
    """Words with a stretch, each read with one letter for it, with two, without doubles; no view without one."""
    text = plain.text
    words = list(_words(text))
    if not words:
        return []
    places: list[int] = []
    ends: list[int] = []
    for word in words:
        runs = [run.span() for run in _RUN.finditer(text, *word)]
        lengths = [end - start for start, end in runs]
        if len(runs) >= 3 and all(length % 2 == 0 for length in lengths):
            _keep(runs, [length // 2 for length in lengths], places, ends)
        if max(lengths) >= 3:
            _keep(runs, [1 if length > 2 else length for length in lengths], places, ends)
            _keep(runs, [min(length, 2) for length in lengths], places, ends)
            _keep(runs, [1] * len(runs), places, ends)
    if not places:
        return []
    shown = "".join(text[i] if i >= 0 else "\n" for i in places)
    places = [i if i >= 0 else places[at - 1] for at, i in enumerate(places)]
    offsets = [plain.offsets[i] for i in places]
    offsets.append(plain.offsets[len(text)])
    # the later of both: inside a run that was turned round, the stretch ends before it begins
    covered = [max(plain.ends[i], plain.ends[last]) for i, last in zip(places, ends, strict=True)]
    return [View(NAME, shown, offsets, covered, COST)]


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The words that hold a clue."""
    reached = 0
    for clue in _CLUE.finditer(text):
        if clue.start() >= reached:
            start = clue.start()
            while start > reached and text[start - 1].isalpha():
                start -= 1
            word = _WORD.match(text, clue.start())
            reached = word.end() if word else clue.end()
            yield start, reached


def _keep(runs: list[tuple[int, int]], lengths: list[int], places: list[int], ends: list[int]) -> None:
    """Add the first ``lengths[i]`` letters of each run, and a break (-1). The last letter kept ends where the run ends,
    so that a finding covers the whole stretch."""
    for (start, end), length in zip(runs, lengths, strict=True):
        places.extend(range(start, start + length))
        ends.extend(range(start, start + length - 1))
        ends.append(end - 1)
    places.append(-1)
    ends.append(runs[-1][1] - 1)
