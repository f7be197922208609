"""Whether a word is (part of) a name where it stands: a capital, and a word of place or person beside it."""

from __future__ import annotations

import re
from functools import cache

from saring.text.data import load_data
from saring.text.innocents import innocents

_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,3}\.|[^\W\d_]+(?:['’]s)?)[ -]$")
_AFTER = re.compile(r"(?:['’]s)?[ -]([^\W\d_]+)")
#: Nobody's name is longer; keeps the look beside a word from growing with the text.
_REACH = 40


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(str(load_data("names.yaml")[kind]).split())


def is_name(text: str, start: int, end: int) -> bool:
    """A capitalised word with a capitalised word of place beside it, or a title or first name before it.

    "Cock Lane" and "Alan Cumming" are names; "COCK LANE" and "cock lane" may be anything.
    """
    if not _titled(text[start:end]):
        return False
    before, after = _beside(text, start, end)
    return _among(before, "places") or _among(after, "places") or _among(before, "people")


def is_given_name(text: str, start: int, end: int) -> bool:
    """A capitalised word before a surname: one with a capital that is no everyday word, in a text that uses capitals
    for names only. For words that are first names as well."""
    after = _beside(text, start, end)[1]
    if not (_titled(text[start:end]) and _titled(after)) or after.lower() in innocents():
        return False
    around = re.findall(r"[^\W\d_]+", text[max(0, start - 80):end + 80])
    return len(around) <= 3 or any(word.islower() for word in around)


def is_joined(text: str, start: int, end: int) -> bool:
    """A small word that joins two others: hyphens on both sides, or in lower case between two names."""
    if text[start - 1:start] == "-" and text[end:end + 1] == "-":
        return True
    before, after = _beside(text, start, end)
    return text[start:end].islower() and all(_titled(word) and len(word) > 2 for word in (before, after))


def _titled(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _among(word: str, kind: str) -> bool:
    return word[:1].isupper() and word.lower() in _words(kind)


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The words next to it, with no more than a blank or hyphen (and an 's) between; empty for none."""
    before = _BEFORE.search(text[max(0, start - _REACH):start])
    after = _AFTER.match(text, end, end + _REACH)
    return (before[1].removesuffix("'s").removesuffix("’s").rstrip(".") if before else ""), (after[1] if after else "")
