"""One picture is taken through all checks; what is not finished is named, and the rest is still told."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from saring.vision.faults import Refused
from saring.vision.frames import Shot
from saring.vision.header import read_header
from saring.vision.look import Kit, displayed, look
from saring.vision.nudity import Sighting
from saring.vision.options import VisionOptions
from saring.vision.words import Line
from tests.fixtures import pictures

OPTIONS = VisionOptions()


class Tool:
    """A detector and reader that sees one thing in every frame, or fails as it is told."""

    def __init__(self, error: Exception | None = None, seconds: float = 0) -> None:
        self.error, self.seconds, self.calls = error, seconds, 0

    def _work(self) -> None:
        self.calls += 1
        time.sleep(self.seconds)
        if self.error:
            raise self.error

    def detect(self, pixels: np.ndarray) -> list[Sighting]:
        self._work()
        return [Sighting("FACE_MALE", 0.9, (1, 2, 11, 12))]

    def sort(self, pixels: np.ndarray) -> list[tuple[str, float]]:
        self._work()
        return [("opinion.Neutral", 0.8)]

    def read(self, pixels: np.ndarray) -> list[Line]:
        self._work()
        return [Line("word", 0.9, (1, 2, 11, 12), ((0, 4, (1, 2, 11, 12)),))]


def run(
    data: bytes, nudity: Tool | None, reader: Tool | None, seconds: float = 30, classifiers: tuple[Tool, ...] = (),
) -> dict[str, Any]:
    missing = [check for check, tool in (("nudity", nudity), ("text", reader)) if tool is None]
    kit = SimpleNamespace(options=OPTIONS, nudity=nudity, reader=reader, missing=missing, classifiers=classifiers,
                          absent=["graphic"])
    report = look(kit, read_header(data, OPTIONS), data, seconds)  # type: ignore[arg-type]
    hashes = [row for row in report["regions"] if row[0].startswith("pdq.")]
    assert bool(hashes) == (report["frames_seen"] > 0 and ("match", "slow") not in report["unchecked"])
    report["regions"] = [row for row in report["regions"] if row not in hashes]
    return report


PNG = pictures.encode(pictures.clean(100, 80))


def test_all_checks_are_made() -> None:
    report = run(PNG, Tool(), Tool())
    assert report["regions"] == [["FACE_MALE", 0.9, [1, 2, 10, 10], 0]]
    assert report["words"] == [["word", 0.9, [1, 2, 10, 10], 0, [[0, 4, [1, 2, 10, 10]]]]]
    assert (report["unchecked"], report["width"], report["height"]) == ([], 100, 80)


def test_a_classifier_speaks_of_the_whole_picture() -> None:
    report = run(PNG, Tool(), Tool(), classifiers=(Tool(),))
    assert report["absent"] == ["graphic"]
    assert report["regions"] == [["FACE_MALE", 0.9, [1, 2, 10, 10], 0], ["opinion.Neutral", 0.8, [0, 0, 100, 80], 0]]


def test_a_classifier_that_fails_is_named_and_leaves_the_others() -> None:
    report = run(PNG, Tool(), Tool(), classifiers=(Tool(RuntimeError("x")),))
    assert report["unchecked"] == [("classes", "failed")]
    assert len(report["regions"]) == len(report["words"]) == 1


@pytest.mark.parametrize(("nudity", "reader", "unchecked"), [
    (None, Tool(), [("nudity", "model")]),
    (Tool(), None, [("text", "model")]),
    (None, None, [("nudity", "model"), ("text", "model")]),
    (Tool(RuntimeError("x")), Tool(), [("nudity", "failed")]),
    (Tool(), Tool(ValueError("x")), [("text", "failed")]),
    (Tool(MemoryError()), Tool(), [("nudity", "memory")]),
])
def test_one_check_that_fails_leaves_the_other(
    nudity: Tool | None, reader: Tool | None, unchecked: list[tuple[str, str]],
) -> None:
    report = run(PNG, nudity, reader)
    assert report["unchecked"] == unchecked
    undone = {check for check, _fault in unchecked}
    assert bool(report["regions"]) == ("nudity" not in undone)
    assert bool(report["words"]) == ("text" not in undone)


def test_what_time_does_not_allow_is_named_and_what_was_seen_stays() -> None:
    report = run(PNG, Tool(seconds=0.3), Tool(), seconds=0.2)
    assert report["unchecked"] == [("match", "slow"), ("text", "slow")]
    assert report["regions"] and not report["words"]


def test_every_kept_frame_is_looked_at() -> None:
    eye, reader = Tool(), Tool()
    report = run(pictures.word_in_frame("secret", 3, 6), eye, reader)
    frames = report["frames_seen"]
    assert report["frames_total"] == 6 and frames > 1
    assert (eye.calls, reader.calls, len(report["words"])) == (frames, frames, frames)


def test_both_grounds_of_a_transparent_picture_count_once() -> None:
    image = pictures.words("x", mode="RGBA", paper=(0, 0, 0, 0))
    eye = Tool()
    report = run(pictures.encode(image), eye, Tool())
    assert (eye.calls, len(report["regions"]), len(report["words"]), report["frames_seen"]) == (2, 1, 1, 1)


def test_a_broken_picture_is_not_shown_to_any_model() -> None:
    eye = Tool()
    report = run(pictures.truncated_jpeg(), eye, eye)
    assert (report["unchecked"], eye.calls) == ([("decode", "damaged")], 0)


@pytest.mark.parametrize(("box", "expected"), [
    ((0, 0, 10, 10), [0, 0, 25, 30]),
    ((0.5, 0.5, 1, 1), [1, 1, 2, 2]),
    ((-3, -3, 5, 5), [0, 0, 13, 15]),
    ((90, 90, 120, 120), [225, 270, 25, 30]),
    ((100, 100, 100, 100), [250, 300, 1, 1]),
])
def test_boxes_are_told_in_displayed_pixels(box: tuple[float, float, float, float], expected: list[int]) -> None:
    shot = Shot(0, np.zeros((100, 100, 3), np.uint8), across=2.5, down=3.0)
    assert displayed(box, shot) == expected


def test_without_a_manifest_every_check_is_missing(tmp_path: Any) -> None:
    assert Kit(VisionOptions(manifest=tmp_path / "absent.yaml")).missing == ["nudity", "classes", "text"]


def test_the_fault_of_a_picture_over_budget_has_its_own_reason() -> None:
    assert Refused("run").reason == "too_large"
