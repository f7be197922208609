"""A disclosure that must be there: found missing at its trigger, satisfied by any of its words."""

import pytest

from saring.detectors.prepared import prepare_draft
from saring.detectors.required import compile
from saring.domain import Action, Draft, Media, Part, RuleSpec


def rule(rule_id="r", when=("Kopi Ratu", "@kopiratu"), reach="part", exceptions=(), needs=("#ad", "#iklan",
                                                                                           "bermitra dengan")):
    return RuleSpec(rule_id, "required", Action.WARN, params={
        "terms": when, "needs": needs, "reach": reach, "match": "phrase", "exceptions": exceptions, "variants": True,
        "fields": ("text", "alt", "image_text")})


def find(parts, *rules, alt=""):
    draft = Draft(tuple(Part(text, (Media("0" * 64, alt=alt),)) for text in parts))
    return compile(rules or (rule(),)).detect(prepare_draft(draft, {}))


ROWS = [
    ("Minum Kopi Ratu hari ini", "Kopi Ratu"), ("We love K0pi Ratu", "K0pi Ratu"),
    ("Our ad for Kopi Ratu", "Kopi Ratu"), ("Kopi Ratu #adventure", "Kopi Ratu"), ("Kopi Ratu #1klan", "Kopi Ratu"),
    ("Minum Kopi Ratu hari ini #iklan", None), ("#AD Kopi Ratu", None), ("Kami bermitra dengan Kopi Ratu.", None),
    ("Minum kopi hari ini", None), ("Ratu kopi", None), ("#ad", None), ("", None),
]


@pytest.mark.parametrize("text, words", ROWS)
def test_one_text(text, words):
    found = find([text])
    assert [text[item.place.start:item.place.end] for item in found] == ([words] if words else [])
    assert all(item.values == {"needed": "#ad, #iklan, bermitra dengan"} for item in found)


def test_each_part_of_a_thread_discloses_for_itself_unless_the_rule_says_otherwise():
    parts = ["Iklan bersama mitra #iklan", "Kopi Ratu enak"]
    assert [item.place.part for item in find(parts)] == [1]
    assert find(parts, rule(reach="draft")) == []


def test_a_description_can_name_a_partner_and_discloses_nothing():
    assert [item.place.field for item in find(["foto"], alt="Segelas Kopi Ratu #ad")] == ["alt"]
    assert find(["foto #ad"], alt="Segelas Kopi Ratu") == []


def test_rules_have_their_own_words():
    first, second = rule("a"), rule("b", needs=("#sponsored",))
    assert [item.rule for item in find(["Kopi Ratu #ad"], first, second)] == ["b"]


def test_an_exception_needs_nothing():
    assert find(["Jalan Kopi Ratu"], rule(exceptions=("Jalan Kopi Ratu",))) == []
