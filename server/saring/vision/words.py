"""Reads the words in a picture with rapidocr and the models in its wheel. Runs in the worker only."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from saring.vision.models import Manifest
from saring.vision.sessions import session_options

Corners = tuple[float, float, float, float]

#: Lines that the reader itself is less sure of are noise more often than words (rapidocr's own default).
SURE = 0.5

#: No letter can be told in fewer rows of pixels.
LOWEST = 6

#: The engine would enlarge anything thinner, without a bound on the other side; such pictures are padded instead.
THIN = 32

#: A picture whose shorter side is below this is enlarged first: its letters are a few pixels high.
SMALL = 320


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was read. Boxes are (left, top, right, bottom) in pixels of the array that was read."""

    text: str
    score: float
    box: Corners
    cells: tuple[tuple[int, int, Corners], ...]


class Reader:
    """Raises :class:`saring.vision.faults.Refused` (``model``) if a model is not the one of the manifest."""

    def __init__(self, manifest: Manifest, threads: int, side: int) -> None:
        paths = {key: str(manifest.named(name).verified()) for key, name in _MODELS.items()}
        cv2.setNumThreads(threads)
        from rapidocr import RapidOCR  # half a second of imports, only where words are read
        from rapidocr.inference_engine.onnxruntime.main import OrtInferSession

        # Its settings have no word for spinning threads.
        setattr(OrtInferSession, "_init_sess_opts", staticmethod(lambda _settings: session_options(threads)))
        self._engine = RapidOCR(params=paths | {
            "Global.log_level": "critical",
            "Global.text_score": SURE,
            "Global.max_side_len": 1 << 20,  # pictures arrive at their final size
            "Det.limit_type": "max",
            "Det.limit_side_len": side,
        })
        logging.getLogger("RapidOCR").disabled = True

    def read(self, pixels: NDArray[np.uint8]) -> list[Line]:
        """The lines in an RGB array (height, width, 3), from top to bottom; empty if nothing looks like text."""
        if min(pixels.shape[:2]) < LOWEST:
            return []
        enlarged, factor = _enlarge(pixels)
        result: Any = self._engine(np.ascontiguousarray(_pad(enlarged)[:, :, ::-1]), return_word_box=True)
        if not getattr(result, "txts", None):
            return []
        words = result.word_results if len(result.word_results) == len(result.txts) else ((),) * len(result.txts)
        return [
            Line(text, min(1.0, float(score)), _around(corners, factor), _cells(text, parts, factor))
            for text, score, corners, parts in zip(result.txts, result.scores, result.boxes, words, strict=True)
        ]


_MODELS = {"Det.model_path": "text-finder", "Cls.model_path": "text-turner", "Rec.model_path": "text-reader"}


def _enlarge(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], float]:
    """A small picture, made larger, and by how much; never more than fourfold nor beyond 1280 pixels."""
    height, width = pixels.shape[:2]
    factor = min(4.0, SMALL / min(height, width), 1280 / max(height, width))
    if factor <= 1:
        return pixels, 1.0
    size = round(width * factor), round(height * factor)
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC)), factor


def _pad(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture with its lower and right edges drawn out until no side is thin; positions stay what they are."""
    height, width = pixels.shape[:2]
    more = ((0, max(0, THIN - height)), (0, max(0, THIN - width)), (0, 0))
    return np.pad(pixels, more, mode="edge")


def _around(corners: Any, factor: float) -> Corners:
    """The upright box around four corners, in pixels of the picture before it was enlarged."""
    points = np.asarray(corners, dtype=np.float64).reshape(-1, 2) / factor
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _cells(text: str, parts: Any, factor: float) -> tuple[tuple[int, int, Corners], ...]:
    """The words of a line with their positions in its text; a word that cannot be found there is left out."""
    cells, at = [], 0
    for word, _score, corners in parts:
        start = text.find(word, at) if word else -1
        if start >= 0:
            at = start + len(word)
            cells.append((start, at, _around(corners, factor)))
    return tuple(cells)
