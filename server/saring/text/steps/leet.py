"""Digits and signs that stand for letters become those letters.

Order: on the folded text.
Undoes: ``4`` for a, ``3`` for e, ``$`` for s and so on, in a word that keeps at least one letter of its own.
May wrongly join: nothing that is a number: prices, times, sizes, ordinals, dates, product codes and phone numbers
are never read as letters.
"""

from __future__ import annotations

import re

from saring.text.view import View

NAME = "leet"
COST = 1
#: The reading that most people mean, then the second reading of the signs that have two.
_FIRST = str.maketrans("013456789@$!|+(<{[&", "oieasbtbgasiitcccca")
_SECOND = str.maketrans("013456789@$!|+(<{[&", "olzasgtbqaslltcccca")
_TWO_READINGS = frozenset("1!|693")
_SIGNS = r"@$!|+(<{\[&"
_CHUNK = re.compile(rf"(?<![a-z0-9{_SIGNS}])[a-z]*[0-9{_SIGNS}][a-z0-9{_SIGNS}]*")
_SPACED_SIGNS = "0134578@$!"
_SPACED = re.compile(r"(?<![^\W_])(?:[a-z0134578@$!][ ._*-]){2,12}[a-z0134578@$!](?![^\W_])")
_MIXED = re.compile(rf"[a-z][0-9{_SIGNS}]|[0-9{_SIGNS}][a-z]")
#: Signs that close or open something, and so belong to the sentence when they stand at a word's edge.
_LEADING = "!|+({[&"
_TRAILING = "!|+(<{[&"
_UNIT = (
    r"(?:st|nd|rd|th|s|k|m|b|bn|mn|x|pm|am|h|hr|hrs|min|mins|sec|kg|g|gr|mg|ml|l|cm|mm|km|ft|in|gb|mb|tb|mp|px|hz|"
    r"ghz|w|v|a|c|f|d|p|rb|rbu|jt|an|g|hp|cc|pcs|x\d+)"
)
_NUMBER = re.compile(
    rf"[@$+(<{{\[&]*\d+{_UNIT}?$|[a-z]+\d{{2,}}$|rp\d+[a-z]*$|(?:[a-z]\d){{2,}}$"
    r"|[a-z]\d{1,2}[a-z]?$|\d[a-z]\d?$|\d+[a-z]{1,3}\d+$"
)


def read(plain: View) -> list[View]:
    """Such words spelled out, with their neighbours: no view without one, two when a sign has two readings."""
    text = plain.text
    if not _MIXED.search(text) and not _SPACED.search(text):
        return []
    words = [span for span in map(_word, _CHUNK.finditer(text)) if span is not None]
    words += [match.span() for match in _SPACED.finditer(text) if _is_spaced_leet(match[0])]
    if not words:
        return []
    words.sort()
    views = [_spelled(plain, words, _FIRST)]
    if any(_TWO_READINGS.intersection(text[start:end]) for start, end in words):
        views.append(_spelled(plain, words, _SECOND))
    return views


def _word(chunk: re.Match[str]) -> tuple[int, int] | None:
    """Where the spelled-over word in this chunk stands, or ``None`` when the chunk is a plain word or a number."""
    word = chunk[0]
    inner = word.lstrip(_LEADING)
    start = chunk.start() + len(word) - len(inner)
    inner = inner.rstrip(_TRAILING)
    if inner.isalpha() or inner.isdigit() or not any("a" <= c <= "z" for c in inner) or _NUMBER.match(inner):
        return None
    return start, start + len(inner)


def _is_spaced_leet(run: str) -> bool:
    return sum("a" <= char <= "z" for char in run) >= 2 and any(char in _SPACED_SIGNS for char in run)


def _spelled(plain: View, words: list[tuple[int, int]], table: dict[int, int]) -> View:
    """The stretches around these words (to the next blank but one on both sides), the words spelled out."""
    text = plain.text
    parts: list[str] = []
    places: list[int] = []
    reached = 0
    for start, end in words:
        if end <= reached:
            continue
        low = max(reached, _blank_before(text, start))
        high = _blank_after(text, end)
        parts += [text[low:start], text[start:end].translate(table), text[end:high].translate(table), "\n"]
        places += [*range(low, high), max(low, high - 1)]
        reached = high
    offsets = [plain.offsets[i] for i in places]
    offsets.append(plain.offsets[len(text)])
    return View(NAME, "".join(parts), offsets, [plain.ends[i] for i in places], COST)


def _blank_before(text: str, start: int) -> int:
    return text.rfind(" ", 0, max(0, start - 1)) + 1


def _blank_after(text: str, end: int) -> int:
    found = text.find(" ", end + 1)
    return len(text) if found < 0 else found
