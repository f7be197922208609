"""Words cut in two where one text of a draft ends and the next begins (thread parts, a text and its alt text).

Each seam is judged first: the piece before it or the piece behind it must be no word of its own. Only then are the two
edges read as one text, with every view that a single text gets; so an ordinary thread costs two look-ups a seam.
May wrongly join: an unknown word or name at the edge that happens to make up a term with the next; so a name (capital
first) joins only with a piece that is no word either, and a new sentence (capital first behind the seam) likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saring.text.innocents import innocents
from saring.text.matcher import Match, Matcher
from saring.text.prepare import PreparedText, prepare
from saring.text.steps.fold import fold_term

NAME = "split"
#: Code points taken from each side of a seam; further out nothing can belong to a word that crosses it.
_EDGE = 60
_APART = "\n\n.\n\n"
#: What people put where a word goes on elsewhere; one full stop ends a sentence instead.
_GOES_ON_BEHIND = re.compile(r"(?:\s|[-–—_~*…]|\.{2,}$)+$")
_GOES_ON_BEFORE = re.compile(r"(?:\s|[-–—_~*…]|\.{2,})*")
_LAST_TOKEN = re.compile(r"[^\s]+$")
_FIRST_TOKEN = re.compile(r"[^\s]+")
#: Readings too weak to bridge a seam.
_TOO_WEAK = frozenset({"glued", "numbered", "dropped-vowel", "swapped", "reversed", "sound", "upside-down"})
_SHORTEST = 4
_VOWEL = re.compile("[aeiouAEIOU]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a find: in which text (its index), and where, half-open in code points."""

    text: int
    start: int
    end: int


class Joined:
    """The edges of several texts as one text, with the way back."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._segments: list[tuple[int, Piece]] = []
        #: Where a seam lies in the joined text, and whether both pieces there are words (then only a phrase crosses).
        self._seams: list[tuple[int, bool]] = []
        parts: list[str] = []
        length = 0
        for number, seam in enumerate(_seams(texts)):
            if seam is None:
                continue
            left_start, left_end, right_start, right_end, wordy = seam
            goes_on = self._segments[-1][1] if self._segments else None
            if goes_on is None or goes_on.text != number or goes_on.end < left_end:
                parts += [_APART, texts[number][left_start:left_end]]
                self._segments.append((length + len(_APART), Piece(number, left_start, left_end)))
                length += len(_APART) + left_end - left_start
            self._seams.append((length, wordy))
            parts.append(texts[number + 1][right_start:right_end])
            self._segments.append((length, Piece(number + 1, right_start, right_end)))
            length += right_end - right_start
        self.text = "".join(parts)

    def pieces(self, start: int, end: int, *, phrase: bool) -> tuple[Piece, ...]:
        """Where ``[start, end)`` of the joined text stands in the texts; empty when it crosses no seam that it may."""
        crossed = [wordy for place, wordy in self._seams if start < place < end]
        if not crossed or (any(crossed) and not phrase):
            return ()
        found = []
        for begin, piece in self._segments:
            low, high = max(start, begin), min(end, begin + piece.end - piece.start)
            if low < high:
                found.append(Piece(piece.text, piece.start + low - begin, piece.start + high - begin))
        return tuple(found)


def find_split(matcher: Matcher, texts: Sequence[str]) -> Iterator[tuple[Match, PreparedText, tuple[Piece, ...]]]:
    """Each term that begins in one text and ends in a later one: the match and the text that it is a match in, and its
    pieces in ``texts``. Nothing for one text, or when no seam can hold a word."""
    joined = Joined(texts)
    if not joined.text:
        return
    prepared = prepare(joined.text)
    for match in matcher.find(prepared):
        if match.disguise not in _TOO_WEAK and match.end - match.start >= _SHORTEST:
            pieces = joined.pieces(match.start, match.end, phrase=match.term.match == "phrase")
            if pieces:
                yield match, prepared, pieces


def _seams(texts: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool] | None]:
    """For each text and the next: the edge's stretch in the one, in the other, and whether both pieces are words;
    ``None`` when no word can cross."""
    for left, right in zip(texts, texts[1:], strict=False):
        trail = _GOES_ON_BEHIND.search(left, max(0, len(left) - _EDGE))
        stop = trail.start() if trail else len(left)
        lead = _GOES_ON_BEFORE.match(right)
        begin = lead.end() if lead else 0
        before, behind = _LAST_TOKEN.search(left, max(0, stop - _EDGE), stop), _FIRST_TOKEN.match(right, begin)
        if not before or not behind or not left[stop - 1].isalnum() and left[stop - 1] in ".!?,;:)\"'":
            yield None
            continue
        words = _are_words(before[0], behind[0])
        if words is None:
            yield None
            continue
        yield _blank_before(left, stop), stop, begin, _blank_after(right, begin), words


def _are_words(before: str, behind: str) -> bool | None:
    """Whether both pieces are words (a phrase may go on there); ``None`` when nothing may cross."""
    strange = [_strange(before), _strange(behind)]
    shouting = before.isupper() and behind.isupper()
    new_sentence = behind[:1].isupper() and not shouting
    if all(strange):
        # with a vowel in each, both may be words that are not listed: a name, and a sentence that begins
        return None if new_sentence and all(_VOWEL.search(piece) for piece in (before, behind)) else False
    name = before[:1].isupper() and len(before) > 1 and not shouting and _VOWEL.search(before) is not None
    if not any(strange):
        return None if new_sentence else True
    return None if new_sentence or name and strange[0] else False


def _strange(piece: str) -> bool:
    word = fold_term(piece).strip(".,;:!?\"'()")
    return word not in innocents() or (len(word) == 1 and word not in "aiou")


def _blank_before(text: str, stop: int) -> int:
    """The start of the word that stands about ``_EDGE`` before ``stop``."""
    return text.rfind(" ", 0, max(0, stop - _EDGE)) + 1 if stop > _EDGE else 0


def _blank_after(text: str, begin: int) -> int:
    found = text.find(" ", begin + _EDGE)
    return len(text) if found < 0 else found
