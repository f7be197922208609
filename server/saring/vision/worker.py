"""The picture worker: takes pictures from standard input, answers on standard output, and does nothing else.

Started by :mod:`saring.vision.process`. It ends when its input does.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import fields
from pathlib import Path
from typing import BinaryIO

from saring.vision import limits, wire
from saring.vision.header import Header
from saring.vision.options import VisionOptions

#: Room for the JSON before a picture, in bytes.
_HEADER_ROOM = 4096


def main() -> None:
    """Load the models, say so, serve until the input ends."""
    limits.shut_in()
    inlet, outlet = _take_pipes()
    options = options_from(sys.argv[1])
    from saring.vision.look import Kit

    kit = Kit(options)
    limits.close_in(options.memory)
    _send(outlet, {"ready": True, "missing": kit.missing})
    while True:
        try:
            message, data = wire.read(inlet, options.max_bytes + _HEADER_ROOM)
        except wire.WireError:
            return
        _send(outlet, _answer(kit, message, data))
        del data


def options_to(options: VisionOptions) -> str:
    """Options as one command line argument."""
    return json.dumps({field.name: getattr(options, field.name) for field in fields(options)}, default=str)


def options_from(text: str) -> VisionOptions:
    """The inverse of :func:`options_to`."""
    values = json.loads(text)
    paths = {name: Path(values[name]) for name in ("manifest", "own_models")}
    return VisionOptions(**values | paths)


def _answer(kit: object, message: dict[str, object], data: bytes) -> dict[str, object]:
    from saring.vision.look import Kit, look

    assert isinstance(kit, Kit)
    seconds = float(str(message["seconds"]))
    limits.allow_cpu((seconds + 1) * (kit.options.threads + 1))
    header = Header(
        str(message["format"]), int(str(message["width"])), int(str(message["height"])), int(str(message["frames"])))
    return look(kit, header, data, seconds)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Both pipes for us alone: whatever a library prints goes nowhere; it can neither break a reply nor leak."""
    inlet = os.fdopen(os.dup(0), "rb")
    outlet = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return inlet, outlet


def _send(outlet: BinaryIO, message: dict[str, object]) -> None:
    outlet.write(wire.pack(message))
    outlet.flush()


if __name__ == "__main__":
    main()
