"""Files are told apart and sized by their first bytes, before any decoder sees them."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from saring.domain import REASONS
from saring.vision.faults import Refused, faults, sentence
from saring.vision.header import Header, read_header, sniff
from saring.vision.options import VisionOptions
from tests.fixtures import pictures

OPTIONS = VisionOptions()
STILL = pictures.clean(48, 32)
ALPHA = STILL.convert("RGBA")
ALPHA.putalpha(120)
FRAMES = [pictures.words(str(number), width=64, height=48, size=20, left=4, top=4) for number in range(3)]

GOOD = {
    "png": (pictures.encode(STILL), Header("PNG", 48, 32)),
    "png, palette": (pictures.encode(STILL.quantize()), Header("PNG", 48, 32)),
    "png, 16 bits": (pictures.encode(Image.new("I;16", (48, 32))), Header("PNG", 48, 32)),
    "apng": (pictures.animated(FRAMES, "PNG"), Header("PNG", 64, 48, 3)),
    "jpeg": (pictures.encode(STILL, "JPEG"), Header("JPEG", 48, 32)),
    "jpeg, progressive": (pictures.encode(STILL, "JPEG", progressive=True), Header("JPEG", 48, 32)),
    "jpeg, cmyk": (pictures.encode(STILL.convert("CMYK"), "JPEG"), Header("JPEG", 48, 32)),
    "jpeg, exif": (pictures.turned(STILL, 6), Header("JPEG", 32, 48)),
    "jpeg with a second picture": (pictures.stereo(STILL), Header("JPEG", 48, 32)),
    "gif": (pictures.encode(STILL, "GIF"), Header("GIF", 48, 32, 0)),
    "webp, lossy": (pictures.encode(STILL, "WEBP"), Header("WEBP", 48, 32)),
    "webp, lossless": (pictures.encode(STILL, "WEBP", lossless=True), Header("WEBP", 48, 32)),
    "webp, extended": (pictures.encode(ALPHA, "WEBP"), Header("WEBP", 48, 32)),
    "webp, animated": (pictures.animated(FRAMES, "WEBP"), Header("WEBP", 64, 48, 3)),
    "avif": (pictures.encode(STILL, "AVIF"), Header("AVIF", 48, 32, 0)),
    "avif, animated": (pictures.animated(FRAMES, "AVIF"), Header("AVIF", 64, 48, 0)),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_header_is_read(name: str) -> None:
    data, expected = GOOD[name]
    assert read_header(data, OPTIONS) == expected


@pytest.mark.parametrize("name", pictures.refused())
def test_what_cannot_be_checked_is_refused_by_name(name: str) -> None:
    data, reason, fault = pictures.refused()[name]
    with pytest.raises(Refused) as refused:
        read_header(data, OPTIONS)
    assert (refused.value.fault, refused.value.reason) == (fault, reason)


def test_a_bomb_is_refused_without_being_decoded() -> None:
    data = pictures.bomb()
    assert len(data) < 20_000
    start = time.perf_counter()
    with pytest.raises(Refused, match="pixels"):
        read_header(data, OPTIONS)
    assert time.perf_counter() - start < 0.05


@pytest.mark.parametrize(("width", "height", "allowed"), [
    (8000, 8000, True), (8001, 8000, False), (64_000_000, 1, True), (64_000_001, 1, False), (8192, 6144, True),
])
def test_the_pixel_budget_is_exact(width: int, height: int, allowed: bool) -> None:
    data = pictures.encode(STILL)
    data = data[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + data[24:]
    if allowed:
        assert read_header(data, OPTIONS).width == width
    else:
        with pytest.raises(Refused, match="pixels"):
            read_header(data, OPTIONS)


def test_the_byte_budget_is_exact() -> None:
    data = pictures.encode(STILL)
    assert read_header(data, VisionOptions(max_bytes=len(data)))
    with pytest.raises(Refused, match="bytes"):
        read_header(data, VisionOptions(max_bytes=len(data) - 1))


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_whatever_is_done_to_a_file_it_is_a_header_or_a_refusal(name: str, source: st.DataObject) -> None:
    data = bytearray(GOOD[name][0])
    for at in source.draw(st.lists(st.integers(0, min(len(data), 400) - 1), max_size=6)):
        data[at] = source.draw(st.integers(0, 255))
    cut = source.draw(st.integers(0, len(data)))
    try:
        header = read_header(bytes(data[:cut]), OPTIONS)
    except Refused as refused:
        assert refused.fault in faults()
    else:
        assert 0 < header.width * header.height <= OPTIONS.max_pixels


@given(st.binary(max_size=64))
def test_any_bytes_have_a_kind(data: bytes) -> None:
    assert sniff(data) in {"PNG", "JPEG", "GIF", "WEBP", "AVIF"} | set(faults())


@pytest.mark.parametrize("name", faults())
def test_every_fault_has_a_reason_and_a_sentence_in_both_languages(name: str) -> None:
    assert faults()[name].reason in REASONS
    english, indonesian = sentence(name), sentence(name, "id")
    assert english.endswith(".") and indonesian.endswith(".") and english != indonesian


def test_an_unknown_fault_has_no_sentence() -> None:
    assert sentence("nothing of the kind") == ""


def test_the_companion_loads_no_picture_library() -> None:
    code = ("import saring.vision, sys; "
            "print([name for name in ('numpy', 'PIL', 'cv2', 'onnxruntime', 'rapidocr') if name in sys.modules])")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
