"""Decodes a picture once into small RGB copies that every detector shares. Runs in the worker only."""

from __future__ import annotations

import io
import time
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from saring.vision.faults import Refused
from saring.vision.header import Header, check_size
from saring.vision.options import VisionOptions
from saring.vision.sampling import Sampler

Pixels = NDArray[np.uint8]

#: EXIF's eight orientations: how the stored picture is turned to stand as its author sees it (CIPA DC-008, tag 0x0112).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# The header's budget stands; Pillow's own is an error too, should it ever see a size that the header hid.
Image.MAX_IMAGE_PIXELS = VisionOptions().max_pixels
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame to look at: ``pixels`` (height, width, 3) RGB; ``across``/``down`` displayed pixels per pixel of it."""

    frame: int
    pixels: Pixels
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was decoded of one picture: its displayed size, the shots, and the fault that ended the decoding early."""

    width: int
    height: int
    seen: int
    total: int
    shots: tuple[Shot, ...]
    fault: str = ""


def decode(data: bytes, header: Header, options: VisionOptions, until: float) -> Sheet:
    """Decode what is to be looked at, until the ``time.monotonic`` value ``until``.

    Raises :class:`Refused` (``damaged``, ``pixels``, ``memory``) if not even one frame could be had.
    """
    try:
        with Image.open(io.BytesIO(data), formats=(header.format,)) as image:
            check_size(image.width, image.height, options)
            return _decode(image, header, options, until)
    except Refused:
        raise
    except MemoryError:
        raise Refused("memory") from None
    except Exception:  # a decoder may raise anything on a hostile file; its message could quote the file
        raise Refused("damaged") from None


def _decode(image: Image.Image, header: Header, options: VisionOptions, until: float) -> Sheet:
    turn = _turn(image)
    stored = image.size
    width, height = stored[::-1] if turn in (5, 6, 7, 8) else stored
    # A JPEG may hold several pictures (MPO); sites show the first.
    total = 1 if header.format == "JPEG" else int(getattr(image, "n_frames", 1))
    if total == 1:
        image.draft(None, _fitted(stored, options.side))
        copies = _copies(image, options.side, turn)
        seen, fault, kept = 1, "", [(0, copies)]
    else:
        kept, seen, fault = _walk(image, total, turn, options, until)
    shots = tuple(Shot(frame, pixels, width / pixels.shape[1], height / pixels.shape[0])
                  for frame, copies in kept for pixels in copies)
    return Sheet(width, height, seen, total, shots, fault)


def _walk(
    image: Image.Image, total: int, turn: int, options: VisionOptions, until: float,
) -> tuple[list[tuple[int, list[Pixels]]], int, str]:
    """Go through an animation frame by frame, keeping the first, the last and those that differ most."""
    sampler: Sampler[list[Pixels]] = Sampler(options.frames)
    reach = max(1, options.max_run // (image.width * image.height))
    fault = "run" if total > reach else ""
    last = min(total, reach) - 1
    for frame in range(last + 1):
        if time.monotonic() > until:
            fault = "slow"
            break
        try:
            image.seek(frame)
            image.load()
            check_size(image.width, image.height, options)
        except MemoryError:
            raise
        except Exception:
            if not frame:
                raise
            fault = "damaged"
            break
        if sampler.wants(_signature(image), must=frame == last):
            sampler.keep(frame, _copies(image, options.side, turn))
    kept = sampler.kept()
    return kept, len(kept), fault


def _signature(image: Image.Image) -> NDArray[np.int16]:
    """32 by 32 mean colours: enough to tell whether two frames show the same."""
    small = image.convert("RGBA").resize((32, 32), Image.Resampling.BOX, reducing_gap=2.0)
    return np.asarray(small, dtype=np.int16)


def _turn(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:  # broken metadata: browsers show such a picture as it is stored
        return 1


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    share = min(1.0, side / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _copies(image: Image.Image, side: int, turn: int) -> list[Pixels]:
    """The current frame, small, upright, as RGB: one copy, or two (on white, on black) where it can be seen through.

    A transparent picture lies on whatever the reader's theme is, so white words on nothing must be read too.
    """
    image.load()
    plain = _plain(image)
    size = _fitted(plain.size, side)
    if size != plain.size:
        plain = plain.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    if turn in _TURNS:
        plain = plain.transpose(_TURNS[turn])
    if plain.mode == "RGB":
        return [np.asarray(plain)]
    return [np.asarray(_over(plain, ground)) for ground in ("white", "black")]


def _plain(image: Image.Image) -> Image.Image:
    """The frame as RGB, or as RGBA if anything of it can be seen through."""
    if image.mode.startswith("I") or image.mode == "F":
        return _sixteen_bits(image)
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    shown = image if image.mode == "RGBA" else image.convert("RGBA")
    lowest = shown.getchannel("A").getextrema()[0]
    return shown.convert("RGB") if lowest == 255 else shown


def _sixteen_bits(image: Image.Image) -> Image.Image:
    """Pillow would cut 16-bit grey at 255; sites show its upper byte."""
    values = np.asarray(image)
    grey = np.clip(values / 257.0, 0, 255).astype(np.uint8)
    return Image.fromarray(grey).convert("RGB")


def _over(image: Image.Image, ground: str) -> Image.Image:
    below = Image.new("RGBA", image.size, ground)
    return Image.alpha_composite(below, image).convert("RGB")
