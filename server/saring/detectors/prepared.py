"""A draft made ready for every detector: each text read once, the words of each picture joined into text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from saring.domain import Box, Draft, ImageReport, Place, Word
from saring.text.prepare import PreparedText, prepare


@dataclass(frozen=True, slots=True)
class DraftText:
    """One text of a draft. ``words`` are the boxes behind a picture's text, ``starts`` where each begins in it."""

    place: Place
    prepared: PreparedText
    words: tuple[Word, ...] = ()
    starts: tuple[int, ...] = ()

    def at(self, start: int, end: int) -> Place:
        """The place of ``[start, end)`` in this text; in a picture with the box around the words it lies in."""
        place = replace(self.place, start=start, end=end)
        if not self.words:
            return place
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start)) - 1, first)
        boxes = [self.words[i].box_of(start - self.starts[i], end - self.starts[i]) for i in range(first, last + 1)]
        return replace(place, box=around(boxes))


@dataclass(frozen=True, slots=True)
class PreparedDraft:
    """The draft, its texts (``text``, ``alt``, ``image_text``) and what was seen in its pictures."""

    draft: Draft
    texts: tuple[DraftText, ...]
    images: tuple[tuple[Place, ImageReport], ...]

    def fields(self, names: Sequence[str]) -> Iterator[DraftText]:
        """The texts that stand in one of these fields."""
        return (text for text in self.texts if text.place.field in names)

    def chains(self) -> Iterator[list[DraftText]]:
        """Texts that a reader meets one after the other: the parts of a thread, and each part with its alt texts."""
        yield [text for text in self.texts if text.place.field == "text"]
        for _, texts in groupby(self.texts, key=lambda text: text.place.part):
            yield [text for text in texts if text.place.field in ("text", "alt")]


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around several."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def prepare_draft(draft: Draft, reports: Mapping[str, ImageReport]) -> PreparedDraft:
    """Read every text of the draft. ``reports`` holds what is known of its pictures, by SHA-256."""
    texts: list[DraftText] = []
    images: list[tuple[Place, ImageReport]] = []
    for number, part in enumerate(draft.parts):
        if part.text:
            texts.append(DraftText(Place(number, "text"), prepare(part.text)))
        for index, media in enumerate(part.media):
            if media.alt:
                texts.append(DraftText(Place(number, "alt", index), prepare(media.alt)))
            report = reports.get(media.sha256) if media.sha256 else None
            if report is not None:
                images.append((Place(number, "image", index), report))
                texts += picture_texts(Place(number, "image_text", index), report)
    return PreparedDraft(draft, tuple(texts), tuple(images))


def picture_texts(place: Place, report: ImageReport) -> Iterator[DraftText]:
    """The words of each frame as one text, in reading order; a frame that says the same as another is left out."""
    seen: set[str] = set()
    words = sorted((word for word in report.words if word.text.strip()), key=lambda word: word.frame)
    for frame, group in groupby(words, key=lambda word: word.frame):
        ordered = tuple(group)
        text = "\n".join(word.text for word in ordered)
        if text in seen:
            continue
        seen.add(text)
        starts, position = [], 0
        for word in ordered:
            starts.append(position)
            position += len(word.text) + 1
        yield DraftText(replace(place, frame=frame), prepare(text), ordered, tuple(starts))
