"""What the vision worker saw in one picture. Plain data, so that it crosses the process boundary."""

from __future__ import annotations

from dataclasses import dataclass

#: ``(x, y, width, height)`` in pixels of the picture as its author sees it (orientation applied).
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """One thing a model saw: ``label`` in the model's words, ``score`` in 0..1.

    What a classifier says of the whole picture is a region too: its label is ``<model>.<label>``, its box the picture.
    So is its PDQ hash, ``pdq.<64 hex digits>``, once as it is and once mirrored; the score is its quality.
    """

    label: str
    score: float
    box: Box
    frame: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One line that was read in a picture.

    ``cells`` are its single words, ``(start, end, box)`` with half-open code point positions in ``text``; they let a
    finding name the very word instead of the line.
    """

    text: str
    score: float
    box: Box
    frame: int = 0
    cells: tuple[tuple[int, int, Box], ...] = ()

    def box_of(self, start: int, end: int) -> Box:
        """The smallest box around the words that ``[start, end)`` of ``text`` touches; the line's if none is known."""
        touched = [box for first, last, box in self.cells if first < end and start < last]
        if not touched:
            return self.box
        left, top = min(box[0] for box in touched), min(box[1] for box in touched)
        right = max(box[0] + box[2] for box in touched)
        bottom = max(box[1] + box[3] for box in touched)
        return left, top, right - left, bottom - top


@dataclass(frozen=True, slots=True)
class ImageReport:
    """All that is known of one picture.

    ``unchecked`` maps a check (``decode``, ``nudity``, ``classes``, ``match``, ``text``) to the reason it could not be
    made (one of ``verdict.REASONS``); if ``decode`` is among them, nothing is known of (a part of) the picture.
    ``fault`` names the first of them in ``vision.faults``, which has the sentence in each locale; ``detail`` is the
    English one.
    ``absent`` are the optional checks (``verdict.OPTIONAL_CHECKS``) for which no model was ever added.
    ``frames_seen`` of ``frames_total`` were looked at.
    """

    sha256: str
    width: int = 0
    height: int = 0
    format: str = ""
    frames_seen: int = 0
    frames_total: int = 0
    regions: tuple[Region, ...] = ()
    words: tuple[Word, ...] = ()
    unchecked: tuple[tuple[str, str], ...] = ()
    detail: str = ""
    fault: str = ""
    absent: tuple[str, ...] = ()
