"""What goes through the pipes between the companion and its picture worker: length, JSON, and the bytes of a picture.

JSON and no pickle: a worker that a hostile picture has taken over can send nothing but data, which is checked here.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import IO, Any

from saring.domain import OPTIONAL_CHECKS, Box, ImageReport, Region, Word
from saring.vision.faults import faults, sentence

#: The longest reply taken, in bytes. A page full of words is some 100 KB.
MAX_REPLY = 8 * 1024 * 1024

CHECKS = ("decode", "nudity", "classes", "match", "text")


class WireError(Exception):
    """The other side broke the protocol, or is gone. Never holds what it sent."""


def pack(message: dict[str, Any], payload: bytes = b"") -> bytes:
    """The frame of a message: the lengths of both parts (two big-endian 32-bit numbers), the JSON, the payload."""
    text = json.dumps(message, separators=(",", ":")).encode()
    return struct.pack(">II", len(text), len(payload)) + text + payload


def read(stream: IO[bytes], limit: int) -> tuple[dict[str, Any], bytes]:
    """The next message. Raises :class:`WireError` at the stream's end, over ``limit`` bytes, or if it is no JSON."""
    text_size, size = struct.unpack(">II", _exactly(stream, 8))
    if text_size + size > limit:
        raise WireError("a message over the limit")
    try:
        message = json.loads(_exactly(stream, text_size))
    except ValueError:
        raise WireError("not JSON") from None
    if not isinstance(message, dict):
        raise WireError("not an object")
    return message, _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    parts = []
    while size:
        part = stream.read(min(size, 1 << 20))
        if not part:
            raise WireError("the stream ended")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def refusal(sha256: str, fault: str, check: str = "decode") -> ImageReport:
    """The report of a picture of which nothing can be told."""
    return ImageReport(
        sha256, unchecked=((check, faults()[fault].reason),), detail=sentence(fault), fault=fault)


def parse_report(sha256: str, message: dict[str, Any]) -> ImageReport:
    """A worker's reply as a report. Raises :class:`WireError` if any of it is not of the right shape."""
    try:
        missing = [(_one_of(CHECKS)(check), _one_of(faults())(fault)) for check, fault in message["unchecked"]]
        return ImageReport(
            sha256=sha256,
            width=_count(message["width"]), height=_count(message["height"]),
            format=_one_of(("PNG", "JPEG", "WEBP", "GIF", "AVIF", ""))(message["format"]),
            frames_seen=_count(message["frames_seen"]), frames_total=_count(message["frames_total"]),
            regions=tuple(Region(_text(label, 80), _share(score), _box(box), _count(frame))
                          for label, score, box, frame in message["regions"]),
            words=tuple(Word(_text(text, 4096), _share(score), _box(box), _count(frame), tuple(map(_cell, cells)))
                        for text, score, box, frame, cells in message["words"]),
            unchecked=tuple(dict.fromkeys((check, faults()[fault].reason) for check, fault in missing)),
            absent=tuple(_one_of(OPTIONAL_CHECKS)(check) for check in message["absent"]),
            detail=sentence(missing[0][1]) if missing else "",
            fault=missing[0][1] if missing else "",
        )
    except (KeyError, TypeError, ValueError):
        raise WireError("a report of the wrong shape") from None


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 31:
        raise ValueError("not a count")
    return value


def _share(value: object) -> float:
    if not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError("not between 0 and 1")
    return float(value)


def _text(value: object, limit: int) -> str:
    if not isinstance(value, str) or len(value) > limit:
        raise ValueError("not a short text")
    return value


def _box(value: Any) -> Box:
    left, top, width, height = map(_count, value)
    return left, top, width, height


def _cell(value: Any) -> tuple[int, int, Box]:
    start, end, box = value
    return _count(start), _count(end), _box(box)


def _one_of(names: Any) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or value not in names:
            raise ValueError("not a known name")
        return value
    return check
