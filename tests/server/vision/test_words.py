"""Words are read in English and Indonesian, dark on light and light on dark, and their boxes lie where they stand."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from saring.vision.models import load_manifest
from saring.vision.options import MANIFEST
from saring.vision.words import Line, Reader, _cells
from tests.fixtures import pictures

pytestmark = pytest.mark.vision


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_manifest(MANIFEST), threads=2, side=960)


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


CASES = {
    "english": (pictures.words("The quick brown fox", "jumps over the lazy dog"),
                ["The quick brown fox", "jumps over the lazy dog"]),
    "indonesian": (pictures.words("Jangan sampai lupa", "beli susu & telur, ya!"),
                   ["Jangan sampai lupa", "beli susu & telur, ya!"]),
    "light on dark": (pictures.words("Selamat pagi dunia", ink="white", paper="#101820"), ["Selamat pagi dunia"]),
    "colour on colour": (pictures.words("Promo akhir tahun", ink="#ffcc00", paper="#2030a0"), ["Promo akhir tahun"]),
    "small letters": (pictures.words("terms and conditions apply", size=13), ["terms and conditions apply"]),
    "small picture": (pictures.words("Halo", size=16, width=70, height=40, left=8, top=8), ["Halo"]),
    "one long line": (pictures.words("a line much longer than it is high", size=24, width=640, height=40, top=6),
                      ["a line much longer than it is high"]),
    "on its head": (pictures.words("standing on its head").rotate(180), ["standing on its head"]),
    "nothing": (pictures.clean(), []),
    "blank": (Image.new("RGB", (300, 200), "white"), []),
    "one pixel": (Image.new("RGB", (1, 1)), []),
    "a hair": (Image.new("RGB", (2000, 1)), []),
    "a ribbon": (pictures.words("thin as a ribbon", size=9, width=1500, height=12, top=0), ["thin as a ribbon"]),
    "an upright ribbon": (Image.new("RGB", (10, 2000), "white"), []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_stands_there_is_read(reader: Reader, name: str) -> None:
    image, expected = CASES[name]
    assert texts(reader.read(np.asarray(image))) == expected


def ink(image: Image.Image, left: int, right: int) -> tuple[int, int, int, int]:
    """Where the dark pixels between two columns lie."""
    rows, columns = np.nonzero(np.asarray(image.convert("L"))[:, left:right] < 100)
    return left + int(columns.min()), int(rows.min()), left + int(columns.max()) + 1, int(rows.max()) + 1


@pytest.mark.parametrize("scale", [1, 3])
def test_boxes_lie_around_the_ink(reader: Reader, scale: int) -> None:
    image = pictures.words("upper words", size=40 * scale, width=800 * scale, height=300 * scale, left=100 * scale)
    (line,) = reader.read(np.asarray(image))
    assert line.box == pytest.approx(ink(image, 0, image.width), abs=14 * scale)
    start, end, box = line.cells[1]
    assert line.text[start:end] == "words"
    expected = ink(image, int(box[0]) - 8 * scale, image.width)
    assert box == pytest.approx(expected, abs=16 * scale)


def test_a_word_that_the_line_does_not_hold_has_no_cell() -> None:
    box = [[0, 0], [4, 0], [4, 2], [0, 2]]
    parts = [("one", 0.9, box), ("absent", 0.9, box), ("", 0.9, box), ("two", 0.9, box)]
    assert [(start, end) for start, end, _ in _cells("one two", parts, 1)] == [(0, 3), (4, 7)]


def test_nothing_that_is_read_is_logged_or_printed(
    reader: Reader, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level("DEBUG"):
        reader.read(np.asarray(pictures.words("not for the log")))
        reader.read(np.asarray(Image.new("RGB", (300, 200))))
    out, err = capfd.readouterr()
    assert (caplog.records, out, err) == ([], "", "")
