"""The reader: lexicons together, overlaps, context."""

from __future__ import annotations

from saring.domain import Rating
from saring.text.lexicon import Entry, Lexicon
from saring.text.prepare import prepare
from saring.text.reader import Reader


def entry(term: str, rating: Rating, **more: object) -> Entry:
    return Entry(term, (term,), "insult", "language", rating, "en", **more)  # type: ignore[arg-type]


def reader(*entries: Entry) -> Reader:
    return Reader([Lexicon("xx/test", "en", "test", entries)])


def test_what_a_match_says() -> None:
    match, = reader(entry("wonder", Rating.R)).read(prepare("no W0nder"))
    assert (match.lexicon, match.entry.term, match.start, match.end, match.disguise) == (
        "xx/test", "wonder", 3, 9, "leet")


def test_the_longer_of_two_is_told() -> None:
    found = reader(entry("moon", Rating.PG13), entry("blue moon", Rating.R)).read(prepare("a blue moon"))
    assert [match.entry.term for match in found] == ["blue moon"]


def test_a_stronger_word_inside_a_milder_phrase_stays() -> None:
    found = reader(entry("moon", Rating.R), entry("blue moon", Rating.PG)).read(prepare("a blue moon"))
    assert {match.entry.term for match in found} == {"blue moon", "moon"}


def test_context_excuses_within_its_sentence_only() -> None:
    one = reader(entry("goat", Rating.PG13, context=("animals",)))
    assert one.read(prepare("The goat and the dog.")) == []
    assert len(one.read(prepare("You goat! The dog barks."))) == 1
