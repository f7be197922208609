"""The PDQ hash of a picture, by which near-copies of it are known again. Runs in the worker only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

try:
    import pdqhash  # type: ignore[import-untyped]
except ImportError:  # the extra `match` is not installed
    pdqhash = None

#: Whether pictures can be hashed here.
AVAILABLE = pdqhash is not None

#: The longer side, in pixels, of what is hashed: PDQ reduces it to 64 by 64 anyway.
SIDE = 512


def picture_hashes(pixels: NDArray[np.uint8]) -> list[tuple[str, float]]:
    """(``pdq.<64 hex digits>``, quality in 0..1) of an RGB array (height, width, 3) as it is, and mirrored."""
    image = Image.fromarray(pixels)
    image.thumbnail((SIDE, SIDE), Image.Resampling.BILINEAR, reducing_gap=3.0)
    small = np.asarray(image)
    found = []
    for shown in (small, small[:, ::-1]):
        bits, quality = pdqhash.compute(np.ascontiguousarray(shown))
        digits = np.packbits(bits.astype(np.uint8)).tobytes().hex()
        found.append((f"pdq.{digits}", min(1.0, quality / 100)))
    return found
