"""Listed words and phrases: whole words, inside words, phrases, exceptions, disguises."""

from dataclasses import replace

import pytest

from saring.detectors.prepared import prepare_draft
from saring.detectors.terms import compile
from saring.domain import Action, Draft, Media, Part, RuleSpec

FIELDS = ("text", "alt", "image_text")


def rule(terms, rule_id="r", match="word", exceptions=(), variants=True, fields=FIELDS):
    return RuleSpec(rule_id, "terms", Action.BLOCK, params={
        "terms": terms, "lexicon": None, "match": match, "exceptions": exceptions, "variants": variants,
        "fields": fields})


def find(text, *rules, alt=""):
    draft = Draft((Part(text, (Media("0" * 64, alt=alt),)),))
    return compile(rules).detect(prepare_draft(draft, {}))


ROWS = [
    ("Javanora is cheap", {}, ["Javanora"]),
    ("JAVANORA!", {}, ["JAVANORA"]),
    ("#javanora @javanora", {}, ["javanora", "javanora"]),
    ("jávanora", {}, ["jávanora"]),
    ("Jav4nora", {}, ["Jav4nora"]),
    ("Jаvаnоrа", {}, ["Jаvаnоrа"]),
    ("ja\u200bvanora", {}, ["ja\u200bvanora"]),
    ("javanorama", {}, []),
    ("superjavanora", {}, []),
    ("superjavanorama", {"match": "inside"}, ["javanora"]),
    ("Javanora Street", {"exceptions": ("Javanora Street",)}, []),
    ("Javanora Street, Javanora", {"exceptions": ("Javanora Street",)}, ["Javanora"]),
    ("Jav4nora", {"variants": False}, []),
    ("", {}, []),
]


@pytest.mark.parametrize("text, options, words", ROWS, ids=[f"{text} {options}" for text, options, _ in ROWS])
def test_words(text, options, words):
    found = find(text, rule(("javanora",), **options))
    assert [text[item.place.start:item.place.end] for item in found] == words
    assert {(item.rule, item.detector, item.label) for item in found} <= {("r", "terms", "javanora")}


PHRASES = [
    ("Kopi Ratu Selatan", 1), ("kopi  ratu\nselatan", 1), ("kopi-ratu-selatan", 1),
    ("ratu kopi selatan", 0), ("kopi ratu", 0), ("kopi ratu selatannya", 0),
]


@pytest.mark.parametrize("text, count", PHRASES)
def test_phrases(text, count):
    assert len(find(text, rule(("kopi ratu selatan",), match="phrase"))) == count


def test_a_finding_belongs_to_its_rule_even_if_two_list_the_same_word():
    found = find("javanora", rule(("javanora",), "a"), rule(("javanora",), "b"))
    assert sorted(item.rule for item in found) == ["a", "b"]


def test_of_terms_within_one_another_the_longest_is_named():
    terms = rule(("kopi", "kopi ratu", "ratu selatan"), match="phrase")
    found = find("kopi ratu selatan, kopi", terms, rule(("kopi",), "other"))
    assert [(item.rule, item.place.start, item.place.end) for item in found] == [
        ("r", 0, 9), ("other", 0, 4), ("r", 5, 17), ("r", 19, 23), ("other", 19, 23)]


def test_the_disguise_is_named_and_the_text_is_not():
    (found,) = find("jav4nora", rule(("javanora",)))
    assert found.disguise and "4" not in f"{found.disguise}{found.why}{found.values}"
    (plain,) = find("javanora", rule(("javanora",)))
    assert plain.disguise == ""


def test_fields():
    assert [item.place.field for item in find("javanora", rule(("javanora",)), alt="javanora")] == ["text", "alt"]
    alone = rule(("javanora",), fields=("alt",))
    assert [item.place.field for item in find("javanora", alone, alt="javanora")] == ["alt"]


NEAR = [
    ("Kami beri jaminan untung.", {"when_near": ("untung",)}, 1),
    ("Untung besar, ada jaminan", {"when_near": ("untung", "cuan")}, 1),
    ("Jaminan mutu. Untung ada kopi.", {"when_near": ("untung",)}, 0),
    ("Jaminan mutu\nuntung", {"when_near": ("untung",)}, 0),
    ("jaminan", {"when_near": ("jaminan",)}, 0),
    ("Tanpa jaminan", {"unless_near": ("tanpa jaminan",)}, 0),
    ("Jaminan untung", {"when_near": ("jaminan untung",)}, 1),
    ("jaminan jaminan", {"when_near": ("jaminan",)}, 2),
    ("Tidak ada jaminan untung", {"when_near": ("untung",), "unless_near": ("tidak ada",)}, 0),
    ("Tidak ada hujan. Jaminan untung", {"when_near": ("untung",), "unless_near": ("tidak ada",)}, 1),
    ("Jaminan mutu", {"unless_near": ("mutu",)}, 0),
    ("Jaminan bermutu", {"unless_near": ("mutu",)}, 1),
    ("J4minan untung", {"when_near": ("untung",)}, 1),
    ("Jaminan u.n.t.u.n.g", {"when_near": ("untung",)}, 0),
]


@pytest.mark.parametrize("text, near, count", NEAR)
def test_what_stands_in_the_same_sentence(text, near, count):
    spec = rule(("jaminan",))
    asking = replace(spec, params={**spec.params, **near})
    assert len(find(text, asking)) == count
    both = find(text, asking, rule(("jaminan",), "other"))
    assert [item.rule for item in both].count("r") == count and "other" in {item.rule for item in both}


def test_no_rules_find_nothing():
    assert find("javanora") == []


def test_a_term_split_over_a_thread_is_found_at_both_places():
    draft = Draft((Part("try java"), Part("nora now")))
    found = compile([rule(("javanora",))]).detect(prepare_draft(draft, {}))
    assert [(item.place.part, item.place.start, item.place.end, item.disguise) for item in found] == [
        (0, 4, 8, "split"), (1, 0, 4, "split")]
    assert compile([rule(("javanora",), variants=False)]).detect(prepare_draft(draft, {})) == []
