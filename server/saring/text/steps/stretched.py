"""Stretched and doubled letters go back to one or two.

Order: on the folded text.
Undoes: ``stuuupid``, ``stupiddddd`` (runs of three and more), ``ssttuuppiidd`` (every letter doubled).
May wrongly join: words told apart by a double letter alone; runs of two in an ordinary word are left alone.
"""

from __future__ import annotations

import re

from saring.text.view import View

NAME = "stretched"
COST = 1
_STRETCH = re.compile(r"([^\W\d_])\1\1+")
_DOUBLED = re.compile(r"(?<![^\W_])(?:([^\W\d_])\1(?:\1\1)*){3,}(?![^\W_])")
_RUN = re.compile(r"([^\W\d_])\1+")


def read(plain: View) -> list[View]:
    """Words with a stretch, each read twice (one letter for the stretch, then two); no view without one."""
    text = plain.text
    if not _STRETCH.search(text) and not _DOUBLED.search(text):
        return []
    places: list[int] = []
    for word in re.finditer(r"[^\W\d_]+", text):
        start, end = word.span()
        if _DOUBLED.fullmatch(text, start, end):
            places += [*_squeeze(text, start, end, 2, halve=True), -1]
        if _STRETCH.search(text, start, end):
            for keep in (1, 2):
                places += [*_squeeze(text, start, end, keep), -1]
            places += [*_squeeze(text, start, end, 1, pairs=True), -1]
    return [_picked(plain, places)]


def _squeeze(text: str, start: int, end: int, keep: int, *, halve: bool = False, pairs: bool = False) -> list[int]:
    """The positions of ``text[start:end]`` that stay when runs shrink."""
    places: list[int] = []
    at = start
    for run in _RUN.finditer(text, start, end):
        length = run.end() - run.start()
        stay = length // 2 if halve else min(length, keep) if length > 2 or pairs else length
        places += [*range(at, run.start()), *range(run.start(), run.start() + stay)]
        at = run.end()
    return [*places, *range(at, end)]


def _picked(plain: View, places: list[int]) -> View:
    """A view of these positions of the plain one; -1 stands for a break between words."""
    text = "".join(plain.text[i] if i >= 0 else "\n" for i in places)
    shown = [i if i >= 0 else places[at - 1] for at, i in enumerate(places)]
    offsets = [plain.offsets[i] for i in shown]
    offsets.append(plain.offsets[len(plain.text)])
    return View(NAME, text, offsets, [_stretch_end(plain, i) for i in shown], COST)


def _stretch_end(plain: View, i: int) -> int:
    """Where the run that position ``i`` belongs to ends: the finding covers the whole stretch."""
    char = plain.text[i]
    while i + 1 < len(plain.text) and plain.text[i + 1] == char:
        i += 1
    return plain.ends[i]
