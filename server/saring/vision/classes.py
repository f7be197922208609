"""Sorts a whole picture into classes by any ONNX classifier, as its manifest entry describes it. Worker only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from saring.vision.models import Classify, Model
from saring.vision.sessions import open_session

Floats = NDArray[np.float32]

#: Classes less sure than this are not reported: they are every other class's remainder.
LEAST = 0.01


class Classifier:
    """One classifier of the manifest. ``name`` stands before its labels: ``<name>.<label>``.

    Raises :class:`saring.vision.faults.Refused` (``model``) if the file is not the one of the manifest, and
    ``ValueError`` if the entry does not fit the file.
    """

    def __init__(self, model: Model, threads: int) -> None:
        if model.classify is None or len(model.sizes) != 1:
            raise ValueError("a classifier needs `classify` and one size")
        self._session = open_session(str(model.verified()), threads)
        self._input = self._session.get_inputs()[0].name
        self.name = model.name
        self._labels, self._size, self._how = model.labels, model.sizes[0], model.classify

    def sort(self, pixels: NDArray[np.uint8]) -> list[tuple[str, float]]:
        """(``<model>.<label>``, score) for an RGB array (height, width, 3), the surest first."""
        output = self._session.run(None, {self._input: arrange(pixels, self._size, self._how)})[0]
        scores = as_scores(np.asarray(output, np.float32).reshape(-1), self._how.outputs)
        if len(scores) != len(self._labels):
            raise ValueError("the model has another number of classes than its entry")
        rows = [(f"{self.name}.{label}", float(score)) for label, score in zip(self._labels, scores, strict=True)]
        return sorted((row for row in rows if row[1] >= LEAST), key=lambda row: -row[1])


def arrange(pixels: NDArray[np.uint8], size: int, how: Classify) -> Floats:
    """The model's input, (1, 3, size, size) or (1, size, size, 3), as its entry says.

    Shrunk with a filter that covers every pixel, so that nothing hides between the samples.
    """
    image = _fitted(Image.fromarray(pixels), size, how.fit)
    mean, deviation = np.array(how.mean, np.float32), np.array(how.deviation, np.float32)
    values: Floats = (np.asarray(image, np.float32) * np.float32(how.scale) - mean) / deviation
    if how.channels == "bgr":
        values = values[:, :, ::-1]
    if how.layout == "chw":
        values = values.transpose(2, 0, 1)
    return np.ascontiguousarray(values[None])


def _fitted(image: Image.Image, size: int, fit: str) -> Image.Image:
    """``squash`` changes the proportions, ``crop`` takes the middle, ``pad`` puts black around."""
    if fit == "squash":
        return image.resize((size, size), Image.Resampling.BILINEAR, reducing_gap=3.0)
    side = min(image.size) if fit == "crop" else max(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side)).resize(
        (size, size), Image.Resampling.BILINEAR, reducing_gap=3.0)


def as_scores(values: Floats, outputs: str) -> Floats:
    """Scores in 0..1 from what the model gives: ``scores`` as they are, ``softmax`` or ``sigmoid`` of logits."""
    if not np.isfinite(values).all():
        raise ValueError("not numbers")
    if outputs == "softmax":
        raised = np.exp(values - values.max())
        return np.asarray(raised / raised.sum(), np.float32)
    if outputs == "sigmoid":
        return np.asarray(1 / (1 + np.exp(-np.clip(values, -60, 60))), np.float32)
    return np.clip(values, 0, 1)
