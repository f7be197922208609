"""The classifier answers as the package it was built from does, and any other classifier runs by its manifest entry."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from saring.vision.classes import Classifier, arrange, as_scores
from saring.vision.faults import Refused
from saring.vision.models import Classify, load_manifest
from saring.vision.options import MANIFEST
from tests.fixtures import classifiers, pictures

LABELS = ("Drawing", "Hentai", "Neutral", "Porn", "Sexy")
ROWS, COLUMNS, CHANNEL = np.meshgrid(np.arange(224), np.arange(224), np.arange(3), indexing="ij")

#: Patterns with what TensorFlow.js 4.22 itself answers from the files of nsfwjs 4.4.0, in the order of LABELS.
KNOWN = {
    "ramp": (np.where(CHANNEL == 0, COLUMNS / 223, np.where(CHANNEL == 1, ROWS / 223, 0.5)),
             (0.8995129, 0.0185252, 0.0778045, 0.0032966, 0.0008609)),
    "waves": (0.5 + 0.5 * np.sin((COLUMNS * (CHANNEL + 1) + ROWS * (3 - CHANNEL)) / 20),
              (0.2116724, 0.0022137, 0.7856259, 0.0004227, 0.0000653)),
    "checks": (np.where(((COLUMNS >> 4) + (ROWS >> 4)) % 2, 0.9, 0.1 + 0.2 * CHANNEL),
               (0.0208702, 0.0017274, 0.9766726, 0.0006331, 0.0000967)),
    "rings": (np.array([0.85, 0.62, 0.5])[CHANNEL] * (0.8 + 0.2 * np.cos(np.hypot(COLUMNS - 112, ROWS - 112) / 40)),
              (0.9056777, 0.0193630, 0.0700557, 0.0040905, 0.0008131)),
}


@pytest.fixture(scope="module")
def opinion() -> Classifier:
    return Classifier(load_manifest(MANIFEST).named("opinion"), threads=2)


@pytest.mark.vision
@pytest.mark.parametrize("name", KNOWN)
def test_the_model_answers_as_the_package_it_was_built_from(name: str) -> None:
    from saring.vision.sessions import open_session

    pattern, expected = KNOWN[name]
    session = open_session(str(load_manifest(MANIFEST).named("opinion").verified()), 1)
    found = session.run(None, {"pixels": pattern.astype(np.float32).transpose(2, 0, 1)[None]})[0][0]
    assert found == pytest.approx(expected, abs=2e-5)


@pytest.mark.vision
@pytest.mark.parametrize("image", [pictures.clean(), pictures.words("Selamat pagi"), Image.new("RGB", (1, 1)),
                                   Image.new("RGB", (3000, 2)), Image.open(io.BytesIO(pictures.standin()))])
def test_an_innocent_picture_is_neutral_or_a_drawing(opinion: Classifier, image: Image.Image) -> None:
    rows = opinion.sort(np.asarray(image.convert("RGB")))
    assert rows[0][0] in ("opinion.Neutral", "opinion.Drawing")
    assert sum(score for label, score in rows if label in ("opinion.Porn", "opinion.Hentai")) < 0.5
    assert [score for _label, score in rows] == sorted((score for _label, score in rows), reverse=True)


@pytest.mark.vision
def test_red_stays_red(tmp_path: Path) -> None:
    model = classifiers.entry(tmp_path, name="tiny")
    pixels = np.zeros((50, 90, 3), np.uint8)
    pixels[..., 0] = 255
    assert Classifier(model, 1).sort(pixels)[0] == ("tiny.red", pytest.approx(1.0))


@pytest.mark.vision
@pytest.mark.parametrize("change", [{"labels": ("red", "green")}, {"sha256": "0" * 64}])
def test_an_entry_that_does_not_fit_its_file_is_an_error(tmp_path: Path, change: dict[str, object]) -> None:
    model = classifiers.entry(tmp_path, name="tiny").model_copy(update=change)
    with pytest.raises((Refused, ValueError)):
        Classifier(model, 1).sort(np.zeros((9, 9, 3), np.uint8))


def test_the_input_is_prepared_as_the_entry_says() -> None:
    pixels = np.zeros((40, 80, 3), np.uint8)
    pixels[..., 0], pixels[..., 2] = 255, 51
    how = Classify(mean=(0.5, 0, 0), deviation=(0.25, 1, 0.5), channels="bgr", meanings={})
    batch = arrange(pixels, 20, how)
    assert batch.shape == (1, 3, 20, 20) and batch.dtype == np.float32
    assert batch[0].mean(axis=(1, 2)) == pytest.approx([0.4, 0, 2])
    assert arrange(pixels, 20, how.model_copy(update={"layout": "hwc"})).shape == (1, 20, 20, 3)


@pytest.mark.parametrize(("fit", "across", "down", "top"), [
    ("squash", 10, 20, 10), ("crop", 20, 20, 20), ("pad", 10, 10, 0),
])
def test_a_wide_picture_is_made_to_fit(fit: str, across: int, down: int, top: int) -> None:
    pixels = np.zeros((40, 80, 3), np.uint8)
    pixels[:, 20:60] = 255  # a bright square in the middle
    bright = arrange(pixels, 20, Classify(fit=fit, meanings={}))[0, 0] > 0.5
    assert (bright[10].sum(), bright[:, 10].sum(), bright[0].sum()) == pytest.approx((across, down, top), abs=1)


@pytest.mark.parametrize(("outputs", "expected"), [
    ("scores", [1, 0, 0.5]), ("sigmoid", [0.880797, 0.268941, 0.622459]), ("softmax", [0.785597, 0.039113, 0.175290]),
])
def test_outputs_become_scores(outputs: str, expected: list[float]) -> None:
    assert as_scores(np.array([2, -1, 0.5], np.float32), outputs) == pytest.approx(expected, abs=1e-5)


def test_what_is_no_number_is_no_score() -> None:
    with pytest.raises(ValueError, match="not numbers"):
        as_scores(np.array([np.nan, 1], np.float32), "scores")
