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
_CHUNK = re.compile(rf"[a-z0-9{_SIGNS}]+")
_MIXED = re.compile(rf"[a-z][0-9{_SIGNS}]|[0-9{_SIGNS}][a-z]")
#: Signs that close or open something, and so belong to the sentence when they stand at a word's edge.
_LEADING = "!|+({[&"
_TRAILING = "!|+(<{[&"
_UNIT = (
    r"(?:st|nd|rd|th|s|k|m|b|bn|mn|x|pm|am|h|hr|hrs|min|mins|sec|kg|g|gr|mg|ml|l|cm|mm|km|ft|in|gb|mb|tb|mp|px|hz|"
    r"ghz|w|v|a|c|f|d|p|rb|rbu|jt|an|g|hp|cc|pcs|x\d+)"
)
_NUMBER = re.compile(rf"[@$+(<{{\[&]*\d+{_UNIT}?$|[a-z]{{1,3}}\d{{3,}}$|[a-z]\d{{1,2}}[a-z]?$|\d[a-z]\d?$|\d+[a-z]{{1,3}}\d+$")


def read(plain: View) -> list[View]:
    """The text with such words spelled out: no view without one, two when a sign has two readings."""
    text = plain.text
    if not _MIXED.search(text):
        return []
    words = [span for span in map(_word, _CHUNK.finditer(text)) if span is not None]
    if not words:
        return []
    views = [plain.rewritten(NAME, _spelled(text, words, _FIRST), COST)]
    if any(_TWO_READINGS.intersection(text[start:end]) for start, end in words):
        views.append(plain.rewritten(NAME, _spelled(text, words, _SECOND), COST))
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


def _spelled(text: str, words: list[tuple[int, int]], table: dict[int, int]) -> str:
    parts: list[str] = []
    last = 0
    for start, end in words:
        parts += [text[last:start], text[start:end].translate(table)]
        last = end
    return "".join([*parts, text[last:]])
