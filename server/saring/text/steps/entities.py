"""HTML character references become the characters they stand for.

Order: before everything else, on the author's own characters.
Undoes: ``&#110;``, ``&#x6e;``, ``&nbsp;``, ``&amp;`` written as text.
May wrongly join: nothing; a reference without its semicolon is left alone.
"""

from __future__ import annotations

import html
import re

from saring.text.view import View

NAME = "html-entity"
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def undo(text: str) -> View | None:
    """The text with references resolved, or ``None`` when it has none."""
    if "&" not in text or not _REFERENCE.search(text):
        return None
    chars: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    last = 0
    for match in _REFERENCE.finditer(text):
        _copy(text, last, match.start(), chars, offsets, ends)
        for char in html.unescape(match[0]):
            chars.append(char)
            offsets.append(match.start())
            ends.append(match.end())
        last = match.end()
    _copy(text, last, len(text), chars, offsets, ends)
    offsets.append(len(text))
    return View(NAME, "".join(chars), offsets, ends)


def _copy(text: str, start: int, end: int, chars: list[str], offsets: list[int], ends: list[int]) -> None:
    chars.extend(text[start:end])
    offsets.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))
