"""Words to write in tests, taken from the shipped lexicons at run time: none of them stands in a test."""

from __future__ import annotations

from saring.domain import Rating
from saring.text.lexicon import load_lexicons


def rated(rating: str, language: str = "en", dimension: str = "language") -> str:
    """The first plain word of this rating: letters alone, so that no editor's shortcuts see anything in it."""
    for lexicon in load_lexicons():
        for entry in lexicon.entries:
            fits = entry.rating is Rating.parse(rating) and entry.language == language and entry.dimension == dimension
            if fits and entry.match == "word" and not entry.context and entry.term.isascii() and entry.term.isalpha():
                return entry.term
    raise LookupError(f"no word rated {rating} in {language}")
