"""Examples as drafts: placed where the rule applies, pictures by what is stated of them."""

import pytest

from saring.domain import Action, Rating, RuleSpec, Scope
from saring.policy.examples import example_draft, lexicon_word
from saring.policy.model import ExampleCase
from saring.text.lexicon import load_lexicons


def case(**fields):
    return ExampleCase("r", True, "p.yaml", 1, "rules[0].examples.violates[0]", **fields)


def rule(scope=Scope()):
    return RuleSpec("r", "terms", Action.BLOCK, scope=scope)


def test_a_text_has_no_picture():
    draft, images, pictures = example_draft(case(text="hello"), rule())
    assert [part.text for part in draft.parts] == ["hello"] and not images and pictures is None


def test_it_stands_where_the_rule_applies():
    scope = Scope(("linkedin", "x"), ("kopi",), ("agency",))
    draft, _, _ = example_draft(case(text="hello"), rule(scope))
    assert scope.covers(draft.site, draft.account, draft.groups)
    draft, _, _ = example_draft(case(text="hello", site="facebook"), rule(scope))
    assert draft.site == "facebook"


def test_a_stated_picture():
    draft, images, pictures = example_draft(
        case(words="one two\nthree", regions=(("FACE_MALE", 0.7),), alt="a face"), rule())
    (media,) = draft.parts[0].media
    report = pictures.inspect(media.sha256, images[media.sha256], 0.0)
    assert media.alt == "a face" and [word.text for word in report.words] == ["one two", "three"]
    assert [(region.label, region.score) for region in report.regions] == [("FACE_MALE", 0.7)] and not report.unchecked


def test_a_word_of_the_lexicon_stands_in_for_itself():
    word = lexicon_word("language", Rating.R, "en")
    rated = {form: entry.rating for lexicon in load_lexicons() for entry in lexicon.entries for form in entry.forms
             if entry.language == "en"}
    assert rated[word] is Rating.R
    draft, _, _ = example_draft(case(text="say", lexicon=("language", Rating.R, "en")), rule())
    assert draft.parts[0].text == f"say {word}"


def test_a_word_that_no_lexicon_has():
    with pytest.raises(LookupError, match="no lexicon in 'tlh'"):
        lexicon_word("language", Rating.R, "tlh")
