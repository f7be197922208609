"""Right-to-left overrides: a run that is drawn backwards is read as it is drawn.

Order: after entities, before folding (which leaves the override characters out).
Undoes: U+202E … U+202C around letters written backwards.
May wrongly join: nothing; without an override character the step does not run.
"""

from __future__ import annotations

import re

from saring.text.view import View

NAME = "bidi-override"
_RUN = re.compile("\u202e([^\u202c\u202d\u202e\n]*)")


def undo(text: str, source: View | None) -> View | None:
    """``source`` (or the text itself) with overridden runs turned round, or ``source`` when there are none."""
    current = text if source is None else source.text
    if "\u202e" not in current:
        return source
    base = source or View.identity(NAME, text)
    order = list(range(len(current)))
    for match in _RUN.finditer(current):
        start, end = match.span(1)
        order[start:end] = order[start:end][::-1]
    return View(
        NAME,
        "".join(current[i] for i in order),
        [*(base.offsets[i] for i in order), base.offsets[len(current)]],
        [base.ends[i] for i in order],
    )
