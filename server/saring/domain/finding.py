"""A finding: what a detector saw, where, and why. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from saring.domain.image import Box
from saring.domain.rating import Rating

#: The places text can stand in: the box, a picture's description, words inside a picture; ``image`` is the
#: picture itself.
FIELDS = ("text", "alt", "image_text", "image")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the draft.

    ``start``/``end`` are half-open Unicode code point positions in the text as the author wrote it (for
    ``image_text``: in the words as they were read); ``media`` counts the part's media from 0; ``box`` and
    ``frame`` are set for pictures.
    """

    part: int = 0
    field: str = "text"
    media: int | None = None
    start: int | None = None
    end: int | None = None
    box: Box | None = None
    frame: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one detector saw at one place.

    ``rule`` is the id of the rule on whose behalf it looked (empty when it looks for everybody, as the lexicon
    detector does). ``label`` is what a rule can filter by: a lexicon's id, a model's label, a domain. ``why``
    names a sentence in the locales (``finding.<why>``) and ``values`` fill its gaps; neither ever holds the
    author's text.
    """

    detector: str
    place: Place
    rule: str = ""
    category: str = ""
    dimension: str = ""
    rating: Rating | None = None
    label: str = ""
    score: float = 1.0
    disguise: str = ""
    why: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
