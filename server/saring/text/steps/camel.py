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
#: A cheap look: a capital behind a letter.
_ANY = re.compile(r"[A-Z](?<=[A-Za-z].)")
_WORD = re.compile(r"(?<![^\W_])[^\W_]*[a-z][A-Z][^\W_]*|(?<![^\W_])[^\W_]*[A-Z][A-Z][a-z][^\W_]*")


def read(text: str, source: View | None) -> list[View]:
    """Each word with a hump, a line break before every hump; no view when there is none."""
    base = source or View.identity(NAME, text)
    if not _ANY.search(base.text):
        return []
    parts: list[str] = []
    places: list[int] = []
    for word in _WORD.finditer(base.text):
        last = word.start()
        for stop in [*(hump.start() for hump in _HUMP.finditer(base.text, *word.span())), word.end()]:
            if stop > last:
                parts += [base.text[last:stop], "\n"]
                places += [*range(last, stop), stop - 1]
                last = stop
    if not places:
        return []
    offsets = [base.offsets[i] for i in places]
    offsets.append(base.offsets[len(base.text)])
    parted = View(NAME, "".join(parts), offsets, [base.ends[i] for i in places])
    folded = fold(text, parted)
    return [View(NAME, folded.text, folded.offsets, folded.ends, COST)]
