"""Reads a draft as the command line is given it: a JSON line, pictures by their path."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from saring.domain import Draft, Media, Part
from saring.domain.draft import KINDS
from saring.vision.options import VisionOptions

#: What a line may hold. Other keys are left alone (a label, a note) unless they look like one of these misspelt.
KEYS = ("id", "text", "images", "site", "account", "kind")
#: Bytes of one line beyond which it is not read.
MAX_LINE = 8 * 1024 * 1024

_SURROGATE = re.compile("[\ud800-\udfff]")


class LineError(ValueError):
    """A line that is no draft. The message never repeats what stands in it. ``draft_id`` is its id if it has one."""

    def __init__(self, message: str, draft_id: Any = None) -> None:
        super().__init__(message)
        self.draft_id = draft_id


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft, the bytes of its pictures by SHA-256, and the id that its verdict is to carry."""

    id: Any
    draft: Draft
    images: dict[str, bytes]


def read_line(line: bytes, site: str = "") -> DraftLine:
    """Read one JSON line; ``site`` is for a draft that names none. Raises :class:`LineError`.

    A picture that can't be read becomes an unreadable medium.
    """
    fields = _fields(line)
    draft_id = fields.get("id")
    for key in ("text", "site", "account", "kind"):
        if not isinstance(fields.get(key, ""), str):
            raise LineError(f"`{key}` must be text.", draft_id)
    paths = fields.get("images", [])
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        raise LineError("`images` must be a list of paths.", draft_id)
    if "text" not in fields and not paths:
        raise LineError("a draft needs `text` or `images`.", draft_id)
    kind = fields.get("kind", "post")
    if kind not in KINDS:
        raise LineError(f"`kind` must be one of {', '.join(KINDS)}.", draft_id)
    draft, images = read_draft(fields.get("text", ""), paths, fields.get("site", site), fields.get("account", ""))
    return DraftLine(draft_id, replace(draft, kind=kind), images)


def read_draft(text: str, paths: Sequence[str], site: str = "", account: str = "") -> tuple[Draft, dict[str, bytes]]:
    """A draft of one part with these pictures."""
    images: dict[str, bytes] = {}
    media = tuple(_media(path, images) for path in paths)
    return Draft((Part(well_formed(text), media),), well_formed(site), well_formed(account)), images


def well_formed(text: str) -> str:
    """The text with each lone surrogate as U+FFFD, one for one."""
    return _SURROGATE.sub("\ufffd", text)


def _fields(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise LineError(f"the line is longer than {MAX_LINE // 1024 // 1024} MiB.")
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise LineError(f"not JSON (column {error.colno}).") from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise LineError("not JSON in UTF-8.") from None
    if not isinstance(fields, dict):
        raise LineError("a line must be a JSON object.")
    for key in fields:
        near = [] if key in KEYS else difflib.get_close_matches(key, KEYS, 1, 0.75)
        if near:
            raise LineError(f"an unknown key; did you mean `{near[0]}`?", fields.get("id"))
    return fields


def _media(path: str, images: dict[str, bytes]) -> Media:
    name = Path(path).name
    try:
        data = _read(path)
    except (OSError, ValueError):
        return Media(name=name, unreadable="not_found")
    if data is None:
        return Media(name=name, unreadable="too_large")
    sha256 = hashlib.sha256(data).hexdigest()
    images[sha256] = data
    return Media(sha256, name)


def _read(path: str) -> bytes | None:
    """The file's bytes; None if there are more than the picture checker takes."""
    limit = VisionOptions().max_bytes
    with open(path, "rb") as file:
        data = file.read(limit + 1)
    return data if len(data) <= limit else None
