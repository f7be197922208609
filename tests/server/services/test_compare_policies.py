"""What changes for the author when one policy takes the place of another."""

from saring.policy.load import load_policy, load_policy_text
from saring.services.compare_policies import compare

TEXT = """\
id: p
version: 1
title: T
owner: O
unchecked: {busy: review}
rules:
  - id: rival
    kind: terms
    action: block
    terms: [one, two]
    message: Not this.
    examples: {violates: [one], allows: [a]}
  - id: tone
    kind: rating
    action: warn
    ceiling: PG
    message: Too loud.
    examples: {violates: [a], allows: [b]}
"""


def load(text):
    return load_policy_text(text.encode())


def test_the_same_policy_has_no_difference():
    assert list(compare(load(TEXT), load("# a comment\n" + TEXT))) == []


def test_every_kind_of_difference_is_said():
    new = TEXT
    for old, changed in (
        ("busy: review", "busy: block"), ("owner: O", "owner: O\nexpires: 2027-01-31"), ("ceiling: PG", "ceiling: R"),
        ("[one, two]", "[two, three, four, five, six, seven, eight, nine]"),
        ("action: warn", "action: block\n    scope: {sites: [x]}"),
    ):
        new = new.replace(old, changed)
    assert list(compare(load(TEXT), load(new))) == [
        "~ rival: terms: added three, four, five, six, seven and 2 more; removed one",
        "~ tone: action: warn -> block", "~ tone: scope.sites: everywhere -> x", "~ tone: ceiling: PG -> R",
        "~ unchecked.busy: review -> block", "~ expires: never -> 2027-01-31",
    ]


def test_rules_that_come_and_go():
    other = TEXT.replace("id: tone", "id: voice")
    assert list(compare(load(TEXT), load(other))) == ["+ voice: rating, warn", "- tone: rating, warn"]


def test_the_brand_pack_over_the_default():
    lines = list(compare(load_policy("default"), load_policy("brand-example")))
    assert "~ link.shortener: action: log -> review" in lines and not [line for line in lines if line.startswith("-")]
