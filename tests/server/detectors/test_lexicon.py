"""The shipped lexicons: ratings for everybody, and for the rules that ask for a part of them."""

from dataclasses import replace

import pytest

from saring.detectors.lexicon import compile
from saring.detectors.prepared import prepare_draft
from saring.domain import Action, Draft, Media, Part, Rating, RuleSpec
from saring.policy.examples import lexicon_word

STRONG = lexicon_word("language", Rating.R, "en")
KASAR = lexicon_word("language", Rating.R, "id")


def rule(rule_id="r", exceptions=(), variants=True, fields=("text",), **wanted):
    lexicon = {"categories": (), "dimensions": (), "languages": (), "min_rating": None} | wanted
    return RuleSpec(rule_id, "terms", Action.BLOCK, params={
        "terms": (), "lexicon": lexicon, "match": "word", "exceptions": exceptions, "variants": variants,
        "fields": fields})


def find(text, *rules):
    return compile(rules).detect(prepare_draft(Draft((Part(text),)), {}))


@pytest.mark.parametrize("word", [STRONG, KASAR])
def test_a_rated_word_is_found_without_any_rule(word):
    (found,) = find(f"😀 well {word}, then")
    assert (found.rule, found.detector, found.dimension, found.rating) == ("", "lexicon", "language", Rating.R)
    assert (found.place.start, found.place.end) == (7, 7 + len(word))
    assert word not in f"{found.why}{found.values}{found.label}"


@pytest.mark.parametrize("text", ["", "Good morning from Scunthorpe.", "Selamat pagi dari Yogyakarta, kota budaya."])
def test_innocent_texts(text):
    assert find(text) == []


WANTED = [
    ({"min_rating": Rating.R}, True), ({"min_rating": Rating.X}, False), ({"languages": ("en",)}, True),
    ({"languages": ("id",)}, False), ({"dimensions": ("language",)}, True), ({"dimensions": ("hate",)}, False),
    ({"categories": ("drugs",)}, False), ({"exceptions": (STRONG.upper(),)}, False), ({"fields": ("alt",)}, False),
    ({"min_rating": Rating.R, "languages": ("id",)}, False), ({"variants": False}, True),
]


@pytest.mark.parametrize("wanted, asked", WANTED, ids=range(len(WANTED)))
def test_a_rule_asks_for_a_part(wanted, asked):
    found = find(STRONG, rule(**wanted))
    assert [item.rule for item in found] == (["", "r"] if asked else [""])


@pytest.mark.parametrize("text, asked", [
    (f"{STRONG} at work", True), (f"{STRONG}. At work.", False), (f"quoted: {STRONG} at work", False),
])
def test_a_rule_asks_for_words_beside_it_and_the_rating_stays(text, asked):
    spec = rule()
    near = replace(spec, params={**spec.params, "when_near": ("work",), "unless_near": ("quoted",)})
    assert [item.rule for item in find(text, near)] == (["", "r"] if asked else [""])


def test_a_rule_without_variants_leaves_disguised_words_alone():
    disguised = STRONG[0] + "\u0301" + STRONG[1:].replace("u", "@")
    assert [item.rule for item in find(disguised, rule(variants=False)) if item.disguise and item.rule] == []


def test_a_word_split_over_parts_and_alt_text_is_found_at_both_places():
    head, tail = STRONG[:2], STRONG[2:]
    thread = Draft((Part(f"so {head}"), Part(f"{tail} then")))
    found = compile(()).detect(prepare_draft(thread, {}))
    assert [(item.place.part, item.place.start, item.place.end, item.rating, item.disguise) for item in found] == [
        (0, 3, 5, Rating.R, "split"), (1, 0, len(tail), Rating.R, "split")]
    described = Draft((Part(f"so {head}", (Media("0" * 64, alt=f"{tail} then"),)),))
    found = compile(()).detect(prepare_draft(described, {}))
    assert [(item.place.field, item.place.media) for item in found] == [("text", None), ("alt", 0)]


def test_innocent_threads_are_not_read_together():
    thread = Draft((Part("See you on Friday, we are so glad"), Part("it is open again. Come see the shi"), Part("Tzu")))
    assert compile(()).detect(prepare_draft(thread, {})) == []
