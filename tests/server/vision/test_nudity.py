"""The nudity detector agrees with the package it takes its model from, and is right where the package is not."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from saring.vision.models import load_manifest
from saring.vision.nudity import NudityDetector, Sighting, prepare, sizes_for, suppress
from saring.vision.options import MANIFEST
from tests.fixtures import pictures


def standin(side: int = 320) -> np.ndarray:
    image = Image.open(io.BytesIO(pictures.standin())).convert("RGB")
    return np.asarray(image.resize((side, side), Image.Resampling.BICUBIC))


def array(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, np.float32)


@pytest.fixture(scope="module")
def detector() -> NudityDetector:
    return NudityDetector(load_manifest(MANIFEST).named("nudity"), threads=2, floor=0.25)


@pytest.mark.vision
def test_labels_are_those_of_the_model_file_and_in_its_order() -> None:
    import ast

    import onnxruntime

    model = load_manifest(MANIFEST).named("nudity")
    metadata = onnxruntime.InferenceSession(model.verified()).get_modelmeta().custom_metadata_map
    assert list(model.labels) == [name for _number, name in sorted(ast.literal_eval(metadata["names"]).items())]
    package = __import__("nudenet.nudenet", fromlist=["nudenet"])
    assert list(model.labels) == vars(package)["__labels"]


def overlap(seen: Sighting, box: list[int]) -> float:
    corner = np.maximum(seen.box[:2], box[:2])
    opposite = np.minimum(seen.box[2:], [box[0] + box[2], box[1] + box[3]])
    shared = np.clip(opposite - corner, 0, None).prod()
    own = (seen.box[2] - seen.box[0]) * (seen.box[3] - seen.box[1])
    return float(shared / (own + box[2] * box[3] - shared))


@pytest.mark.vision
def test_on_the_same_input_the_package_sees_the_same(detector: NudityDetector) -> None:
    # Given colours in the order that its code expects of OpenCV, the package swaps them twice and shows the model
    # blue for red; given RGB, it shows the model RGB, which is what the model was trained on.
    from nudenet import NudeDetector

    pixels = standin()
    expected = NudeDetector().detect(pixels)
    found = detector.detect(pixels)
    assert expected
    for other in expected:
        same = [seen for seen in found if seen.label == other["class"] and overlap(seen, other["box"]) > 0.9]
        assert same and same[0].score == pytest.approx(other["score"], abs=0.001)
    assert found[0].label == expected[0]["class"]


@pytest.mark.vision
@pytest.mark.parametrize("side", [160, 480, 1024, 2000])
def test_the_same_picture_is_seen_at_any_size(detector: NudityDetector, side: int) -> None:
    strongest = detector.detect(standin(side))[0]
    original = detector.detect(standin())[0]
    assert strongest.label == original.label == "FEMALE_BREAST_EXPOSED"
    assert strongest.score == pytest.approx(original.score, abs=0.05) and original.score > 0.7
    assert np.array(strongest.box) / side == pytest.approx(np.array(original.box) / 320, abs=0.03)


@pytest.mark.vision
@pytest.mark.parametrize("image", [pictures.clean(), pictures.words("Selamat pagi"), Image.new("RGB", (1, 1)),
                                   Image.new("RGB", (3000, 2)), Image.new("RGB", (2, 3000), "white")])
def test_nothing_is_seen_where_nothing_is(detector: NudityDetector, image: Image.Image) -> None:
    assert [seen for seen in detector.detect(np.asarray(image)) if seen.score >= 0.5] == []


@pytest.mark.vision
def test_boxes_stay_within_the_picture(detector: NudityDetector) -> None:
    pixels = standin()[:200]
    for seen in detector.detect(pixels):
        left, top, right, bottom = seen.box
        assert 0 <= left < right <= 320 and 0 <= top < bottom <= 200


@pytest.mark.parametrize(("width", "height", "fitted"), [
    (320, 320, (320, 320)), (640, 320, (320, 160)), (100, 400, (80, 320)), (2, 5000, (1, 320)), (10, 10, (320, 320)),
])
def test_the_picture_lies_in_the_upper_left_of_the_input(width: int, height: int, fitted: tuple[int, int]) -> None:
    batch = prepare(np.full((height, width, 3), 255, np.uint8), 320)
    assert batch.shape == (1, 3, 320, 320) and batch.dtype == np.float32
    across, down = fitted
    assert batch[0, :, :down, :across].min() == 1
    assert batch[0, :, down:].size == 0 or batch[0, :, down:].max() == 0
    assert batch[0, :, :, across:].size == 0 or batch[0, :, :, across:].max() == 0


@pytest.mark.parametrize(("longest", "expected"), [(1, [320]), (400, [320]), (401, [320, 640]), (2000, [320, 640])])
def test_a_large_picture_is_looked_at_twice(longest: int, expected: list[int]) -> None:
    assert sizes_for(longest, (320, 640)) == expected


def test_channels_are_red_green_blue() -> None:
    pixels = np.zeros((320, 320, 3), np.uint8)
    pixels[..., 0] = 255
    assert prepare(pixels, 320)[0].mean(axis=(1, 2)).tolist() == [1, 0, 0]


def test_nothing_hides_between_the_samples() -> None:
    pixels = np.zeros((3200, 3200, 3), np.uint8)
    pixels[::10, ::10] = 255  # what nearest-neighbour sampling would take for a white picture
    assert prepare(pixels, 320).max() < 0.1


@pytest.mark.parametrize(("boxes", "scores", "kinds", "expected"), [
    (array((0, 0, 10, 10)), [0.5], [0], [0]),
    (array((0, 0, 10, 10), (0, 0, 10, 10)), [0.5, 0.6], [0, 0], [1]),
    (array((0, 0, 10, 10), (0, 0, 10, 10)), [0.5, 0.6], [0, 1], [1, 0]),
    (array((0, 0, 10, 10), (20, 20, 30, 30)), [0.9, 0.6], [0, 0], [0, 1]),
    (array((0, 0, 10, 10), (0, 0, 10, 5)), [0.9, 0.6], [0, 0], [0]),
    (array((0, 0, 10, 10), (0, 0, 10, 4)), [0.9, 0.6], [0, 0], [0, 1]),
    (np.zeros((0, 4), np.float32), [], [], []),
])
def test_of_boxes_that_overlap_the_strongest_of_each_label_stays(
    boxes: np.ndarray, scores: list[float], kinds: list[int], expected: list[int],
) -> None:
    assert list(suppress(boxes, np.array(scores, np.float32), np.array(kinds, np.int64))) == expected
