"""Graphic descriptions without an obscene word: groups of words that together, close by in a sentence, are one.

No word of a rule is anything by itself. So a rule needs a word of every group within a few words, and is excused by
what speaks of kitchens, sport, care or news (``unless``, ``context``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from saring.domain import Rating
from saring.text.context import context_rules
from saring.text.data import load_yaml
from saring.text.lexicon import Entry
from saring.text.lexicon_schema import Category, Dimension, RatingWord
from saring.text.view import View

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^.!?…\n]+")
Group = Annotated[str, Field(min_length=3)]


class Rule(BaseModel):
    """``groups``: words parted by blanks; ``within``: how many words the whole may span."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    category: Category
    dimension: Dimension
    rating: RatingWord
    groups: Annotated[list[Group], Field(min_length=2, max_length=4)]
    within: Annotated[int, Field(ge=3, le=40)] = 16
    unless: str = ""
    context: list[str] = Field(default_factory=list)


class GraphicFile(BaseModel):
    """One language's rules."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    title: str
    rules: list[Rule]


@dataclass(frozen=True, slots=True)
class _Compiled:
    lexicon: str
    entry: Entry
    groups: tuple[frozenset[str], ...]
    unless: frozenset[str]
    within: int


@cache
def load_descriptions() -> tuple[_Compiled, ...]:
    """Every rule that ships. Raises ``ValueError`` for a file that breaks the schema or names an unknown context."""
    compiled = []
    for file in sorted((files("saring.text") / "graphic").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            parsed = GraphicFile.model_validate(load_yaml(file.read_text(encoding="utf-8")))
            compiled += [_compile(rule, parsed.language) for rule in parsed.rules]
    return tuple(compiled)


def _compile(rule: Rule, language: str) -> _Compiled:
    unknown = set(rule.context) - context_rules().keys()
    if unknown:
        raise ValueError(f"rule {rule.id} names an unknown context")
    entry = Entry(rule.id, (rule.id,), rule.category, rule.dimension, Rating.parse(rule.rating), language)
    unless = frozenset(rule.unless.split()).union(*(context_rules()[name] for name in rule.context))
    groups = tuple(frozenset(group.split()) for group in rule.groups)
    return _Compiled(f"{language}/graphic", entry, groups, unless, rule.within)


@cache
def _rules_by_word() -> dict[str, tuple[_Compiled, ...]]:
    """The rules that a word of their first group may begin."""
    table: dict[str, tuple[_Compiled, ...]] = {}
    for rule in load_descriptions():
        for word in rule.groups[0]:
            table[word] = (*table.get(word, ()), rule)
    return table


def find_descriptions(plain: View) -> Iterator[tuple[str, Entry, int, int]]:
    """Each rule that holds of a sentence, once: the lexicon's id, what it is, and its stretch of the original."""
    table = _rules_by_word()
    if table.keys().isdisjoint(_WORD.findall(plain.text)):
        return
    for sentence in _SENTENCE.finditer(plain.text):
        spans = [word.span() for word in _WORD.finditer(plain.text, *sentence.span())]
        words = [plain.text[start:end] for start, end in spans]
        known = set(words)
        for rule in {rule.entry.term: rule for word in words for rule in table.get(word, ())}.values():
            found = None if rule.unless & known or not all(g & known for g in rule.groups) else _closest(rule, words)
            if found:
                yield rule.lexicon, rule.entry, *plain.span(spans[found[0]][0], spans[found[-1]][1])


def _closest(rule: _Compiled, words: Sequence[str]) -> tuple[int, int] | None:
    """The shortest run of words (first, last) with a word of every group, if short enough."""
    last: dict[int, int] = {}
    best: tuple[int, int] | None = None
    for at, word in enumerate(words):
        for number, group in enumerate(rule.groups):
            if word in group:
                last[number] = at
        if len(last) == len(rule.groups) and len(set(last.values())) == len(last):
            first = min(last.values())
            if at - first < rule.within and (best is None or at - first < best[1] - best[0]):
                best = first, at
    return best
