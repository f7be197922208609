"""Properties of reading: offsets, no surprises on any Unicode, linear time, findings that stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saring.text.matcher import Matcher, Term
from saring.text.prepare import prepare
from saring.text.steps.fold import fold_term

ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=80)
MIXED = st.text(alphabet="wonderWONDER0$3*._- \n&#119;\u200b\u202e\u202cоɹǝ🔥🇼éZ", max_size=80)
MATCHER = Matcher([Term("wonder", strong=True), Term("blue moon", "phrase"), Term("ink", "inside")])
INNOCENT = st.sampled_from(["See you on Friday.", "Terima kasih banyak!", "The menu is out.", "12.50 for two"])


@given(st.one_of(ANY, MIXED))
def test_offsets_are_valid(text: str) -> None:
    prepared = prepare(text)
    assert prepared.original == text and prepared.views[0] is prepared.plain
    for view in prepared.views:
        assert len(view.offsets) == len(view.text) + 1 and len(view.ends) == len(view.text)
        for i in range(len(view.text)):
            start, end = view.span(i, i + 1)
            assert 0 <= start < end <= len(text)
    for match in MATCHER.find(prepared):
        assert 0 <= match.start < match.end <= len(text)


@given(st.one_of(ANY, MIXED))
def test_plain_offsets_point_at_their_character(text: str) -> None:
    if "&" in text or "\u202e" in text:
        return
    plain = prepare(text).plain
    for i, char in enumerate(plain.text):
        start, end = plain.span(i, i + 1)
        folded = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else fold_term(c) for c in text[start:end])
        assert char in folded


@given(ANY, INNOCENT, INNOCENT, st.sampled_from(["wonder", "w0nder", "w o n d e r", "w*nder", "blue moon"]))
@settings(max_examples=60)
def test_innocent_text_removes_no_finding(noise: str, before: str, after: str, word: str) -> None:
    assert MATCHER.find(prepare(word))
    del noise
    whole = f"{before}\n{word}\n{after}"
    spans = {whole[m.start:m.end] for m in MATCHER.find(prepare(whole))}
    assert word in spans


@given(ANY)
def test_any_unicode_around_a_word_keeps_it(noise: str) -> None:
    whole = f"{noise}\n\n.\n\nwonder\n\n.\n\n{noise}"
    at = len(noise) + 5
    if "\u202e" in noise:
        return
    assert any(m.start == at and m.end == at + 6 for m in MATCHER.find(prepare(whole)))


@pytest.mark.parametrize("unit", ["\u200b", "a", "a.", "f ", "w*", "&#1;", "\u202e", "aB", "aa", "a1",
                                  "ɐ", "🔥", "\ud800", "_", "(", "e\u0301"])
def test_time_is_linear(unit: str) -> None:
    """Ten times the text takes about ten times as long; a quadratic step would take a hundred times."""
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        MATCHER.find(prepare(text))
        return time.process_time() - start

    small = min(seconds(20_000) for _ in range(3))
    assert seconds(200_000) < 40 * max(small, 0.002)


def test_a_megabyte_of_nothing() -> None:
    text = "\u200b" * 1_000_000 + "wonder"
    start = time.process_time()
    match, = MATCHER.find(prepare(text))
    assert (match.start, match.end) == (1_000_000, 1_000_006)
    assert time.process_time() - start < 10
