"""Context rules: words in the same sentence that make an ambiguous word innocent."""

from __future__ import annotations

import re
from functools import cache

from saring.text.data import load_data

_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_WORD = re.compile(r"[^\W_]+")
#: Nobody's sentence is longer; keeps the look-around linear on a text without full stops.
_REACH = 300


@cache
def context_rules() -> dict[str, frozenset[str]]:
    """Every rule by name, from the data file."""
    return {str(name): frozenset(str(words).split()) for name, words in load_data("context.yaml").items()}


def excused(text: str, start: int, end: int, rules: tuple[str, ...]) -> bool:
    """Whether a word of one of the rules stands in the sentence around ``text[start:end]``, outside the match."""
    low = max(0, start - _REACH)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, low, start)]
    begin = ends[-1] if ends else low
    stop = _SENTENCE_END.search(text, end, end + _REACH)
    around = _WORD.findall(text, begin, start) + _WORD.findall(text, end, stop.start() if stop else end + _REACH)
    words = {word.lower() for word in around}
    return any(not words.isdisjoint(context_rules()[rule]) for rule in rules)
