"""What speaks for a hit: its edges, its gaps, the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saring.text.innocents import BOOSTERS, innocents

#: Characters that end a sentence or a clause; with a blank behind them they part thoughts, not letters.
_CLAUSE_END = frozenset(".!?;:,")
_APOSTROPHES = frozenset("'’`´")
#: The widest gap between two letters of one word: ``f . u . c`` and one emoji with its blanks.
_WIDEST_GAP = 3
_TOKEN_LEFT = re.compile(r"[^\W_]*$")
_TOKEN_RIGHT = re.compile(r"[^\W_]*")


def word_edges(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` begins and ends where words do."""
    return left_edge(text, start) and right_edge(text, end)


def left_edge(text: str, start: int) -> bool:
    """Whether no word runs into ``start`` from the left."""
    return not (start and _joins(text[start - 1], text[start]))


def right_edge(text: str, end: int) -> bool:
    """Whether no word runs on at ``end``."""
    return not (end < len(text) and _joins(text[end - 1], text[end]))


def _joins(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word. Scripts without blanks have an edge anywhere."""
    if not (left.isalnum() and right.isalnum()):
        return False
    return (left.isascii() or not _unspaced(left)) and (right.isascii() or not _unspaced(right))


def _unspaced(char: str) -> bool:
    """Scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han."""
    code = ord(char)
    return (
        0x0E00 <= code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF
        or 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF
    )


def number_edges(text: str, start: int, end: int) -> bool:
    """Whether a word runs into nothing but digits: ``word2``, ``word2026`` (a doubling or a handle's number)."""
    if start and _joins(text[start - 1], text[start]):
        return False
    match = _TOKEN_RIGHT.match(text, end)
    return match is not None and match[0].isdigit()


def phrase_gaps(text: str, places: Sequence[int], breaks: tuple[int, ...]) -> bool:
    """Whether the only gaps between the letters are the phrase's own, and none of them ends a sentence."""
    for i in range(1, len(places)):
        width = places[i] - places[i - 1] - 1
        if width and (i not in breaks or width > _WIDEST_GAP or _ends_clause(text[places[i - 1] + 1:places[i]])):
            return False
    return True


def separated(text: str, places: Sequence[int], *, strong: bool) -> bool:
    """Whether letters set apart are one word in disguise.

    Letters that stand singly need no more; otherwise at least one piece must be no word of its own, and blanks ask
    for more than signs do, because blanks are what innocent words are parted by.
    """
    pieces, gaps = _pieces(text, places)
    if any(len(gap) > _WIDEST_GAP or _ends_clause(gap) for gap in gaps):
        return False
    if all(len(piece) == 1 for piece in pieces):
        return len(pieces) >= (3 if strong else 4) and len(set(gaps)) <= 2
    if places[0] and text[places[0] - 1] in _APOSTROPHES or all(gap in _APOSTROPHES for gap in gaps):
        return False
    strange = [piece for piece in pieces if piece not in innocents() or len(piece) == 1 and piece not in "aiou"]
    if not strange or len(places) < 4:
        return False
    if any(" " in gap or "\n" in gap for gap in gaps):
        return len(strange) == len(pieces) or any(len(piece) == 1 for piece in strange) or len(places) >= 7
    return True


def glued(text: str, start: int, end: int) -> bool:
    """Whether a word stands glued to other words: what is left and right of it must be words or boosters."""
    left, right = _rest(text, start, end)
    if left + text[start:end] + right in innocents():
        return False
    if end - start >= 7:
        return True
    known = BOOSTERS if end - start < 5 else innocents() | BOOSTERS
    return all(not part or (part in known and (len(part) > 2 or part in BOOSTERS)) for part in (left, right))


def _rest(text: str, start: int, end: int) -> tuple[str, str]:
    left = _TOKEN_LEFT.search(text, max(0, start - 40), start)
    right = _TOKEN_RIGHT.match(text, end, end + 40)
    return (left[0] if left else ""), (right[0] if right else "")


def _pieces(text: str, places: Sequence[int]) -> tuple[list[str], list[str]]:
    """The runs of letters that a hit is made of, and what stands between them."""
    pieces: list[str] = []
    gaps: list[str] = []
    begin = places[0]
    for left, right in zip(places, places[1:], strict=False):
        if right - left > 1:
            pieces.append(text[begin:left + 1])
            gaps.append(text[left + 1:right])
            begin = right
    return [*pieces, text[begin:places[-1] + 1]], gaps


def _ends_clause(gap: str) -> bool:
    return len(gap) > 1 and gap[0] in _CLAUSE_END and gap[1].isspace()
