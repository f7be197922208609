"""A draft's texts, and the way from a word in a picture back to its box."""

from saring.detectors.prepared import around, prepare_draft
from saring.domain import Draft, ImageReport, Media, Part, Place, Word

SHA = "1" * 64


def words(*rows):
    return tuple(Word(text, 0.9, box, frame) for text, box, frame in rows)


def prepared(*rows, parts=None):
    draft = Draft(parts or (Part("", (Media(SHA),)),))
    return prepare_draft(draft, {SHA: ImageReport(SHA, words=words(*rows))})


def test_every_text_with_its_place():
    draft = Draft((
        Part("satu", (Media(SHA, alt="dua"),)), Part("", (Media(unreadable="x", alt="tiga"),)), Part("empat")))
    found = prepare_draft(draft, {SHA: ImageReport(SHA, words=words(("lima", (0, 0, 9, 9), 0)))})
    assert [(text.prepared.original, text.place) for text in found.texts] == [
        ("satu", Place(0, "text")), ("dua", Place(0, "alt", 0)), ("lima", Place(0, "image_text", 0, frame=0)),
        ("tiga", Place(1, "alt", 0)), ("empat", Place(2, "text"))]
    assert [place for place, _ in found.images] == [Place(0, "image", 0)]


def test_a_span_of_a_picture_has_the_box_of_its_words():
    (text,) = prepared(("kopi panas", (10, 10, 100, 20), 0), ("setiap", (10, 40, 60, 20), 0)).texts
    assert text.prepared.original == "kopi panas\nsetiap"
    assert text.at(0, 4).box == (10, 10, 100, 20)
    assert text.at(11, 17).box == (10, 40, 60, 20)
    assert text.at(5, 13).box == (10, 10, 100, 50)
    assert text.at(11, 17).start == 11 and text.at(11, 17).frame == 0


def test_the_very_word_where_the_reader_knows_it():
    line = Word("kopi panas", 0.9, (10, 10, 100, 20), 0, ((0, 4, (10, 10, 40, 20)), (5, 10, (60, 10, 50, 20))))
    draft = Draft((Part("", (Media(SHA),)),))
    (text,) = prepare_draft(draft, {SHA: ImageReport(SHA, words=(line,))}).texts
    assert text.at(5, 10).box == (60, 10, 50, 20)


def test_frames_are_texts_of_their_own_and_the_same_words_count_once():
    box = (0, 0, 9, 9)
    found = prepared(("kopi", box, 0), ("kopi", box, 1), ("teh", box, 2), ("  ", box, 3))
    assert [(text.prepared.original, text.place.frame) for text in found.texts] == [("kopi", 0), ("teh", 2)]


def test_one_picture_in_two_parts_is_in_both():
    part = Part("", (Media(SHA),))
    found = prepared(("kopi", (0, 0, 9, 9), 0), parts=(part, part))
    assert [(text.place.part, text.prepared.original) for text in found.texts] == [(0, "kopi"), (1, "kopi")]


def test_around():
    assert around([(10, 20, 5, 5), (0, 22, 4, 10)]) == (0, 20, 15, 12)
