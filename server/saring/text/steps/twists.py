"""Misspellings made on purpose, worked out from the terms: swapped neighbours, dropped vowels, reversal, sound.

Order: last, on whole words of letters that no everyday word explains and no term matched.
Undoes: two neighbours swapped, the first or every vowel left out, a word written backwards, a word spelled by ear.
May wrongly join: rare names that happen to be a twist of a term; so only terms marked strong are twisted, a twist keeps
at least four letters, and no twist is an everyday word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from saring.text.innocents import innocents

_SHORTEST = 4
#: Shorter sounds are too many people's names.
_SHORTEST_SOUND = 5
_VOWELS = frozenset("aeiou")
#: Spellings of one sound, replaced in this order. ``C`` keeps ``ch`` apart from the other sounds of c.
_SOUNDS = (
    ("ph", "f"), ("vck", "uck"), ("ck", "k"), ("ch", "C"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"),
    ("q", "k"), ("C", "ch"), ("z", "s"), ("x", "ks"), ("oo", "u"),
)
#: Endings that sound alike, longest first.
_ENDINGS = (
    ("ah", "a"), ("uh", "a"), ("er", "a"), ("or", "a"), ("ur", "a"), ("ar", "a"), ("oh", "a"),
    ("ie", "i"), ("ee", "i"), ("ey", "i"), ("y", "i"),
)
#: A cheap look: a word without any of these sounds as it is written.
_RESPELLED = re.compile(r"ph|vck|oo|[cqzx]|(.)\1|(?:[aueo][rh]|ie|ee|ey|y)s?$")


def swapped(key: str) -> Iterator[str]:
    """Every spelling with two unlike neighbours swapped."""
    for i in range(len(key) - 1):
        if key[i] != key[i + 1]:
            yield key[:i] + key[i + 1] + key[i] + key[i + 2:]


def without_vowels(key: str) -> Iterator[str]:
    """The spelling without each one of its inner vowels, and the one without any."""
    for i in range(1, len(key) - 1):
        if key[i] in _VOWELS:
            yield key[:i] + key[i + 1:]
    yield key[0] + "".join(char for char in key[1:] if char not in _VOWELS)


def sound(word: str) -> str:
    """How a word sounds, roughly: spellings of one sound are one."""
    if not _RESPELLED.search(word):
        return word
    for spelling, heard in _SOUNDS:
        word = word.replace(spelling, heard)
    word = "".join(char for char, last in zip(word, " " + word, strict=False) if char != last)
    plural = "s" if word.endswith("s") else ""
    stem = word.removesuffix("s")
    for spelling, heard in _ENDINGS:
        if stem.endswith(spelling):
            return stem.removesuffix(spelling) + heard + plural
    return word


class Twists:
    """The twisted spellings of a set of keys. ``keys`` maps each key to whatever the caller knows it by."""

    def __init__(self, keys: Iterable[tuple[str, int]], compounds: frozenset[str] = frozenset()) -> None:
        """``compounds`` are keys of two words; their sound is not heard, since other languages have such words."""
        self._spellings: dict[str, tuple[int, str]] = {}
        self._sounds: dict[str, int] = {}
        listed = [(key, number) for key, number in keys if key.isalpha() and len(key) >= _SHORTEST]
        plain = {key for key, _ in listed} | innocents()
        for key, number in listed:
            for name, spellings in (
                ("dropped-vowel", without_vowels(key)), ("swapped", swapped(key)), ("reversed", [key[::-1]]),
            ):
                known = (number, name)
                for spelling in spellings:
                    if len(spelling) >= _SHORTEST and spelling not in plain:
                        self._spellings.setdefault(spelling, known)
            heard = "" if key in compounds else sound(key)
            if len(heard) >= _SHORTEST_SOUND:
                self._sounds.setdefault(heard, number)

    def __len__(self) -> int:
        return len(self._spellings)

    def find(self, word: str) -> tuple[int, str] | None:
        """The key that ``word`` (letters only, no everyday word) is a twist of, and the twist's name."""
        found = self._spellings.get(word)
        if found is not None:
            return found
        number = self._sounds.get(sound(word))
        return None if number is None else (number, "sound")
