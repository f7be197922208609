"""Every sentence in every locale: the same names, the same gaps, for everything that can be said."""

import re
from typing import get_args

import pytest

from saring.detectors.style import LOOKERS
from saring.domain import REASONS, Action
from saring.policy.data import nudity_labels, recognisers
from saring.policy.schema import RULE_MODELS
from saring.services.texts import locales, pick, say, sentences
from saring.text.lexicon_schema import Category
from saring.vision.models import installed_classes

classes = [label for labels in installed_classes().values() for label in labels]


def flat(value, name=""):
    if isinstance(value, dict):
        return {key: text for inner, item in value.items() for key, text in flat(item, f"{name}.{inner}").items()}
    return {name: value}


def test_there_are_two():
    assert locales() == ("en", "id")


def test_both_say_the_same_things_with_the_same_gaps():
    english, indonesian = flat(sentences("en")), flat(sentences("id"))
    assert english.keys() == indonesian.keys()
    for name, text in english.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", indonesian[name])), name
        assert text == "" or text != indonesian[name], f"{name} is not translated"


@pytest.mark.parametrize("group, names", [
    ("kind", RULE_MODELS), ("reason", REASONS), ("label", [*nudity_labels(), *classes, *recognisers()["recognisers"]]),
    ("category", get_args(Category)),
    ("advice", [action.word for action in Action if action is not Action.ALLOW]),
    ("finding", ["lexicon", "term", "pattern", "link", "lookalike", "secret", "required",
                 *(look.__name__ for look in LOOKERS.values()), "nudity", "class", "both", "match", "many_words"]),
    ("unreadable", ["unreadable", "remote", "too_large", "not_found"]),
    ("what", ["media", "nudity", "classes", "graphic", "match", "image_text", "alt", "text", "policy"]),
], ids=lambda value: value if isinstance(value, str) else "")
def test_everything_that_can_be_said_is_there(group, names):
    assert set(sentences("en")[group]) == set(names)


def test_an_unknown_locale_gets_english_and_an_unknown_name_itself():
    assert say("fr", "reason", "busy") == say("en", "reason", "busy")
    assert say("en", "category", "new") == "new"


@pytest.mark.parametrize("texts, locale, picked", [
    ({"en": "a", "id": "b"}, "id", "b"), ({"en": "a"}, "id", "a"), ({"id": "b"}, "en", "b"), ({}, "en", ""),
])
def test_pick(texts, locale, picked):
    assert pick(texts, locale) == picked
