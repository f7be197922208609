"""Step 3 of folding: a letter that looks like a Latin one becomes that Latin letter.

Order: after invisible characters and marks.
Undoes: full-width, mathematical, circled, squared and small-capital letters, regional indicators, Latin letters with
strokes and hooks (all from the names and decompositions that Python's ``unicodedata`` knows), and the look-alikes of
other scripts listed in ``data/confusables.yaml``.
May wrongly join: a Greek or Cyrillic word whose every letter looks Latin. Terms are folded too: they match themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from saring.text.data import load_data

_NAMED_LETTER = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL |LETTER |SMALL LETTER |CAPITAL LETTER |SUBSCRIPT SMALL LETTER |LETTER SMALL CAPITAL )"
    r"|MODIFIER LETTER (?:SMALL|CAPITAL) |REGIONAL INDICATOR SYMBOL LETTER "
    r"|(?:NEGATIVE |CROSSED NEGATIVE )?(?:CIRCLED|SQUARED|PARENTHESIZED) LATIN (?:SMALL|CAPITAL) LETTER "
    r"|NEGATIVE (?:CIRCLED|SQUARED) )(?P<letter>[A-Z])(?: WITH .*)?$"
)


@cache
def look_alikes() -> dict[str, str]:
    """Look-alike to the Latin letters it stands for, from the data file."""
    table: dict[str, str] = {}
    for latin, chars in load_data("confusables.yaml").items():
        for char in str(chars).split():
            table[char] = str(latin)
    return table


def latin_of(char: str) -> str:
    """The lower-case Latin reading of one code point, or its own compatibility and case folding."""
    known = look_alikes().get(char)
    if known is not None:
        return known
    named = _NAMED_LETTER.match(unicodedata.name(char, ""))
    if named:
        return named["letter"].lower()
    folded = unicodedata.normalize("NFKD", char).casefold()
    if folded == char:
        return char
    return "".join(look_alikes().get(c) or (c if c.isascii() else _named(c)) for c in folded if not _decorates(c))


def _named(char: str) -> str:
    named = _NAMED_LETTER.match(unicodedata.name(char, ""))
    return named["letter"].lower() if named else char


def _decorates(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")
