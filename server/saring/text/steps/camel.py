"""Words glued by capitals are parted: hashtags, handles, camel case.

Order: on the author's own characters, because folding loses the capitals.
Undoes: ``#TeamFridayNight``, ``weLoveIt``.
May wrongly join: nothing; names such as ``McDonald`` fall into pieces that are rarely words.
"""

from __future__ import annotations

import re

from saring.text.steps.fold import fold
from saring.text.view import View

NAME = "glued"
COST = 1
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def read(text: str, source: View | None) -> list[View]:
    """The text with a line break before each hump, or no view when it has none."""
    base = source or View.identity(NAME, text)
    humps = [match.start() for match in _HUMP.finditer(base.text)]
    if not humps:
        return []
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for hump in [*humps, len(base.text)]:
        parts.append(base.text[last:hump])
        places.extend(range(last, hump))
        if hump < len(base.text):
            parts.append("\n")
            places.append(hump - 1)
        last = hump
    offsets = [base.offsets[i] for i in places]
    offsets.append(base.offsets[len(base.text)])
    parted = View(NAME, "".join(parts), offsets, [base.ends[i] for i in places])
    folded = fold(text, parted)
    return [View(NAME, folded.text, folded.offsets, folded.ends, COST)]
