"""Prepare a text once: every reading of it that a matcher may need, each with its way back to the author's text."""

from __future__ import annotations

from dataclasses import dataclass

from saring.text.steps import bidi, camel, entities, leet, stretched, upside_down
from saring.text.steps.fold import fold
from saring.text.view import View

__all__ = ["PreparedText", "View", "prepare"]

#: Steps that read the folded text again, in this order; each answers no view when nothing speaks for it.
_FOLDED_STEPS = (leet.read, stretched.read)
#: Steps that need the author's own characters (case, turned letters).
_ORIGINAL_STEPS = (camel.read, upside_down.read)


@dataclass(frozen=True, slots=True)
class PreparedText:
    """``original`` as the author wrote it and its readings; ``views[0]`` is the folded base view."""

    original: str
    views: tuple[View, ...]

    @property
    def plain(self) -> View:
        """The folded base view."""
        return self.views[0]


def prepare(text: str) -> PreparedText:
    """Read ``text`` in every way that something in it speaks for. Linear in its length; never raises for a ``str``."""
    source = bidi.undo(text, entities.undo(text))
    plain = fold(text, source)
    views = [plain]
    for read in _FOLDED_STEPS:
        views += read(plain)
    for read_original in _ORIGINAL_STEPS:
        views += read_original(text, source)
    return PreparedText(text, tuple(views))
