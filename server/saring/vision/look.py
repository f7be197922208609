"""One picture from its bytes to what is in it. Runs in the worker only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from saring.vision import hashes
from saring.vision.classes import Classifier
from saring.vision.faults import Refused
from saring.vision.frames import Sheet, Shot, decode
from saring.vision.header import Header
from saring.vision.models import load_manifest, read_models
from saring.vision.nudity import OVERLAP, NudityDetector
from saring.vision.options import VisionOptions
from saring.vision.words import Reader

Tool = TypeVar("Tool")

#: The share of a picture's time after which an animation is decoded no further: the rest is for looking at it.
DECODING = 0.4


class Kit:
    """The loaded models; one that is missing is None, and its check is reported as such.

    Of several classifiers, one that is missing or does not fit its entry takes the check with it.
    """

    def __init__(self, options: VisionOptions) -> None:
        self.options = options
        self.nudity: NudityDetector | None = None
        self.classifiers: tuple[Classifier, ...] | None = None
        self.reader: Reader | None = None
        self.absent: list[str] = []
        try:
            manifest = load_manifest(options.manifest)
        except (OSError, ValueError):
            return
        self.absent = manifest.absent()
        self.nudity = _or_none(lambda: NudityDetector(manifest.named("nudity"), options.threads, options.floor))
        self.classifiers = _or_none(self._load_classifiers)
        self.reader = _or_none(lambda: Reader(manifest, options.threads, options.reading_side))

    def _load_classifiers(self) -> tuple[Classifier, ...]:
        manifest = read_models(self.options.manifest, self.options.own_models)
        self.absent = manifest.absent()
        return tuple(Classifier(model, self.options.threads) for model in manifest.classifiers())

    @property
    def missing(self) -> list[str]:
        """The checks that cannot be made."""
        tools = (("nudity", self.nudity), ("classes", self.classifiers), ("text", self.reader))
        return [check for check, tool in tools if tool is None]


def _or_none(load: Callable[[], Tool]) -> Tool | None:
    try:
        return load()
    except (OSError, Refused, ValueError):
        return None


def look(kit: Kit, header: Header, data: bytes, seconds: float) -> dict[str, Any]:
    """What is in the picture, as the JSON that :func:`saring.vision.wire.parse_report` reads.

    Whatever is not done after ``seconds`` is reported as ``slow``, with what was seen until then.
    """
    start = time.monotonic()
    try:
        sheet = decode(data, header, kit.options, start + seconds * DECODING)
    except Refused as refused:
        return _report(header, None, [("decode", refused.fault)], [])
    unchecked = [("decode", sheet.fault)] if sheet.fault else []
    unchecked += [(check, "model") for check in kit.missing]
    if not hashes.AVAILABLE:
        unchecked.append(("match", "model"))
    report = _report(header, sheet, unchecked, kit.absent)
    stages: tuple[tuple[str, Callable[[Shot], Iterator[list[Any]]] | None, str], ...] = (
        ("nudity", _seer(kit.nudity) if kit.nudity else None, "regions"),
        ("classes", _sorter(kit.classifiers) if kit.classifiers else None, "regions"),
        ("match", _hasher if hashes.AVAILABLE else None, "regions"),
        ("text", _reader(kit.reader) if kit.reader else None, "words"),
    )
    for check, run, key in stages:
        if run is not None:
            rows, fault = _over_shots(run, sheet, start + seconds)
            report[key] += rows
            unchecked += [(check, fault)] if fault else []
    return report


def _over_shots(
    run: Callable[[Shot], Iterator[list[Any]]], sheet: Sheet, until: float,
) -> tuple[list[list[Any]], str]:
    """One check of every shot; the fault if it could not be finished."""
    rows: list[list[Any]] = []
    for shot in sheet.shots:
        if time.monotonic() > until:
            return rows, "slow"
        try:
            for row in run(shot):
                _add(rows, row)
        except MemoryError:
            return rows, "memory"
        except Exception:  # a model library may raise anything; its message could quote what it read
            return rows, "failed"
    return rows, ""


def _add(rows: list[list[Any]], row: list[Any]) -> None:
    """Add what was seen, unless the other ground of a transparent frame showed it too; the surer one stays."""
    for at, other in enumerate(rows):
        if (other[0], other[3]) == (row[0], row[3]) and _overlap(other[2], row[2]) > OVERLAP:
            rows[at] = max(other, row, key=lambda candidate: candidate[1])
            return
    rows.append(row)


def _overlap(one: list[int], other: list[int]) -> float:
    """Intersection over union of two [x, y, width, height] boxes."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    shared = max(0, across) * max(0, down)
    return shared / (one[2] * one[3] + other[2] * other[3] - shared)


def _report(
    header: Header, sheet: Sheet | None, unchecked: list[tuple[str, str]], absent: list[str],
) -> dict[str, Any]:
    return {
        "format": header.format, "regions": [], "words": [], "unchecked": unchecked, "absent": absent,
        "width": sheet.width if sheet else header.width, "height": sheet.height if sheet else header.height,
        "frames_seen": sheet.seen if sheet else 0, "frames_total": sheet.total if sheet else header.frames,
    }


def _seer(detector: NudityDetector) -> Callable[[Shot], Iterator[list[Any]]]:
    def run(shot: Shot) -> Iterator[list[Any]]:
        for seen in detector.detect(shot.pixels):
            yield [seen.label, seen.score, displayed(seen.box, shot), shot.frame]
    return run


def _sorter(classifiers: tuple[Classifier, ...]) -> Callable[[Shot], Iterator[list[Any]]]:
    def run(shot: Shot) -> Iterator[list[Any]]:
        height, width = shot.pixels.shape[:2]
        for classifier in classifiers:
            for label, score in classifier.sort(shot.pixels):
                yield [label, score, displayed((0, 0, width, height), shot), shot.frame]
    return run


def _hasher(shot: Shot) -> Iterator[list[Any]]:
    height, width = shot.pixels.shape[:2]
    for label, quality in hashes.picture_hashes(shot.pixels):
        yield [label, quality, displayed((0, 0, width, height), shot), shot.frame]


def _reader(reader: Reader) -> Callable[[Shot], Iterator[list[Any]]]:
    def run(shot: Shot) -> Iterator[list[Any]]:
        for line in reader.read(shot.pixels):
            cells = [[start, end, displayed(box, shot)] for start, end, box in line.cells]
            yield [line.text[:4096], line.score, displayed(line.box, shot), shot.frame, cells]
    return run


def displayed(box: tuple[float, float, float, float], shot: Shot) -> list[int]:
    """A (left, top, right, bottom) box of a shot as [x, y, width, height] in pixels of the displayed picture.

    Rounded outwards, at least one pixel, never beyond the picture.
    """
    left, top = int(box[0] * shot.across), int(box[1] * shot.down)
    right = min(round(shot.pixels.shape[1] * shot.across), -int(-box[2] * shot.across // 1))
    bottom = min(round(shot.pixels.shape[0] * shot.down), -int(-box[3] * shot.down // 1))
    return [max(0, left), max(0, top), max(1, right - max(0, left)), max(1, bottom - max(0, top))]
