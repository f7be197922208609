"""Real pictures through the real worker with the real models: what is seen, where, and what is said if it cannot."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image

from saring.domain import Box, ImageReport
from saring.vision import Vision, VisionOptions
from saring.vision.options import MANIFEST
from tests.fixtures import classifiers, pictures

pytestmark = pytest.mark.vision


@pytest.fixture(scope="module")
def vision() -> Iterator[Vision]:
    client = Vision()
    yield client
    client.close()


def inspect(vision: Vision, data: bytes) -> ImageReport:
    return vision.inspect(pictures.sha256(data), data, time.monotonic() + 60)


def read(report: ImageReport) -> list[str]:
    return [word.text for word in report.words]


def around(image: Image.Image) -> Box:
    """The box of the dark ink in the picture."""
    rows, columns = np.nonzero(np.asarray(image.convert("L")) < 100)
    left, top = int(columns.min()), int(rows.min())
    return left, top, int(columns.max()) + 1 - left, int(rows.max()) + 1 - top


def encloses(box: Box, ink: Box, size: int = 110) -> bool:
    """Whether a box holds the ink and lies at most half of the letters' size around it, as the model draws them."""
    before, after = (ink[0] - box[0], ink[1] - box[1]), (box[0] + box[2] - ink[0] - ink[2],
                                                         box[1] + box[3] - ink[1] - ink[3])
    return all(-0.1 * size <= gap <= 0.5 * size for gap in before + after)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_words_are_read_in_every_format(vision: Vision, kind: str) -> None:
    report = inspect(vision, pictures.encode(pictures.words("Jangan lupa, ya!"), kind))
    assert (read(report), report.format, report.unchecked) == (["Jangan lupa, ya!"], kind, ())
    assert vision.state == "ready"


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_boxes_lie_on_the_picture_as_it_is_displayed(vision: Vision, orientation: int) -> None:
    image = pictures.words("turned picture", size=110, width=3200, height=2400, left=900, top=500)
    report = inspect(vision, pictures.turned(image, orientation))
    assert (report.width, report.height, read(report)) == (3200, 2400, ["turned picture"])
    (line,) = report.words
    assert encloses(line.box, around(image))
    first = around(pictures.words("turned", size=110, width=3200, height=2400, left=900, top=500))
    assert encloses(line.box_of(0, len("turned")), first)
    assert encloses(line.box_of(3, len(line.text)), around(image))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_word_in_a_later_frame_is_read_and_its_frame_named(vision: Vision, kind: str) -> None:
    report = inspect(vision, pictures.word_in_frame("later", 11, 16, kind))
    assert [(word.text, word.frame) for word in report.words] == [("later", 11)]
    assert report.frames_total == 16 and 1 < report.frames_seen <= 8


@pytest.mark.parametrize("ink", ["white", "black"])
def test_words_on_nothing_are_read_whatever_is_behind_them(vision: Vision, ink: str) -> None:
    image = pictures.words("see through", ink=ink, paper=(0, 0, 0, 0), mode="RGBA")
    assert read(inspect(vision, pictures.encode(image))) == ["see through"]


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_standin_is_seen_where_it_is_displayed(vision: Vision, orientation: int) -> None:
    upright = Image.open(io.BytesIO(pictures.standin())).convert("RGB")
    report = inspect(vision, pictures.turned(upright, orientation, "PNG"))
    strongest = report.regions[0]
    assert (strongest.label, report.words, report.unchecked) == ("FEMALE_BREAST_EXPOSED", (), ())
    assert strongest.score > 0.75
    assert strongest.box == pytest.approx((110, 0, 132, 67), abs=4)


def test_the_standin_in_a_large_picture_has_its_box_there(vision: Vision) -> None:
    large = Image.open(io.BytesIO(pictures.standin())).convert("RGB").resize((3200, 3200))
    strongest = inspect(vision, pictures.encode(large, "JPEG")).regions[0]
    assert strongest.label == "FEMALE_BREAST_EXPOSED"
    assert strongest.box == pytest.approx((1100, 0, 1320, 670), abs=60)


@pytest.mark.parametrize("image", [pictures.clean(), pictures.clean(1200, 900), Image.new("L", (5, 5))])
def test_a_clean_picture_is_clean(vision: Vision, image: Image.Image) -> None:
    report = inspect(vision, pictures.encode(image))
    seen_at_all = [seen for seen in report.regions if not seen.label.startswith("pdq.")]
    surest, *others = sorted(seen_at_all, key=lambda seen: -seen.score)
    assert surest.label in ("opinion.Neutral", "opinion.Drawing") and surest.box == (0, 0, *image.size)
    assert ([seen for seen in others if seen.score >= 0.5], report.words, report.unchecked) == ([], (), ())


@pytest.mark.parametrize(("altered", "check"), [
    ("nudity", "nudity"), ("opinion", "classes"), ("text-reader", "text"),
])
def test_one_altered_model_is_not_loaded_and_the_other_checks_are_made(
    tmp_path: Path, altered: str, check: str,
) -> None:
    content = yaml.safe_load(MANIFEST.read_text("utf-8"))
    for model in content["models"]:
        if model["name"] == altered:
            model["sha256"] = "0" * 64
    path = tmp_path / "manifest.yaml"
    path.write_text(yaml.safe_dump(content), "utf-8")
    client = Vision(VisionOptions(manifest=path))
    try:
        report = inspect(client, pictures.encode(pictures.words("still read")))
        assert report.unchecked == ((check, "model_missing"),)
        assert read(report) == ([] if check == "text" else ["still read"])
        assert client.state == "missing"
    finally:
        client.close()


def test_the_companion_stays_small_and_nothing_is_written(tmp_path: Path) -> None:
    script = (
        "import sys, json, time, psutil; from pathlib import Path; from saring.vision import Vision\n"
        "data = Path(sys.argv[1]).read_bytes(); import hashlib\n"
        "before = psutil.Process().memory_info().rss; vision = Vision()\n"
        "report = vision.inspect(hashlib.sha256(data).hexdigest(), data, time.monotonic() + 60)\n"
        "after = psutil.Process().memory_info().rss; worker = psutil.Process(vision.pid).memory_info().rss\n"
        "vision.close()\n"
        "libraries = [name for name in ('numpy', 'PIL', 'cv2', 'onnxruntime') if name in sys.modules]\n"
        "print(json.dumps([[word.text for word in report.words], before, after, worker, libraries]))"
    )
    picture, scratch = tmp_path / "in.png", tmp_path / "scratch"
    picture.write_bytes(pictures.encode(pictures.words("nothing is written")))
    scratch.mkdir()
    result = subprocess.run(
        [sys.executable, "-c", script, str(picture)], capture_output=True, text=True, check=True, cwd=scratch,
        env=os.environ | {"TMPDIR": str(scratch), "HOME": str(scratch), "XDG_CACHE_HOME": str(scratch)})
    texts, before, after, worker, libraries = json.loads(result.stdout)
    assert (texts, libraries, result.stderr) == (["nothing is written"], [], "")
    assert after < 100_000_000 and after - before < 10_000_000
    assert worker < 600_000_000
    assert list(scratch.iterdir()) == []


def test_an_added_model_looks_at_every_picture_and_covers_what_nobody_else_does(tmp_path: Path) -> None:
    red = pictures.encode(Image.new("RGB", (90, 60), (255, 0, 0)))
    client = Vision(VisionOptions(own_models=tmp_path))
    try:
        assert inspect(client, red).absent == ("graphic",)
    finally:
        client.close()
    classifiers.install(tmp_path)
    client = Vision(VisionOptions(own_models=tmp_path))
    try:
        report = inspect(client, red)
        assert (report.absent, report.unchecked) == ((), ())
        (seen,) = [region for region in report.regions if region.label == "colours.red"]
        assert seen.score > 0.99 and seen.box == (0, 0, 90, 60)
    finally:
        client.close()


@pytest.mark.parametrize("damage", ["file", "list"])
def test_an_added_model_that_is_damaged_is_named(tmp_path: Path, damage: str) -> None:
    classifiers.install(tmp_path)
    (tmp_path / {"file": "colours.onnx", "list": "manifest.yaml"}[damage]).write_bytes(b"models: [{}]")
    client = Vision(VisionOptions(own_models=tmp_path))
    try:
        assert inspect(client, pictures.encode(pictures.clean())).unchecked == (("classes", "model_missing"),)
        assert client.state == "missing"
    finally:
        client.close()
