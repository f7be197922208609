"""Reads what a file says of itself, before any decoder sees it: its kind, size and frames. No picture library."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from saring.vision.faults import Refused
from saring.vision.options import VisionOptions


@dataclass(frozen=True, slots=True)
class Header:
    """``format`` is Pillow's name; ``width``/``height`` in pixels as stored; ``frames`` is 0 if only decoding tells."""

    format: str
    width: int
    height: int
    frames: int = 1


def read_header(data: bytes, options: VisionOptions) -> Header:
    """The header of a picture that may be decoded.

    Only PNG, JPEG, WebP, GIF and AVIF may. Raises :class:`Refused` for every other kind (by its name), for a
    header that makes no sense (``damaged``) and for a picture over budget (``bytes``, ``pixels``). Takes
    microseconds: a 100-megapixel picture in a file of 12 KB is refused without being decoded.
    """
    if not data:
        raise Refused("empty")
    if len(data) > options.max_bytes:
        raise Refused("bytes")
    parse = _PARSERS.get(sniff(data))
    if parse is None:
        raise Refused(sniff(data))
    try:
        header = parse(data)
    except (struct.error, IndexError, ValueError):
        raise Refused("damaged") from None
    check_size(header.width, header.height, options)
    return header


def check_size(width: int, height: int, options: VisionOptions) -> None:
    """Hold one frame to the pixel budget. Raises :class:`Refused` (``damaged`` or ``pixels``)."""
    if width < 1 or height < 1:
        raise Refused("damaged")
    if width * height > options.max_pixels:
        raise Refused("pixels")


def sniff(data: bytes) -> str:
    """The kind of file, by its first bytes alone: a key of the parsers or of faults.yaml (``unknown`` if neither)."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF":
        return {b"WEBP": "WEBP", b"AVI ": "video"}.get(data[8:12], "unknown")
    if data[4:8] == b"ftyp":
        return _sniff_brands(data)
    return _sniff_markup(data)


def _sniff_brands(data: bytes) -> str:
    """Tell AVIF from HEIC and video: all three are the same kind of box file."""
    size = min(int.from_bytes(data[:4], "big"), len(data), 256)
    brands = {data[8:12]} | {data[at:at + 4] for at in range(16, size - 3, 4)}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}:
        return "heic"
    return "video"


def _sniff_markup(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in data[:4096].lower():
        return "svg"
    return "html" if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<!--")) else "unknown"


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF87a", "GIF"), (b"GIF89a", "GIF"),
    (b"%PDF-", "pdf"), (b"BM", "bmp"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"II+\0", "tiff"), (b"MM\0+", "tiff"),
    (b"\x1a\x45\xdf\xa3", "video"), (b"\0\0\x01\xba", "video"), (b"\0\0\x01\xb3", "video"), (b"OggS", "video"),
    (b"FLV\x01", "video"), (b"\xff\x0a", "jxl"), (b"\0\0\0\x0cJXL ", "jxl"), (b"\0\0\0\x0cjP  ", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"), (b"8BPS", "psd"), (b"\0\0\x01\0", "ico"),
)


def _png(data: bytes) -> Header:
    if data[12:16] != b"IHDR":
        raise ValueError("IHDR is not first")
    width, height = struct.unpack(">II", data[16:24])
    at, frames = 8, 1
    while at + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        if name == b"acTL":
            frames = max(1, struct.unpack(">I", data[at + 8:at + 12])[0])
        if name in (b"acTL", b"IDAT"):
            break
        at += 12 + length
    return Header("PNG", width, height, frames)


def _jpeg(data: bytes) -> Header:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        at += 1
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 3:at + 7])
            return Header("JPEG", width, height)
        if marker in (0xD9, 0xDA):
            raise ValueError("no frame before the scan")
        at += max(2, struct.unpack(">H", data[at:at + 2])[0])


def _gif(data: bytes) -> Header:
    width, height = struct.unpack("<HH", data[6:10])
    return Header("GIF", width, height, 0)


def _webp(data: bytes) -> Header:
    kind = data[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
        return Header("WEBP", width, height, sum(name == b"ANMF" for name in _riff_chunks(data)) or 1)
    if kind == b"VP8L":
        bits = struct.unpack("<I", data[21:25])[0]
        return Header("WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return Header("WEBP", width & 0x3FFF, height & 0x3FFF)
    raise ValueError("not a chunk that comes first")


def _riff_chunks(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        yield data[at:at + 4]
        length = int.from_bytes(data[at + 4:at + 8], "little")
        at += 8 + length + (length & 1)


def _avif(data: bytes) -> Header:
    """Sizes stand in `ispe` boxes, one per stored item; the largest is the picture (the others are its tiles)."""
    sizes: list[tuple[int, int]] = []
    for meta in _boxes(data, b"meta"):
        for properties in _boxes(meta[4:], b"iprp"):
            for container in _boxes(properties, b"ipco"):
                sizes += [struct.unpack(">II", ispe[4:12]) for ispe in _boxes(container, b"ispe")]
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return Header("AVIF", width, height, 0)


def _boxes(data: bytes, wanted: bytes) -> Iterator[bytes]:
    """The contents of the boxes of one kind, at this level."""
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack(">I4s", data[at:at + 8])
        start = at + 8
        if size == 1:
            size, start = struct.unpack(">Q", data[at + 8:at + 16])[0], at + 16
        end = at + size if size else len(data)
        if end < start:
            raise ValueError("a box smaller than its header")
        if name == wanted:
            yield data[start:end]
        at = end


_PARSERS: dict[str, Callable[[bytes], Header]] = {
    "PNG": _png, "JPEG": _jpeg, "GIF": _gif, "WEBP": _webp, "AVIF": _avif,
}
