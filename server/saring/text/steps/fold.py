"""Folding: the base reading that every other step starts from.

Runs the three per-character steps (invisible, marks, confusables) through one cached table, so that a text costs one
look-up a character. Lone surrogates become U+FFFD; ASCII text only loses its case.
"""

from __future__ import annotations

from saring.text.steps.confusables import latin_of
from saring.text.steps.invisible import is_invisible
from saring.text.steps.marks import is_mark
from saring.text.view import View

NAME = "plain"


class _Table(dict[str, str]):
    """Character to its folded reading, filled as characters are met (bounded by Unicode itself)."""

    def __missing__(self, char: str) -> str:
        folded = _fold_char(char)
        self[char] = folded
        return folded


def _fold_char(char: str) -> str:
    if char.isascii():
        return char.lower()
    if 0xD800 <= ord(char) <= 0xDFFF:
        return "\ufffd"
    if is_invisible(char) or is_mark(char):
        return ""
    return latin_of(char)


_table = _Table()


def fold(original: str, source: View | None = None) -> View:
    """The base view of a text (of ``source``, when an earlier step has already rewritten it). Linear time."""
    text = original if source is None else source.text
    if text.isascii():
        lowered = text.lower()
        return View.identity(NAME, lowered) if source is None else source.rewritten(NAME, lowered, 0)
    return View.replaced(NAME, source or View.identity(NAME, text), [_table[c] for c in text], 0)


def fold_term(text: str) -> str:
    """A term, read the way that texts are read."""
    return text.lower() if text.isascii() else "".join(_table[c] for c in text)
