"""Context rules: what around an ambiguous word makes it innocent, or makes it meant.

A rule is a list of words (``data/context.yaml``) of which one stands in the same sentence, or one of the names in
``_BESIDE``: a question about the words directly beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from saring.text.data import load_data
from saring.text.names import is_given_name, is_joined, is_name

_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_WORD = re.compile(r"[^\W_]+")
#: Nobody's sentence is longer; keeps the look-around linear on a text without full stops.
_REACH = 300
_BESIDE: dict[str, Callable[[str, int, int], bool]] = {
    "name": is_name, "given-name": is_given_name, "joined": is_joined,
}


@cache
def context_rules() -> dict[str, frozenset[str]]:
    """Every rule by name, from the data file; the rules about neighbours have no words."""
    listed = {str(name): frozenset(str(words).split()) for name, words in load_data("context.yaml").items()}
    return {**listed, **dict.fromkeys(_BESIDE, frozenset())}


def holds(text: str, start: int, end: int, rules: tuple[str, ...]) -> bool:
    """Whether one of the rules holds of ``text[start:end]``, by its neighbours or by the sentence around it."""
    if any(_BESIDE[rule](text, start, end) for rule in rules if rule in _BESIDE):
        return True
    words = sentence_words(text, start, end)
    return any(not words.isdisjoint(context_rules()[rule]) for rule in rules)


def sentence_words(text: str, start: int, end: int) -> set[str]:
    """The words of the sentence around ``text[start:end]``, outside it, in lower case."""
    low, high = sentence(text, start, end)
    return {word.lower() for word in _WORD.findall(text, low, start) + _WORD.findall(text, end, high)}


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around ``text[start:end]`` begins and ends, as far as it reaches."""
    low = max(0, start - _REACH)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, low, start)]
    stop = _SENTENCE_END.search(text, end, end + _REACH)
    return (ends[-1] if ends else low), (stop.start() if stop else min(len(text), end + _REACH))
