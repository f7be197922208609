"""Every format that the sites take becomes upright RGB of bounded size, decoded once."""

from __future__ import annotations

import time

import numpy as np
import pytest
from PIL import Image

from saring.vision.faults import Refused
from saring.vision.frames import Sheet, decode
from saring.vision.header import read_header
from saring.vision.options import VisionOptions
from tests.fixtures import pictures

OPTIONS = VisionOptions()
RED, GREEN, BLUE, GREY = (220, 30, 30), (30, 200, 60), (40, 60, 220), (128, 128, 128)


def corners(mode: str = "RGB") -> Image.Image:
    """Red, green, blue and grey quarters: which way up it stands can be told from any copy."""
    image = Image.new("RGB", (96, 64), RED)
    image.paste(GREEN, (48, 0, 96, 32))
    image.paste(BLUE, (0, 32, 48, 64))
    image.paste(GREY, (48, 32, 96, 64))
    return image.convert(mode)


def sheet(data: bytes, options: VisionOptions = OPTIONS, seconds: float = 30) -> Sheet:
    return decode(data, read_header(data, options), options, time.monotonic() + seconds)


def seen(pixels: np.ndarray) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters: upper left, upper right, lower left, lower right."""
    height, width = pixels.shape[:2]
    return [tuple(int(c) for c in pixels[height * y // 4, width * x // 4]) for y in (1, 3) for x in (1, 3)]


def near(found: list[tuple[int, ...]], expected: list[tuple[int, ...]], slack: int = 24) -> bool:
    return bool(np.abs(np.array(found) - np.array(expected)).max() <= slack)


FILES = {
    "png": pictures.encode(corners()),
    "png, palette": pictures.encode(corners().quantize(8)),
    "png, opaque alpha": pictures.encode(corners("RGBA")),
    "jpeg": pictures.encode(corners(), "JPEG", quality=95, subsampling=0),
    "jpeg, progressive": pictures.encode(corners(), "JPEG", quality=95, progressive=True),
    "jpeg, cmyk": pictures.encode(corners("CMYK"), "JPEG", quality=95),
    "jpeg with a second picture": pictures.stereo(corners()),
    "webp, lossy": pictures.encode(corners(), "WEBP", quality=95),
    "webp, lossless": pictures.encode(corners(), "WEBP", lossless=True),
    "avif": pictures.encode(corners(), "AVIF", quality=95),
    "gif": pictures.encode(corners(), "GIF"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_shows_the_same(name: str) -> None:
    result = sheet(FILES[name])
    assert (result.width, result.height, result.seen, result.total, result.fault) == (96, 64, 1, 1, "")
    (shot,) = result.shots
    assert shot.pixels.dtype == np.uint8 and shot.pixels.shape == (64, 96, 3)
    assert near(seen(shot.pixels), [RED, GREEN, BLUE, GREY])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(orientation: int, kind: str) -> None:
    result = sheet(pictures.turned(corners(), orientation, kind))
    assert (result.width, result.height) == (96, 64)
    assert near(seen(result.shots[0].pixels), [RED, GREEN, BLUE, GREY])


@pytest.mark.parametrize("orientation", [0, 9, 77])
def test_an_orientation_that_is_none_leaves_the_picture_as_it_is(orientation: int) -> None:
    assert near(seen(sheet(pictures.turned(corners(), orientation)).shots[0].pixels), [RED, GREEN, BLUE, GREY])


@pytest.mark.parametrize("mode", ["1", "L", "I;16"])
def test_grey_of_any_depth_is_shown(mode: str) -> None:
    steps = {"1": [0, 255], "L": [10, 120, 250], "I;16": [10 * 257, 120 * 257, 250 * 257]}[mode]
    image = Image.new(mode, (len(steps) * 8, 8))
    for number, value in enumerate(steps):
        image.paste(value, (number * 8, 0, number * 8 + 8, 8))
    pixels = sheet(pictures.encode(image)).shots[0].pixels
    shown = [int(pixels[4, number * 8 + 4, 0]) for number in range(len(steps))]
    assert shown == ([0, 255] if mode == "1" else [10, 120, 250])


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "AVIF"])
def test_what_can_be_seen_through_is_looked_at_on_white_and_on_black(kind: str) -> None:
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 32, 64))
    lossless = {"lossless": True} if kind == "WEBP" else {}
    result = sheet(pictures.encode(image, kind, **lossless))
    assert [near([tuple(shot.pixels[32, 10])], [RED]) for shot in result.shots] == [True, True]
    assert [int(shot.pixels[32, 60].mean()) for shot in result.shots] == [255, 0]
    assert (result.seen, {shot.frame for shot in result.shots}) == (1, {0})


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_is_made_small_and_keeps_its_displayed_size(kind: str) -> None:
    result = sheet(pictures.turned(corners().resize((4200, 2800)), 6, kind))
    (shot,) = result.shots
    assert (result.width, result.height) == (4200, 2800)
    assert max(shot.pixels.shape) == OPTIONS.side
    assert shot.across == pytest.approx(4200 / shot.pixels.shape[1])
    assert shot.down == pytest.approx(2800 / shot.pixels.shape[0])
    assert near(seen(shot.pixels), [RED, GREEN, BLUE, GREY])


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
@pytest.mark.parametrize("frame", [0, 7, 19])
def test_the_one_frame_with_a_word_is_among_those_looked_at(kind: str, frame: int) -> None:
    result = sheet(pictures.word_in_frame("secret", frame, 20, kind))
    assert result.total == 20 and result.seen <= OPTIONS.frames and not result.fault
    assert frame in {shot.frame for shot in result.shots}


def test_hundreds_of_frames_are_walked_and_few_are_kept() -> None:
    result = sheet(pictures.word_in_frame("secret", 234, 400))
    assert result.total == 400 and 234 in {shot.frame for shot in result.shots}
    assert result.seen <= OPTIONS.frames


def test_an_animation_over_the_budget_says_that_it_was_not_walked_to_its_end() -> None:
    data = pictures.word_in_frame("secret", 15, 20)
    result = sheet(data, VisionOptions(max_run=480 * 160 * 10))
    assert (result.fault, result.total) == ("run", 20)
    assert max(shot.frame for shot in result.shots) < 10


def test_an_animation_out_of_time_says_so() -> None:
    with pytest.raises(Refused, match="damaged"):
        sheet(b"GIF89a" + b"\x10\0\x10\0" + b"\0" * 40)
    result = sheet(pictures.word_in_frame("secret", 15, 20), seconds=-1)
    assert (result.fault, result.shots) == ("slow", ())


@pytest.mark.parametrize("name", pictures.broken())
def test_a_broken_picture_is_damaged(name: str) -> None:
    with pytest.raises(Refused) as refused:
        sheet(pictures.broken()[name])
    assert refused.value.fault == "damaged"


def test_a_gif_cut_in_a_later_frame_shows_what_there_is_and_says_so() -> None:
    data = pictures.word_in_frame("secret", 3, 20)
    result = sheet(data[:len(data) // 2])
    assert result.fault == "damaged" and result.shots


def test_a_decoder_that_finds_more_pixels_than_the_header_said_is_stopped() -> None:
    data = pictures.encode(corners())
    header = read_header(data, OPTIONS)
    with pytest.raises(Refused, match="pixels"):
        decode(data, header, VisionOptions(max_pixels=96 * 64 - 1), time.monotonic() + 9)
