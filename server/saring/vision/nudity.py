"""The nudity detector: NudeNet's model on our own arrays, prepared and read without OpenCV. Runs in the worker only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from saring.vision.models import Model
from saring.vision.sessions import open_session

Floats = NDArray[np.float32]

#: How much two boxes of one label may overlap (intersection over union) before the weaker is dropped; NudeNet's value.
OVERLAP = 0.45


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing seen: ``box`` is (left, top, right, bottom) in pixels of the array that was looked at."""

    label: str
    score: float
    box: tuple[float, float, float, float]


class NudityDetector:
    """``model`` says where the file is, what its outputs mean, and at which input sizes it is run.

    Raises :class:`saring.vision.faults.Refused` (``model``) if the file is not the one of the manifest.
    """

    def __init__(self, model: Model, threads: int, floor: float) -> None:
        self._session = open_session(str(model.verified()), threads)
        self._input = self._session.get_inputs()[0].name
        self._labels = model.labels
        self._sizes = model.sizes
        self._floor = floor

    def detect(self, pixels: NDArray[np.uint8]) -> list[Sighting]:
        """What is seen in an RGB array (height, width, 3), strongest first."""
        height, width = pixels.shape[:2]
        found = []
        for size in sizes_for(max(width, height), self._sizes):
            output = self._session.run(None, {self._input: prepare(pixels, size)})[0][0]
            found.append(_candidates(output, max(width, height) / size, self._floor, width, height))
        boxes, scores, kinds = (np.concatenate(parts) for parts in zip(*found, strict=True))
        keep = suppress(boxes, scores, kinds)
        return [
            Sighting(self._labels[kinds[at]], min(1.0, float(scores[at])), tuple(boxes[at].tolist())) for at in keep
        ]


def sizes_for(longest: int, sizes: Sequence[int]) -> list[int]:
    """The first input size, and each further one for pictures large enough to gain from it.

    What is small in a large picture shows at the larger size; enlarging a small picture would show nothing new.
    """
    return [size for size in sizes if size == sizes[0] or longest * 1.6 > size]


def prepare(pixels: NDArray[np.uint8], size: int) -> Floats:
    """The model's input (1, 3, size, size) in 0..1: the picture in the upper left corner, black beside or below it.

    Shrunk with a filter that covers every pixel, unlike the package's own: nothing hides between the samples.
    """
    height, width = pixels.shape[:2]
    longest = max(height, width)
    fitted = max(1, round(width * size / longest)), max(1, round(height * size / longest))
    small = Image.fromarray(pixels)
    if small.size != fitted:
        small = small.resize(fitted, Image.Resampling.BILINEAR, reducing_gap=3.0)
    batch = np.zeros((1, 3, size, size), np.float32)
    np.multiply(np.asarray(small).transpose(2, 0, 1), np.float32(1 / 255), out=batch[0, :, :fitted[1], :fitted[0]])
    return batch


def _candidates(
    output: Floats, scale: float, floor: float, width: int, height: int,
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Rows (4 + labels, anchors) of centre, size and scores → boxes within the picture, scores, label numbers."""
    classes = output[4:]
    kinds = classes.argmax(axis=0)
    scores = classes[kinds, np.arange(classes.shape[1])]
    keep = scores >= floor
    centre, half = output[:2, keep] * scale, output[2:4, keep] * (scale / 2)
    boxes = np.concatenate([centre - half, centre + half]).T
    bounds = np.array([width, height, width, height], np.float32)
    boxes = np.clip(boxes, 0, bounds)
    kinds, scores = kinds[keep], scores[keep]
    inside = (boxes[:, 2] - boxes[:, 0] >= 1) & (boxes[:, 3] - boxes[:, 1] >= 1)
    return boxes[inside].astype(np.float32), scores[inside].astype(np.float32), kinds[inside].astype(np.int64)


def suppress(
    boxes: Floats, scores: Floats, kinds: NDArray[np.int64], overlap: float = OVERLAP,
) -> Sequence[int]:
    """Which boxes stay when of those that overlap only the strongest of each label does; strongest first.

    Per label, where the package suppresses across labels: a covered part must not hide an exposed one.
    """
    order = np.argsort(-scores, kind="stable")
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    keep: list[int] = []
    while order.size:
        best, rest = int(order[0]), order[1:]
        keep.append(best)
        corner = np.maximum(boxes[best, :2], boxes[rest, :2])
        opposite = np.minimum(boxes[best, 2:], boxes[rest, 2:])
        shared = np.clip(opposite - corner, 0, None).prod(axis=1)
        union = areas[best] + areas[rest] - shared
        same = (shared > overlap * union) & (kinds[rest] == kinds[best])
        order = rest[~same]
    return keep
