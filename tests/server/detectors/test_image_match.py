"""Known pictures are found by the distance of their hashes, whatever frame shows them, and quickly among many."""

import random
import time

import pytest

from saring.detectors.image_match import compile
from saring.detectors.prepared import prepare_draft
from saring.domain import Action, Draft, ImageReport, Media, Part, Place, Region, RuleSpec

SHA = "1" * 64
CHANCE = random.Random(5)
KNOWN = f"{CHANCE.getrandbits(256):064x}"


def away(bits, digits=KNOWN):
    """That hash with so many of its bits turned."""
    value = int(digits, 16)
    for bit in CHANCE.sample(range(256), bits):
        value ^= 1 << bit
    return f"pdq.{value:064x}"


def find(*seen, hashes=(KNOWN,), distance=31):
    rule = RuleSpec("r", "image.match", Action.BLOCK, params={
        "hashes": hashes, "distance": distance, "min_quality": 0.5})
    regions = tuple(Region(label, quality, (0, 0, 9, 9), frame) for label, quality, frame in seen)
    draft = prepare_draft(Draft((Part("a", (Media(SHA),)),)), {SHA: ImageReport(SHA, 9, 9, regions=regions)})
    return compile([rule]).detect(draft)


@pytest.mark.parametrize("bits, quality, distance, hit", [
    (0, 1, 31, True), (31, 1, 31, True), (32, 1, 31, False), (0, 0.5, 31, True), (0, 0.49, 31, False),
    (0, 1, 0, True), (1, 1, 0, False), (128, 1, 31, False),
])
def test_distance_and_quality(bits, quality, distance, hit):
    found = find((away(bits), quality, 0), distance=distance)
    assert bool(found) is hit
    assert [one.values for one in found] == ([{"distance": str(bits)}] if hit else [])


def test_the_nearest_frame_is_told_and_other_regions_are_no_hashes():
    (found,) = find(("FACE_MALE", 0.9, 0), (away(20), 1, 1), (away(3), 1, 4), (away(9), 1, 6))
    assert found.place == Place(0, "image", 0, box=(0, 0, 9, 9), frame=4) and found.values == {"distance": "3"}


def test_many_hashes_stay_fast():
    many = tuple(f"{CHANCE.getrandbits(256):064x}" for _ in range(100_000))
    rule = RuleSpec("r", "image.match", Action.BLOCK, params={
        "hashes": (*many, KNOWN), "distance": 31, "min_quality": 0.5})
    detector = compile([rule])
    draft = prepare_draft(Draft((Part("a", (Media(SHA),)),)), {
        SHA: ImageReport(SHA, 9, 9, regions=(Region(away(30), 1, (0, 0, 9, 9)),))})
    started = time.process_time()
    assert len(detector.detect(draft)) == 1
    assert time.process_time() - started < 0.25
