"""The digest that binds a verdict to a draft, as both sides of the wire compute it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.domain import Draft, Media, Part, draft_digest

CASES = json.loads((Path(__file__).parents[2] / "contract" / "digest.json").read_text("utf-8"))["cases"]


def draft_of(wire):
    parts = tuple(Part(part["text"], tuple(Media(**media) for media in part["media"])) for part in wire["parts"])
    return Draft(parts, wire["site"], wire["account"], wire["kind"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_contract(case):
    assert draft_digest(draft_of(case["draft"])) == case["digest"]


def test_the_contract_tells_apart_what_differs_and_nothing_else():
    same = {"name and type do not count": "a picture with a description",
            "the same with U+FFFD": "a lone surrogate stands for U+FFFD"}
    digests = {case["name"]: case["digest"] for case in CASES}
    for name, twin in same.items():
        assert digests[name] == digests[twin]
    distinct = [digest for name, digest in digests.items() if name not in same]
    assert len(set(distinct)) == len(distinct) >= 12


def test_groups_are_the_companions_own_knowledge():
    draft = Draft((Part("hello"),), "x")
    assert replace(draft, groups=("agency",)).digest == draft.digest


texts = st.text(max_size=12)


@given(st.lists(texts, min_size=1, max_size=4), st.lists(texts, min_size=1, max_size=4))
def test_parts_never_run_into_each_other(left, right):
    one, two = (Draft(tuple(Part(text) for text in side)).digest for side in (left, right))
    assert (one == two) == (left == right)


@given(texts, texts, texts, texts)
def test_no_field_can_pass_for_another(site, account, text, alt):
    media = (Media("0" * 64, alt=alt),)
    base = Draft((Part(text, media),), site, account)
    assert len({base.digest, replace(base, site=site + "0").digest, replace(base, account=account + "0").digest,
                Draft((Part(text + "0", media),), site, account).digest,
                Draft((Part(text, (Media("0" * 64, alt=alt + "0"),)),), site, account).digest,
                Draft((Part(text),), site, account).digest}) == 6
