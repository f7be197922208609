"""Letters turned upside down are read from the right.

Order: on the author's own characters, beside folding.
Undoes: text turned by a generator (``ǝ``, ``ɥ``, ``ʇ`` with ``u`` for n and ``d`` for p), read either way.
May wrongly join: phonetic notation, which uses some of these letters; only words holding one of them are turned.
"""

from __future__ import annotations

import re

from saring.text.view import View

NAME = "upside-down"
COST = 1
_TURNED = dict(zip("ɐɔǝɟƃɓɥᴉıɾʞʃןɯɹʇʌʍʎ¡¿", "acefgghiijkllmrtvwy!?", strict=True))
_BOTH = {"u": "n", "n": "u", "d": "p", "p": "d", "b": "q", "q": "b", "m": "w", "w": "m", "ı": "i"}
_ANY = re.compile(f"[{''.join(_TURNED)}]")
_WORD = re.compile(rf"(?<![^\W\d_])[^\W\d_]*[{''.join(_TURNED)}][^\W\d_]*")


def read(text: str, source: View | None) -> list[View]:
    """Each word with a turned letter, turned back, from the right and from the left; no view when there is none."""
    current = (text if source is None else source.text)
    if current.isascii():
        return []
    if not _ANY.search(current):
        return []
    words = [match.span() for match in _WORD.finditer(current)]
    base = source or View.identity(NAME, text)
    chars: list[str] = []
    places: list[int] = []
    for start, end in words:
        for order in (range(end - 1, start - 1, -1), range(start, end)):
            for i in order:
                char = current[i].lower()
                chars.append(_TURNED.get(char) or _BOTH.get(char, char))
                places.append(i)
            chars.append("\n")
            places.append(end - 1)
    offsets = [*(base.offsets[i] for i in places), base.offsets[len(current)]]
    return [View(NAME, "".join(chars), offsets, [base.ends[i] for i in places], COST)]
