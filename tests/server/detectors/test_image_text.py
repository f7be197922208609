"""Words in a picture: listed, described, or too many."""

import pytest

from saring.detectors.image_text import compile
from saring.detectors.prepared import prepare_draft
from saring.domain import Action, Draft, ImageReport, Media, Part, RuleSpec, Word
from saring.text.re2_source import read_pattern

SHA = "1" * 64


def rule(**params):
    return RuleSpec("r", "image.text", Action.BLOCK, params={"fields": ("image_text",)} | params)


def terms(*words):
    return rule(terms=words, lexicon=None, match="phrase", exceptions=(), variants=True)


def pattern(text):
    source = read_pattern(text)
    return rule(plain=source.plain, marked=source.marked, ignore_case=True)


def find(lines, *rules, text=""):
    words = tuple(Word(line, 1.0, (0, 20 * number, 100, 20)) for number, line in enumerate(lines))
    draft = Draft((Part(text, (Media(SHA, alt=text),)),))
    return compile(rules).detect(prepare_draft(draft, {SHA: ImageReport(SHA, 100, 100, words=words)}))


def test_a_phrase_may_run_over_lines_and_its_box_holds_them():
    (found,) = find(["please", "do not", "distribute"], terms("do not distribute"))
    assert (found.detector, found.place.field, found.place.box) == ("image_text", "image_text", (0, 20, 100, 40))


def test_a_pattern():
    (found,) = find(["Nomor 1234-5678"], pattern(r"\d{4}-\d{4}"))
    assert (found.place.start, found.place.end) == (6, 15)


def test_only_the_picture_is_read():
    assert not find(["hello"], terms("rahasia"), pattern("rahasia"), text="rahasia")


@pytest.mark.parametrize("lines, found", [(["a b", "c"], True), (["a b"], False), ([], False), (["a b c d"], True)])
def test_many_words(lines, found):
    result = find(lines, rule(min_words=3))
    assert bool(result) is found
    assert all(item.place.field == "image" and item.values == {"count": str(len(" ".join(lines).split()))}
               for item in result)
