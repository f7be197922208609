"""RE2 patterns that mean the same in every script, and the ones that are refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.text.re2_source import MARK, PatternError, compile_re2, mark_boundaries, read_pattern


def find(pattern, text, ignore_case=True):
    """What the pattern matches, the way that the detector asks."""
    source = read_pattern(pattern)
    if source.marked and not text.isascii():
        marked, places = mark_boundaries(text)
        found = compile_re2(source.marked, ignore_case).finditer(marked)
        return [text[places[m.start()]:places[m.end()]] for m in found]
    return [m.group() for m in compile_re2(source.plain, ignore_case).finditer(text)]


MATCHES = [
    (r"\bслово\b", "это слово, слова слово", ["слово", "слово"]),
    (r"\bслово\b", "слово слово", ["слово", "слово"]),
    (r"\bслово\b", "предисловословоблудие словоох", []),
    (r"\bكلمة\b", "هذه كلمة هنا", ["كلمة"]),
    (r"\bkopi\b", "kopi, kopiku, é kopi", ["kopi", "kopi"]),
    (r"\bcaf\b", "café", []),
    (r"caf\b", "café caf", ["caf"]),
    (r"\bnai\b", "nai\u0308ve", []),
    (r"\w+", "naïve café_1 слово", ["naïve", "café_1", "слово"]),
    (r"\W+", "a—é", ["—"]),
    (r"\d{2}", "12 ١٢ १२", ["12", "١٢", "१२"]),
    (r"\D", "1é", ["é"]),
    (r"a\sb", "a\u00a0b a\u2003b a b", ["a\u00a0b", "a\u2003b", "a b"]),
    (r"\S+", "é\u00a0x", ["é", "x"]),
    (r"[\w-]+@\w+", "tulis ke é-x@ü.id", ["é-x@ü"]),
    (r"[^\w\s]\b", "é !kopi", ["!"]),
    (r"a.c$", "é abc", ["abc"]),
    (r"^\bé\b", "é é", ["é"]),
    (r"[^x]{3}\b", "éab", ["éab"]),
    (r"\bfoo\b.*\bbar\b", "é foo x bar barx", ["foo x bar"]),
    (r"(?s)a.b\b", "éa\nb", ["a\nb"]),
    (r"(?s:a.)b.\b", "é a\nb\n", []),
    (r"\Qa.b\E\b", "é a.b axb", ["a.b"]),
    (r"(?:\b|_)é", "x_é é", ["_é", "é"]),
    (r"\p{Greek}+\b", "αβγ xyz", ["αβγ"]),
    (r"\P{Greek}\b", "αx", ["x"]),
    (r"(?i)É\b", "é", ["é"]),
    (r"(pasti|dijamin)\s+(untung|cuan)\b", "dijamin  cuan — pasti rugi", ["dijamin  cuan"]),
    (r"\x{44F}\b", "я", ["я"]),
    (r"[[:digit:]]é\b", "1é", ["1é"]),
    (r"a|é\b", "xa é", ["a", "é"]),
    (r"(?P<name>é)\b", "é", ["é"]),
]


@pytest.mark.parametrize("pattern, text, expected", MATCHES, ids=[f"{p} in {t!r}" for p, t, _ in MATCHES])
def test_matches(pattern, text, expected):
    assert find(pattern, text) == expected


REFUSED = [
    (r"(?=a)b", "no look-around"), (r"(?<!a)b", "no look-around"), (r"(a)\1", "back-references"),
    ("a{1001}", "invalid repetition"), ("(", "missing )"), ("[a", "this [ is never closed at character 1"),
    ("a(b[", "this [ is never closed at character 4"), ("*a", "no argument"), ("[z-a]", "character class range"),
    (r"\B", r"\B is not offered at character 1"), (r"x\Ca", "half a character at character 2"),
    (r"[\W]", r"opposite class \W cannot stand inside [ ]; use [^…] or (?s:.) at character 2"),
    (r"[\b]", r"\b means nothing inside [ ]"), (r"\p{Nope}", "character class range"), ("a\\", "trailing"),
    ("a*", "matches nothing at all"), ("x|", "matches nothing at all"), (r"\b", "matches nothing at all"),
    ("^", "matches nothing at all"), ("$", "matches nothing at all"), ("(a|b?)", "matches nothing at all"),
    ("(?:x*)", "matches nothing at all"), ("\ud800", "half a character"),
]


@pytest.mark.parametrize("pattern, reason", REFUSED, ids=range(len(REFUSED)))
def test_refused_with_a_reason(pattern, reason, capfd):
    with pytest.raises(PatternError) as caught:
        read_pattern(pattern)
    assert reason in str(caught.value)
    assert capfd.readouterr().err == ""


def test_a_pattern_that_takes_re_for_ever_takes_no_time():
    assert find(r"(a+)+b\b", "a" * 200_000 + "é") == []


texts = st.text(st.sampled_from("aZ_9 -é\u0301слк漢\n\u200d😀") | st.characters(exclude_categories=("Cs",)))


@given(texts)
def test_marks_take_nothing_away_and_know_their_places(text):
    marked, places = mark_boundaries(text)
    assert len(places) == len(marked) + 1 and places[-1] == len(text)
    assert list(places) == sorted(places)
    kept = [(char, place) for char, place in zip(marked, places) if char != MARK]
    assert [place for _, place in kept] == list(range(len(text)))
    assert "".join(char for char, _ in kept) == text.replace(MARK, "\ufffd")


@given(st.text(st.sampled_from("ab é1_ -к")))
def test_word_boundaries_are_those_of_a_unicode_engine(text):
    assert find(r"\b\w+\b", text) == re.findall(r"\b\w+\b", text)
    assert find(r"\ba", text) == re.findall(r"\ba", text)
    assert find(r"\bк|é\b", text) == re.findall(r"\bк|é\b", text)


@given(st.text(max_size=30))
def test_any_pattern_is_taken_or_refused(pattern):
    try:
        source = read_pattern(pattern)
    except PatternError:
        return
    assert not compile_re2(source.plain, True).fullmatch("")
