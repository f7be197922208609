"""Lexicons: the words that are looked for, as data. One YAML file per language and theme below ``lexicons/``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from saring.domain import Rating
from saring.text.borrowed import borrowed_entries
from saring.text.data import load_yaml
from saring.text.inflect import inflected
from saring.text.lexicon_schema import LexiconFile, Row
from saring.text.matcher import MatchMode

__all__ = ["Entry", "Lexicon", "load_lexicons"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a lexicon with all its forms.

    ``exceptions``: words and phrases that hold a form and are innocent. ``context``: names of the context rules
    (``saring.text.context``) that may excuse it; ``needs``: rules of which one
    must hold for it to count at all. ``disguises``: whether the strong readings (swapped, dropped, masked,
    glued letters) count for it. ``exact``: the spellings that alone count, where marks make the word.
    """

    term: str
    forms: tuple[str, ...]
    category: str
    dimension: str
    rating: Rating
    language: str
    match: MatchMode = "word"
    exceptions: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    disguises: bool = True
    note: str = ""
    exact: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One file of words. ``id`` is ``<language>/<theme>``, as the file's path says."""

    id: str
    language: str
    title: str
    entries: tuple[Entry, ...]


@cache
def load_lexicons() -> tuple[Lexicon, ...]:
    """Every lexicon that ships, and better-profanity's list as one more. Read once a process.

    Raises ``ValueError`` (a pydantic error naming file and field) for a file that breaks the schema.
    """
    folder = files("saring.text") / "lexicons"
    shipped = [
        _lexicon(f"{language.name}/{file.name.removesuffix('.yaml')}", file)
        for language in sorted(folder.iterdir(), key=lambda item: item.name)
        if language.is_dir()
        for file in sorted(language.iterdir(), key=lambda item: item.name)
        if file.name.endswith(".yaml")
    ]
    known = {form for lexicon in shipped for entry in lexicon.entries for form in entry.forms}
    borrowed = tuple(_entry(row, "en") for row in borrowed_entries(known))
    return (*shipped, Lexicon("en/better-profanity", "en", "The list of better-profanity", borrowed))


def spelled(text: str) -> str:
    """A text as it is spelled, marks and all; only case and the way that marks are encoded do not matter."""
    return unicodedata.normalize("NFC", text).casefold()


def _lexicon(name: str, file: Traversable) -> Lexicon:
    parsed = LexiconFile.model_validate(load_yaml(file.read_text(encoding="utf-8")), context={"file": name})
    return Lexicon(name, parsed.language, parsed.title, tuple(_entries(parsed)))


def _entries(parsed: LexiconFile) -> Iterator[Entry]:
    for row in parsed.entries:
        yield _entry(row, parsed.language)


def _entry(row: Row, language: str) -> Entry:
    forms = dict.fromkeys(form for word in row.words for form in inflected(word, row.inflect))
    for first in row.first:
        forms.update(dict.fromkeys(f"{first} {second}" for second in row.second))
    return Entry(
        term=next(iter(forms)), forms=tuple(forms), category=row.category, dimension=row.dimension,
        rating=Rating.parse(row.rating), language=language, match=row.match, exceptions=tuple(row.exceptions),
        context=tuple(row.context), needs=tuple(row.needs), disguises=row.strong, note=row.note,
        exact=frozenset(map(spelled, forms)) if row.exact else frozenset(),
    )
