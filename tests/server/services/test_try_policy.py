"""Every shipped policy's examples, screened for real, and what is said of one that goes wrong."""

import pytest

from saring.policy.load import load_policy, load_policy_text, pack_names
from saring.services.try_policy import try_examples


@pytest.mark.parametrize("name", pack_names())
def test_the_packs_do_as_they_say(name):
    tried = list(try_examples(load_policy(name)))
    assert tried and [str(result) for result in tried if result.problem] == []


@pytest.mark.parametrize("name", pack_names())
def test_the_packs_speak_both_languages(name):
    for rule in load_policy(name).rules:
        for texts in (rule.message, rule.title):
            assert set(texts) == {"en", "id"} and texts["en"] != texts["id"], rule.id
        assert rule.owner


WRONG = b"""\
id: p
version: 1
title: T
owner: O
rules:
  - id: rival
    kind: terms
    action: block
    terms: [rivalia]
    message: Not this.
    scope: {sites: [linkedin]}
    examples:
      violates:
        - Rivalia is here
        - nothing is here
        - {text: rivalia, site: x}
        - lexicon: {dimension: language, rating: X, language: en}
      allows:
        - all is well
        - rivalia again
"""


def test_an_example_that_goes_wrong_is_named_with_its_line():
    assert [str(result) for result in try_examples(load_policy_text(WRONG, "p.yaml"))] == [
        "p.yaml:14: rules[0].examples.violates[0]: as it should be.",
        "p.yaml:15: rules[0].examples.violates[1]: rival should object to this example and does not.",
        "p.yaml:16: rules[0].examples.violates[2]: rival should object to this example and does not.",
        "p.yaml:17: rules[0].examples.violates[3]: cannot be tried: no lexicon in 'en' has a word of that rating in "
        "'language'.",
        "p.yaml:19: rules[0].examples.allows[0]: as it should be.",
        "p.yaml:20: rules[0].examples.allows[1]: rival should allow this example and objects to it.",
    ]
