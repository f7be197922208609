"""When a word is a name: by its neighbours, never by a list of names that hold it."""

from __future__ import annotations

import pytest
from saring.text.names import is_given_name, is_joined, is_name


def ask(question, text: str) -> bool:  # type: ignore[no-untyped-def]
    """The word asked about stands between brackets."""
    start, end = text.index("["), text.index("]") - 1
    return question(text.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(("text", "expected"), [
    ("We live in [Wonder] Lane", True), ("[Wonder]-Street", True), ("Mount [Wonder] is high", True),
    ("[Wonder]'s Hotel", True), ("Desa [Wonder] di Jawa", True), ("Alan [Wonder] sings", True), ("Dr. [Wonder]", True),
    ("we live in [wonder] lane", False), ("[WONDER] LANE", False), ("[Wonder] lane", False), ("alan [Wonder]", False),
    ("[Wonder] Alan", False), ("Lane. [Wonder]", False), ("Lane, [Wonder]", False), ("[Wonder]", False),
    ("[Wonder] is here in the Lane", False),
])
def test_name(text: str, expected: bool) -> None:
    assert ask(is_name, text) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("a book by [Wonder] Quibbleton", True), ("[Wonder] Quibbleton", True), ("a book by [wonder] Quibbleton", False),
    ("[Wonder] House in the wood", False), ("You Are A [Wonder] Quibbler And More", False), ("[Wonder]", False),
])
def test_given_name(text: str, expected: bool) -> None:
    assert ask(is_given_name, text) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("a kitchen-[wonder]-diner", True), ("Barton [wonder] Marley", True), ("barton [wonder] Marley", False),
    ("Barton [Wonder] Marley", False), ("I [wonder] Daily", False), ("-[wonder]", False),
])
def test_joined(text: str, expected: bool) -> None:
    assert ask(is_joined, text) is expected
