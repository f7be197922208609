"""One picture: decoded, looked at and read, beside a bare run of the same model and beside the nudenet package."""

from __future__ import annotations

import statistics
import time

import numpy as np
import psutil

from bench.row import Row, milliseconds, row
from fixtures import pictures

#: A photo's worth of detail for the decoder: 12 megapixels, with one line of words.
WIDTH, HEIGHT = 4000, 3000


def photo() -> bytes:
    """A 12-megapixel JPEG of grainy landscape with a caption."""
    image = pictures.clean(WIDTH, HEIGHT)
    grain = np.random.default_rng(1).normal(0, 9, (HEIGHT, WIDTH, 1))
    from PIL import Image, ImageDraw, ImageFont

    image = Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))
    ImageDraw.Draw(image).text((400, 2500), "Sampai jumpa di sana", fill="black", font=ImageFont.load_default(160))
    return pictures.encode(image, "JPEG", quality=85)


def measure() -> list[Row]:
    """All rows of the part."""
    data = photo()
    return [*detection(data), *screening(data)]


def detection(data: bytes) -> list[Row]:
    """The detection path in process: ours against its own parts, and against the package on the same bytes."""
    from saring.vision.frames import decode
    from saring.vision.header import read_header
    from saring.vision.models import load_manifest
    from saring.vision.nudity import NudityDetector, prepare
    from saring.vision.options import MANIFEST, VisionOptions
    from saring.vision.sessions import open_session

    options = VisionOptions()
    both = load_manifest(MANIFEST).named("nudity")
    model = both.model_copy(update={"sizes": (320,)})  # what the package runs
    header = read_header(data, options)
    session = open_session(str(model.verified()), options.threads)
    detector = NudityDetector(model, options.threads, options.floor)
    pixels = decode(data, header, options, time.monotonic() + 60).shots[0].pixels
    batch = prepare(pixels, 320)
    bare = milliseconds(lambda: session.run(None, {"images": batch}), rounds=20)
    decoded = milliseconds(lambda: decode(data, header, options, time.monotonic() + 60), rounds=10)
    ours = milliseconds(
        lambda: detector.detect(decode(data, header, options, time.monotonic() + 60).shots[0].pixels), rounds=10)
    larger = NudityDetector(both, options.threads, options.floor)
    twice = milliseconds(lambda: larger.detect(pixels), rounds=10)

    from nudenet import NudeDetector

    package = NudeDetector()
    theirs = milliseconds(lambda: package.detect(data), rounds=10)
    least = statistics.median(bare) + statistics.median(decoded)
    return [
        row("pictures", "nudity model, bare session.run at 320", bare),
        row("pictures", "decoding a 12-megapixel JPEG", decoded),
        row("pictures", "nudity at 320 and at 640, without decoding", twice),
        row("pictures", "decoding and nudity at 320, ours", ours,
            beside=f"{statistics.median(ours) / least:.2f} × bare + decode", aim="within 1.25"),
        row("pictures", "decoding and nudity, nudenet.NudeDetector", theirs,
            beside=f"{statistics.median(theirs) / statistics.median(ours):.1f} × ours", aim="slower than ours"),
    ]


def screening(data: bytes) -> list[Row]:
    """Whole pictures through the worker process: the first one ever, later ones, and what the worker holds."""
    from saring.vision import Vision, VisionOptions

    vision = Vision(VisionOptions(remembered=0))

    def inspect(content: bytes) -> None:
        report = vision.inspect(pictures.sha256(content), content, time.monotonic() + 60)
        assert not report.unchecked, report.unchecked

    kinds = {
        "a 12-megapixel JPEG": data,
        "a 1080 × 1080 square with three lines": pictures.encode(pictures.words(
            "Promo akhir tahun", "diskon sampai 50%", "hanya hari ini", size=90, width=1080, height=1080)),
        "a 640 × 480 picture without words": pictures.encode(pictures.clean(640, 480), "JPEG"),
        "a GIF of 16 frames": pictures.word_in_frame("nanti", 11, 16),
    }
    try:
        started = time.perf_counter()
        inspect(kinds["a 640 × 480 picture without words"])
        first = (time.perf_counter() - started) * 1000
        rows = [row("pictures", "the first picture, worker started for it", [first])]
        for name, content in kinds.items():
            rows.append(row("pictures", f"{name}, fully screened",
                            milliseconds(lambda content=content: inspect(content), rounds=5)))
        assert vision.pid is not None
        held = psutil.Process(vision.pid).memory_info().rss / 1e6
    finally:
        vision.close()
    refusal = milliseconds(lambda: vision.inspect(BOMB_NAME, BOMB, time.monotonic() + 1), rounds=20)
    return [*rows, row("pictures", "memory of the worker after these", [held], "MB", aim="under 600 MB"),
            row("pictures", "a 100-megapixel PNG of 12 KB, refused", refusal, aim="under 50 ms")]


BOMB = pictures.bomb()
BOMB_NAME = pictures.sha256(BOMB)
