"""Letters hidden behind signs: ``b*g``, ``b#g``, ``b**g`` and an emoji for a letter.

Order: last, on words of the folded text that hold letters and a sign, beside twists.
Undoes: one sign for each hidden letter; three signs or more for about as many.
May wrongly join: an innocent word masked for fun. So only strong terms are tried; signs that hide more than they show
must have the exact length of a term that people do mask; for any sign but ``*`` an everyday word that fits wins.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
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
#: Longer roots with one letter masked are found whole.
_LONGEST_INSIDE = 6
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
    """The keys that masks are tried against; keys that count inside words also within a mask.

    Keys with the same first and last letter lie in one string, a line each, so that a mask costs one search in it.
    """

    def __init__(self, keys: Iterable[tuple[str, int, bool]]) -> None:
        """``keys``: key, number, and whether people mask it so heavily that its ends suffice."""
        self._numbers: dict[str, int] = {}
        self._inside: dict[str, int] = {}
        heavy_lines: dict[str, list[str]] = {}
        lines: dict[str, list[str]] = {}
        for key, number, heavy in keys:
            if key.isalpha() and len(key) >= 4:
                self._numbers.setdefault(key, number)
                for ends in (key[0], key[0] + key[-1]):
                    lines.setdefault(ends, []).append(key)
                    if heavy:
                        heavy_lines.setdefault(ends, []).append(key)
                if heavy and len(key) <= _LONGEST_INSIDE:
                    for i in range(1, len(key) - 1):
                        self._inside.setdefault(f"{key[:i]}*{key[i + 1:]}", number)
        self._heavy = {ends: "\n".join(["", *found, ""]) for ends, found in heavy_lines.items()}
        self._all = {ends: "\n".join(["", *found, ""]) for ends, found in lines.items()}

    def find(self, word: str) -> int | None:
        """The number of the key that hides behind ``word`` (letters and signs), or ``None``."""
        parts = _PARTS.findall(word)
        ends = word[0] + word[-1] if word[-1].isalpha() else word[0]
        pattern = re.compile(f"\n({_pattern(parts)})(?=\n)")
        found = pattern.search(self._heavy.get(ends, "")) or self._likely(parts, pattern, ends)
        return self._numbers[found[1]] if found else self._within(word)

    def _likely(self, parts: list[str], pattern: re.Pattern[str], ends: str) -> re.Match[str] | None:
        """A key that fits a mask which shows enough of it, and that no everyday word explains."""
        shown = sum(len(part) for part in parts[::2])
        hidden = sum(len(part) for part in parts[1::2])
        if hidden >= max(2, shown) and shown < 4:
            return None
        found = pattern.search(self._all.get(ends, ""))
        return None if found and hidden <= 2 and _fits_everyday(parts, self._numbers) else found

    def _within(self, word: str) -> int | None:
        """A short root with one letter masked, anywhere in the word."""
        for at, char in enumerate(word):
            if not "a" <= char <= "z":
                for length in range(4, _LONGEST_INSIDE + 1):
                    for start in range(max(0, at - length + 2), at):
                        number = self._inside.get(f"{word[start:at]}*{word[at + 1:start + length]}")
                        if number is not None:
                            return number
        return None


def _pattern(parts: list[str]) -> str:
    """Each star hides one letter; a run of other signs hides one letter or more, up to one a sign."""
    return "".join(
        part if i % 2 == 0
        else f"[a-z]{{{len(part)}}}" if part.strip("*") == "" or len(part) == 1
        else f"[a-z]{{1,{len(part)}}}"
        for i, part in enumerate(parts)
    )


def _fits_everyday(parts: list[str], known: Container[str]) -> bool:
    """Whether an everyday word explains the letters. Nobody stars out an innocent word, so a star explains itself."""
    if set("".join(parts[1::2])) == {"*"}:
        return False
    pattern = re.compile(_pattern(parts))
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
