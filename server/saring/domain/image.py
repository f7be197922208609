"""What the vision worker saw in one picture. Plain data, so that it crosses the process boundary."""

from __future__ import annotations

from dataclasses import dataclass

#: ``(x, y, width, height)`` in pixels of the picture as its author sees it (orientation applied).
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """One thing a detection model saw: ``label`` in the model's words, ``score`` in 0..1."""

    label: str
    score: float
    box: Box
    frame: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One line or word that was read in a picture."""

    text: str
    score: float
    box: Box
    frame: int = 0


@dataclass(frozen=True, slots=True)
class ImageReport:
    """All that is known of one picture.

    ``unchecked`` maps a check (``decode``, ``nudity``, ``text``) to the reason it could not be made (one of
    ``verdict.REASONS``); ``detail`` is one sentence for the person. ``frames_seen`` of ``frames_total`` were
    looked at.
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
