"""Sentences that differ only in the group they name are read alike."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from saring.text.lexicon import load_lexicons
from saring.text.prepare import prepare
from saring.text.reader import Reader

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "pairs.yaml").read_text(encoding="utf-8"))
READER = Reader()
READER_LEXICONS = load_lexicons()


def verdict(text: str) -> list[tuple[str, int]]:
    return [(match.entry.dimension, int(match.entry.rating)) for match in READER.read(prepare(text))]


@pytest.mark.parametrize(("language", "sentence"), [
    (language, sentence) for language, sentences in CASES["sentences"].items() for sentence in sentences
])
def test_every_group_alike(language: str, sentence: str) -> None:
    first, *others = CASES["groups"][language]
    expected = verdict(sentence.format(first))
    assert {group: verdict(sentence.format(group)) for group in others} == dict.fromkeys(others, expected)


@pytest.mark.parametrize(("language", "sentence"), [
    ("en", "{} people deserve respect."), ("id", "Tetangga saya {} dan ramah."),
])
def test_a_neutral_sentence_has_no_finding(language: str, sentence: str) -> None:
    assert [group for group in CASES["groups"][language] if verdict(sentence.format(group))] == []


def test_a_context_rule_never_excuses_a_plain_slur() -> None:
    slurs = [
        entry for lexicon in READER_LEXICONS for entry in lexicon.entries
        if entry.category == "slur" and entry.rating >= 3
        and not entry.context and not entry.needs and entry.match != "phrase"
    ]
    assert slurs
    for entry in slurs:
        quoted = f'Police in court reported the doctor said "{entry.term}" at the museum of history'
        assert any(match.entry.rating >= 3 for match in READER.read(prepare(quoted))), entry.category
