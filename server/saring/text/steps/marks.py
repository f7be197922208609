"""Step 2 of folding: marks put on, through or around a letter are left out.

Order: after invisible characters, before look-alikes (which take the accent off composed letters).
Undoes: accents, strike-through, underline, stacked marks, enclosing circles.
May wrongly join: words that differ by an accent alone; terms are folded the same way, so they still match themselves.
"""

from __future__ import annotations

import unicodedata


def is_mark(char: str) -> bool:
    """Whether this character only decorates the one before it. Spacing vowel signs (Mc) are letters, and stay."""
    return unicodedata.category(char) in ("Mn", "Me")
