"""A picture that was resized, recompressed, retouched or mirrored has nearly the same hash; another has not."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from saring.vision.hashes import picture_hashes
from tests.fixtures import pictures


def scene(seed: int = 1) -> Image.Image:
    """A picture of many soft shapes, different for each seed."""
    chance = np.random.default_rng(seed)
    small = Image.fromarray(chance.integers(0, 256, (12, 16, 3), dtype=np.uint8))
    return small.resize((960, 720), Image.Resampling.BICUBIC)


def distance(one: Image.Image, other: Image.Image) -> int:
    """The nearest of the first's hash to both of the other's."""
    known = int(picture_hashes(np.asarray(one))[0][0][4:], 16)
    return min((known ^ int(label[4:], 16)).bit_count() for label, _quality in picture_hashes(np.asarray(other)))


def recompressed(image: Image.Image) -> Image.Image:
    return Image.open(io.BytesIO(pictures.encode(image, "JPEG", quality=30)))


def captioned(image: Image.Image) -> Image.Image:
    copy = image.copy()
    ImageDraw.Draw(copy).rectangle((20, 660, 160, 700), fill="white")
    return copy


@pytest.mark.parametrize("change", [
    lambda image: image, recompressed, captioned, lambda image: image.resize((480, 360)),
    lambda image: image.resize((4000, 3000)), lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    lambda image: image.convert("L").convert("RGB"), lambda image: image.resize((960, 700)),
], ids=["same", "jpeg 30", "captioned", "smaller", "larger", "mirrored", "grey", "squeezed"])
def test_a_near_copy_is_near(change: object) -> None:
    assert callable(change)
    assert distance(scene(), change(scene())) <= 31


@pytest.mark.parametrize("seed", range(2, 12))
def test_another_picture_is_far(seed: int) -> None:
    assert distance(scene(), scene(seed)) > 64


def test_quality_tells_detail_from_flatness() -> None:
    assert picture_hashes(np.asarray(scene()))[0][1] >= 0.5
    assert picture_hashes(np.zeros((90, 90, 3), np.uint8))[0][1] < 0.5


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 3000, 3), (3000, 2, 3), (63, 64, 3)])
def test_any_shape_has_a_hash(shape: tuple[int, int, int]) -> None:
    for label, quality in picture_hashes(np.full(shape, 90, np.uint8)):
        assert len(label) == 68 and 0 <= quality <= 1
