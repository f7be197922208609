"""Letters hidden behind signs: ``b*g``, ``b#g``, ``b**g`` and an emoji for a letter.

Order: last, on words of the folded text that hold letters and a sign, beside twists.
Undoes: one sign for each hidden letter; three signs or more for about as many.
May wrongly join: an innocent word masked for fun. So only strong terms are tried; signs that hide more than they show
must have the exact length of a term that people do mask; for any sign but ``*`` an everyday word that fits wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from saring.text.innocents import innocents

NAME = "masked"
#: Letters, signs, letters (or stars at the end). Blanks, full stops, commas, apostrophes and hyphens part words.
_SIGN = r"[^\w\s.,;:/'’\"()-]"
_MASKED = re.compile(
    rf"(?<![^\W_])[^\W\d_]+(?:(?:{_SIGN}|_){{1,8}}|\(\)|--+)"
    rf"(?:[^\W\d_]+(?:{_SIGN}|_){{1,8}}){{0,4}}(?:[^\W\d_]+|(?<=\*))"
)
#: Cheap looks that spare most texts the patterns above and below.
_ANY_SIGN = re.compile(
    "[^\\w\\s.,;:/'’\"()-](?<=[a-z].)(?:(?=[^\\s.,;:'\"()])|(?<=[*]))|_(?<=[a-z]_)|\\(\\)|--+(?<=[a-z]--)"
)
_ANY_DIGIT = re.compile(r"[0-9](?<=[a-z].)")
_DIGIT = re.compile(r"(?<![^\W_])[^\W\d_]+[0-9][^\W\d_]+(?![^\W_])")
_PARTS = re.compile(r"[^\W\d_]+|[\W\d_]+")


def masked_words(text: str) -> Iterator[tuple[int, int]]:
    """Where masked words stand."""
    if _ANY_SIGN.search(text):
        for match in _MASKED.finditer(text):
            yield match.span()
    if _ANY_DIGIT.search(text):
        for match in _DIGIT.finditer(text):
            yield match.span()


class Masks:
    """The keys that masks are tried against, by first letter; keys that count inside words also within a mask."""

    def __init__(self, keys: Iterable[tuple[str, int, bool]]) -> None:
        """``keys``: key, number, and whether people mask it so heavily that its ends suffice."""
        self._keys: dict[str, list[tuple[str, int, bool]]] = {}
        self._inside: list[tuple[re.Pattern[str], int]] = []
        self._known: set[str] = set()
        for key, number, heavy in keys:
            if key.isalpha() and len(key) >= 4:
                self._known.add(key)
                self._keys.setdefault(key[0], []).append((key, number, heavy))
                if heavy and len(key) <= 6:
                    for i in range(1, len(key) - 1):
                        self._inside.append((re.compile(f"{key[:i]}[^a-z]{key[i + 1:]}"), number))

    def find(self, word: str) -> int | None:
        """The number of the key that hides behind ``word`` (letters and signs), or ``None``."""
        parts = _PARTS.findall(word)
        shown = sum(len(part) for part in parts[::2])
        hidden = sum(len(part) for part in parts[1::2])
        everyday = hidden <= 2 and _fits_everyday(parts, self._known)
        pattern = _pattern(parts)
        for key, number, heavy in self._keys.get(word[0], ()):
            likely = heavy or not everyday and (hidden < max(2, shown) or shown >= 4)
            if likely and pattern.fullmatch(key):
                return number
        return next((number for found, number in self._inside if found.search(word)), None)


def _pattern(parts: list[str]) -> re.Pattern[str]:
    """Each star hides one letter; a run of other signs hides one letter or more, up to one a sign."""
    return re.compile("".join(
        part if i % 2 == 0
        else f"[a-z]{{{len(part)}}}" if part.strip("*") == "" or len(part) == 1
        else f"[a-z]{{1,{len(part)}}}"
        for i, part in enumerate(parts)
    ))


def _fits_everyday(parts: list[str], known: set[str]) -> bool:
    """Whether an everyday word explains the letters. Nobody stars out an innocent word, so a star explains itself."""
    if set("".join(parts[1::2])) == {"*"}:
        return False
    pattern = _pattern(parts)
    shown, hidden = sum(map(len, parts[::2])), sum(map(len, parts[1::2]))
    return any(
        word not in known and pattern.fullmatch(word)
        for length in range(max(4, shown + 1), shown + hidden + 1)
        for word in _everyday().get((parts[0][0], length), ())
    )


@cache
def _everyday() -> dict[tuple[str, int], list[str]]:
    """Everyday words by first letter and length."""
    table: dict[tuple[str, int], list[str]] = {}
    for word in innocents():
        table.setdefault((word[0], len(word)), []).append(word)
    return table
