"""Patterns over a draft's texts: as written, and as its characters look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.detectors.base import MAX_FINDINGS
from saring.detectors.pattern import compile, readings
from saring.detectors.prepared import prepare_draft
from saring.domain import Action, Draft, Media, Part, RuleSpec
from saring.text.re2_source import read_pattern


def find(pattern, text, ignore_case=True, fields=("text", "alt", "image_text"), alt=""):
    source = read_pattern(pattern)
    rule = RuleSpec("r", "pattern", Action.BLOCK, params={
        "plain": source.plain, "marked": source.marked, "ignore_case": ignore_case, "fields": fields})
    draft = Draft((Part(text, (Media("0" * 64, alt=alt),)),))
    return compile([rule]).detect(prepare_draft(draft, {}))


def spans(*args, **kwargs):
    return [(item.place.start, item.place.end) for item in find(*args, **kwargs)]


ROWS = [
    (r"guaranteed\s+returns", "Get GUARANTEED  Returns!", [(4, 23)]),
    (r"\bpasti untung\b", "ini pasti untung. — pasti untungnya", [(4, 16)]),
    (r"\bpasti untung\b", "ini pa\u200bsti unt\u00adung é", [(4, 18)]),
    (r"kopi", "ko\u200bpi\u200b\u200b x", [(0, 5)]),
    (r"\bpasti\b", "ｐａｓｔｉ untung", [(0, 5)]),
    (r"\bpasti\b", "𝐩𝐚𝐬𝐭𝐢 untung", [(0, 5)]),
    (r"\d{4}", "kode ١٢٣٤", [(5, 9)]),
    (r"™", "Kopi™", [(4, 5)]),
    (r"слово\b", "😀 слово", [(2, 7)]),
    (r"a\b", "broken \ud83d a", [(9, 10)]),
    (r"\bpasti\b", "kepastian", []),
    (r"\bpasti\b", "é kepastian", []),
]


@pytest.mark.parametrize("pattern, text, expected", ROWS, ids=range(len(ROWS)))
def test_spans_are_in_the_text_as_written(pattern, text, expected):
    assert spans(pattern, text) == expected


def test_case_counts_if_asked():
    assert spans("AKIA", "akia AKIA", ignore_case=False) == [(5, 9)]


def test_fields():
    assert [item.place.field for item in find("kopi", "kopi", alt="kopi")] == ["text", "alt"]
    assert [item.place.field for item in find("kopi", "kopi", alt="kopi", fields=("alt",))] == ["alt"]


def test_one_rule_reports_so_many_places_and_no_more():
    assert len(spans("a", "a" * 1000)) == MAX_FINDINGS


@given(st.text(st.sampled_from("ab\u200bé\u0301ｋ漢\u00ad😀")))
def test_a_reading_never_points_outside_the_text(text):
    for reading in readings(text):
        assert len(reading.offsets) == len(reading.text) + 1
        assert all(0 <= place <= len(text) for place in reading.offsets)
    for start, end in spans("[^x]+", text):
        assert 0 <= start < end <= len(text)


@given(st.text(st.sampled_from("xy \u200b\u2060é"), max_size=12), st.text(st.sampled_from("xy \u200bé"), max_size=12))
def test_a_word_is_found_wherever_it_stands(before, after):
    text = before + " ko\u200bpi " + after
    assert (len(before) + 1, len(before) + 6) in spans(r"\bkopi\b", text)
