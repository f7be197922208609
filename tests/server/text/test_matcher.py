"""The matcher: modes, exceptions, edges, disguises, many terms."""

from __future__ import annotations

import pytest
from saring.text.matcher import Match, Matcher, Term, letters_of
from saring.text.prepare import prepare


def find(text: str, *terms: Term) -> list[Match]:
    return Matcher(terms).find(prepare(text))


def spans(text: str, *terms: Term) -> list[str]:
    return [text[match.start:match.end] for match in find(text, *terms)]


@pytest.mark.parametrize(("term", "text", "expected"), [
    (Term("ink"), "ink", ["ink"]),
    (Term("ink"), "think inky", []),
    (Term("ink"), "ink, Ink! (INK)", ["ink", "Ink", "INK"]),
    (Term("ink"), "l'ink d’ink", ["ink", "ink"]),
    (Term("ink", "inside"), "thinking", ["ink"]),
    (Term("ink", "inside", ("think",)), "think wink", ["ink"]),
    (Term("ink", "inside", ("*inker",)), "think thinker inkers", ["ink", "ink"]),
    (Term("ink", "inside", ("ink*",)), "think inky", ["ink"]),
    (Term("Acme Corp", "phrase"), "acme corp, ACME  corp, acme\ncorp, acme-corp, acmecorp", [
        "acme corp", "ACME  corp", "acme\ncorp", "acme-corp", "acmecorp"]),
    (Term("Acme Corp", "phrase"), "acme. Corp", []),
    (Term("Acme Corp", "phrase"), "acme old corp", []),
    (Term("orange", exceptions=("agent orange",)), "orange, agent orange, Agent-Orange", ["orange"]),
    (Term("café"), "Cafe CAFÉ cafe\u0301", ["Cafe", "CAFÉ", "cafe\u0301"]),
    (Term("привет"), "Привет!", ["Привет"]),
    (Term("東京"), "今日は東京です", ["東京"]),
    (Term("24x7"), "open 24x7", ["24x7"]),
    (Term("straße"), "STRASSE Straße", ["STRASSE", "Straße"]),
])
def test_modes(term: Term, text: str, expected: list[str]) -> None:
    assert spans(text, term) == expected


def test_variants_off_reads_the_plain_text_only() -> None:
    plain = Term("wonder", variants=False)
    assert spans("w0nder w.o.n.d.e.r wooonder wonder2", plain) == []
    assert spans("Wonder", plain) == ["Wonder"]


def test_a_term_list_reads_its_disguises() -> None:
    assert len(find("w0nder w.o.n.d.e.r wooonder", Term("wonder"))) == 3


def test_strong_readings_need_a_strong_term() -> None:
    assert find("wodner", Term("wonder")) == []
    assert [m.disguise for m in find("wodner", Term("wonder", strong=True))] == ["swapped"]


def test_the_very_term_comes_back() -> None:
    term = Term("ink")
    assert find("ink", Term("pen"), term)[0].term is term


def test_an_empty_term_is_refused() -> None:
    with pytest.raises(ValueError, match="letter or digit"):
        Matcher([Term("!!")])


def test_no_terms() -> None:
    assert Matcher([]).find(prepare("anything at all")) == []


def test_letters_of() -> None:
    assert letters_of("Son of-A gun") == ("sonofagun", (3, 5, 6))


def test_many_terms_are_all_found() -> None:
    terms = [Term(f"w{i:05d}x") for i in range(20_000)]
    matcher = Matcher(terms)
    assert [m.term.text for m in matcher.find(prepare("see w00007x and w19999x here"))] == ["w00007x", "w19999x"]
