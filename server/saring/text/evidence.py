"""What speaks for a hit: its edges, its gaps, the words around it."""

from __future__ import annotations

from collections.abc import Sequence


def word_edges(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` begins and ends where words do."""
    return not (start and _joins(text[start - 1], text[start])) and not (
        end < len(text) and _joins(text[end - 1], text[end])
    )


def _joins(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word. Scripts without blanks have an edge anywhere."""
    return left.isalnum() and right.isalnum() and not (_unspaced(left) or _unspaced(right))


def _unspaced(char: str) -> bool:
    """Scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han."""
    code = ord(char)
    return (
        0x0E00 <= code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF
        or 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF
    )


def contiguous_word(start: int, end: int, places: Sequence[int]) -> bool:
    """Whether the letters of a hit stand side by side."""
    return end - start == len(places)


def explains_gaps(places: Sequence[int], breaks: tuple[int, ...]) -> bool:
    """Whether every gap between the letters stands where the phrase itself has one."""
    return all(places[i] - places[i - 1] == 1 or i in breaks for i in range(1, len(places)))
