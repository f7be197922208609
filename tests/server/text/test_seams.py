"""Words cut in two by the end of a text: what is read together, what stays apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saring.domain import Rating
from saring.text.lexicon import Entry, Lexicon
from saring.text.matcher import Matcher, Term
from saring.text.reader import Reader
from saring.text.seams import find_split

MATCHER = Matcher([Term("wonder", strong=True), Term("kuntikan"), Term("make a wish", "phrase")])


def pieces(*texts: str) -> list[list[str]]:
    return [[texts[p.text][p.start:p.end] for p in found] for _, _, found in find_split(MATCHER, texts)]


@pytest.mark.parametrize(("texts", "expected"), [
    (["I say won", "der now"], ["won", "der"]),
    (["I say wonde", "r now"], ["wonde", "r"]),
    (["I say w", "onder"], ["w", "onder"]),
    (["w", "o", "n", "d", "e", "r"], ["w", "o", "n", "d", "e", "r"]),
    (["say wo", "nd", "er!"], ["wo", "nd", "er"]),
    (["say wond-", "-er"], ["wond", "er"]),
    (["say wond…", "…er then"], ["wond", "er"]),
    (["say wond...", "...er then"], ["wond", "er"]),
    (["say wond \n", " er then"], ["wond", "er"]),
    (["SAY WON", "DER NOW"], ["WON", "DER"]),
    (["Say W", "Onder"], ["W", "Onder"]),
    (["say w0n", "d3r then"], ["w0n", "d3r"]),
    (["say w.o.n", "d.e.r then"], ["w.o.n", "d.e.r"]),
    (["you should make", "a wish today"], ["make", "a wish"]),
    (["x" * 300 + " won", "der" + " y" * 300], ["won", "der"]),
])
def test_read_together(texts: list[str], expected: list[str]) -> None:
    assert expected in pieces(*texts)


@pytest.mark.parametrize("texts", [
    ["I say won.", "der Mann"], ["I say won", "Der Mann kommt"], ["We saw Won", "then"], ["I won", "the order"],
    ["wonder", "wonder"], ["I wonder", "fully agree"], ["a wond", "", "er"], ["wond", "xer"], ["swon", "der"],
    ["make", "a fish"], ["You can make.", "A wish"], ["You can make", "A wish"], ["won", "dering"], ["", ""], ["won"],
    ["Tempat ini bagus untuk", "ikan bakar"],
])
def test_left_apart(texts: list[str]) -> None:
    assert pieces(*texts) == []


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=()), max_size=30)
                | st.sampled_from(["won", "der", "w", "onder", "say wond-", "make", "a wish"]), max_size=5))
def test_pieces_lie_in_their_texts_and_cross_a_seam(texts: list[str]) -> None:
    for _, _, found in find_split(MATCHER, texts):
        assert len({piece.text for piece in found}) == len(found) >= 2
        assert all(0 <= piece.start < piece.end <= len(texts[piece.text]) for piece in found)


def test_the_reader_names_both_places_and_the_strictest_entry() -> None:
    shared = ("wonder", ("wonder",), "insult", "language")
    entries = tuple(Entry(*shared, rating, "en") for rating in (Rating.PG, Rating.R))
    match, = Reader([Lexicon("xx/test", "en", "test", entries)]).read_parts(["so won", "der"])
    assert [(p.text, p.start, p.end) for p in match.pieces] == [(0, 3, 6), (1, 0, 3)]
    assert (match.entry.rating, match.disguise, match.lexicon) == (Rating.R, "split", "xx/test")


def test_context_excuses_a_split_word_too() -> None:
    entry = Entry("wonder", ("wonder",), "insult", "language", Rating.R, "en", context=("animals",))
    assert Reader([Lexicon("xx/test", "en", "test", (entry,))]).read_parts(["my dog won", "der"]) == []
