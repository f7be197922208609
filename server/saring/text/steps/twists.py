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
_VOWELS = frozenset("aeiou")
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[a-z])v(?=[ck])"), "u"),
    (re.compile(r"ck|cc|c(?![eiyh])|q|kk|ch?(?=k)"), "k"),
    (re.compile(r"k+"), "k"),
    (re.compile(r"z"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ie$|ee$|ey$|y$|i$"), "i"),
    (re.compile(r"(?:ah|uh|er|or|ur|ar|re|a)(?=s?$)"), "a"),
    (re.compile(r"oo"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)


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
    for pattern, spelled in _SOUNDS:
        word = pattern.sub(spelled, word)
    return word


class Twists:
    """The twisted spellings of a set of keys. ``keys`` maps each key to whatever the caller knows it by."""

    def __init__(self, keys: Iterable[tuple[str, int]]) -> None:
        self._spellings: dict[str, tuple[int, str]] = {}
        self._sounds: dict[str, int] = {}
        listed = [(key, number) for key, number in keys if key.isalpha() and len(key) >= _SHORTEST]
        plain = {key for key, _ in listed} | innocents()
        for key, number in listed:
            for name, spellings in (
                ("dropped-vowel", without_vowels(key)), ("swapped", swapped(key)), ("reversed", [key[::-1]]),
            ):
                for spelling in spellings:
                    if len(spelling) >= _SHORTEST and spelling not in plain:
                        self._spellings.setdefault(spelling, (number, name))
            heard = sound(key)
            if len(heard) >= _SHORTEST:
                self._sounds.setdefault(heard, number)

    def __len__(self) -> int:
        return len(self._spellings)

    def find(self, word: str) -> tuple[int, str] | None:
        """The key that ``word`` (letters only, no everyday word) is a twist of, and the twist's name."""
        found = self._spellings.get(word)
        if found is not None:
            return found
        number = self._sounds.get(sound(word)) if len(word) >= _SHORTEST else None
        return None if number is None else (number, "sound")
