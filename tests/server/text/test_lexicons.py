"""Every lexicon against its table of words; and that the tables, the files and the schema agree."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError
from saring.domain import DIMENSIONS, Rating
from saring.text.lexicon import load_lexicons
from saring.text.lexicon_schema import LexiconFile, Row
from saring.text.context import context_rules
from saring.text.matcher import letters_of
from saring.text.prepare import prepare
from saring.text.reader import Reader

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "lexicons.yaml").read_text(encoding="utf-8"))
READER = Reader()


def flagged(text: str) -> bool:
    return any(match.entry.rating >= Rating.PG13 for match in READER.read(prepare(text)))


@pytest.mark.parametrize(("lexicon", "text"), [(name, t) for name, table in CASES.items() for t in table["flags"]])
def test_flags(lexicon: str, text: str) -> None:
    assert flagged(f"ok {text} ok"), lexicon


@pytest.mark.parametrize(("lexicon", "text"), [(name, t) for name, table in CASES.items() for t in table["passes"]])
def test_passes(lexicon: str, text: str) -> None:
    assert not flagged(f"ok {text} ok"), lexicon


def test_each_lexicon_has_a_table() -> None:
    assert {lexicon.id for lexicon in load_lexicons()} == set(CASES)


def test_every_entry_is_whole() -> None:
    for lexicon in load_lexicons():
        for entry in lexicon.entries:
            assert entry.forms and entry.dimension in DIMENSIONS
            assert all(rule in context_rules() for rule in (*entry.context, *entry.needs)), entry.term


def test_every_exception_holds_a_form_and_is_none() -> None:
    for lexicon in load_lexicons():
        for entry in lexicon.entries:
            keys = {letters_of(form)[0] for form in entry.forms}
            for exception in entry.exceptions:
                assert any(key in letters_of(exception)[0] for key in keys), (lexicon.id, exception)
                assert exception not in entry.forms, (lexicon.id, exception)


@pytest.mark.parametrize("word", [
    "gay", "lesbian", "bisexual", "transgender", "queer", "jew", "muslim", "christian", "black", "asian", "latino",
    "disabled", "immigrant", "woman", "tionghoa", "papua", "islam", "kristen", "hindu", "waria",
])
def test_a_group_named_is_not_an_insult(word: str) -> None:
    assert READER.read(prepare(f"I am proud to be {word} and I love my {word} neighbours.")) == []


def test_borrowed_words_are_not_listed_twice() -> None:
    *shipped, borrowed = load_lexicons()
    assert borrowed.id == "en/better-profanity" and borrowed.entries
    known = {form for lexicon in shipped for entry in lexicon.entries for form in entry.forms}
    assert not known & {entry.term for entry in borrowed.entries}


@pytest.mark.parametrize("row", [
    {}, {"term": "x", "first": ["a"]}, {"term": "x", "surprise": "1"}, {"term": "x", "match": "near"},
])
def test_schema_refuses(row: dict[str, object]) -> None:
    whole = {"category": "insult", "dimension": "language", "rating": "PG", **row}
    with pytest.raises(ValidationError):
        LexiconFile.model_validate({"language": "en", "title": "t", "entries": [whole]})


def test_schema_defaults_strong_readings_to_the_strong_ratings() -> None:
    shared = {"term": "x", "category": "insult", "dimension": "language"}
    assert Row.model_validate({**shared, "rating": "R"}).strong
    assert not Row.model_validate({**shared, "rating": "PG13"}).strong
    assert Row.model_validate({**shared, "rating": "PG13", "disguises": True}).strong
