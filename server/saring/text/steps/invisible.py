"""Step 1 of folding: characters that show nothing are left out.

Order: first, so that every later step sees the letters that a reader sees side by side.
Undoes: zero-width spaces and joiners, soft hyphens, direction marks, variation selectors, tags, blank fillers.
May wrongly join: nothing a reader could see apart; a zero-width space that a script uses between words (Thai, Khmer).
"""

from __future__ import annotations

import unicodedata

#: Characters that show nothing though Unicode files them under letters, marks or symbols.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\U0001d159")


def is_invisible(char: str) -> bool:
    """Whether a reader sees nothing at all where this character stands."""
    return unicodedata.category(char) == "Cf" or char in _FILLERS or 0xFE00 <= ord(char) <= 0xFE0F
