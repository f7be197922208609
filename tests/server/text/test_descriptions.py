"""Graphic descriptions against their table; and that no single word of a rule is one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError
from saring.domain import Rating
from saring.text.descriptions import GraphicFile, find_descriptions, load_descriptions
from saring.text.prepare import prepare
from saring.text.reader import Reader

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "graphic.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("rating", "text"), [(name, text) for name, texts in CASES["flags"].items() for text in texts])
def test_flags(rating: str, text: str) -> None:
    found = list(find_descriptions(prepare(text).plain))
    assert found and max(entry.rating for _, entry, _, _ in found) >= Rating.parse(rating)
    assert all(0 <= start < end <= len(text) for _, _, start, end in found)


@pytest.mark.parametrize("text", CASES["passes"])
def test_passes(text: str) -> None:
    assert [entry.term for _, entry, _, _ in find_descriptions(prepare(text).plain)] == []


def test_one_group_alone_is_nothing() -> None:
    for rule in load_descriptions():
        for group in rule.groups:
            found = find_descriptions(prepare(" ".join(sorted(group))).plain)
            assert rule.entry.term not in {entry.term for _, entry, _, _ in found}


def test_the_words_must_be_close_and_in_one_sentence() -> None:
    text = "she begged while {}they chained her in the basement"
    assert list(find_descriptions(prepare(text.format("")).plain))
    assert not list(find_descriptions(prepare(text.format("the day was long. And then ")).plain))
    assert not list(find_descriptions(prepare(text.format("and so on " * 6)).plain))


def test_the_reader_tells_them() -> None:
    match, = Reader().read(prepare("They chained her in the basement and she begged."))
    assert (match.lexicon, match.entry.category, match.entry.rating) == ("en/graphic", "violence", Rating.R)


@pytest.mark.parametrize("more", [{"surprise": 1}, {"groups": ["one group"]}, {"within": 2}, {"rating": "Z"}])
def test_schema_refuses(more: dict[str, object]) -> None:
    rule = {"id": "x", "category": "violence", "dimension": "violence", "rating": "R", "groups": ["abc", "def"], **more}
    with pytest.raises(ValidationError):
        GraphicFile.model_validate({"language": "en", "title": "t", "rules": [rule]})
