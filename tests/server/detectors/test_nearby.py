"""The sentence around a find, and the words in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.detectors.nearby import REACH, Phrases, sentence_around
from saring.text.prepare import prepare

SENTENCES = [
    ("One. Two kopi three. Four", "Two kopi three"), ("kopi", "kopi"), ("One\nkopi\nTwo", "kopi"),
    ("Harga 3.500 untuk kopi! Ya", "Harga 3.500 untuk kopi"), ("好。kopi。好", "kopi"), ("Ya… kopi?", "kopi?"),
    ("No stop " * 100 + "kopi" + " no stop" * 100, None),
]


@pytest.mark.parametrize("text, sentence", SENTENCES)
def test_a_sentence(text, sentence):
    place = text.index("kopi")
    start, end = sentence_around(text, place, place + 4)
    assert end - start <= 2 * REACH + 4
    assert sentence is None or text[start:end] == sentence


@given(st.text(st.sampled_from("ab. \n!?。"), max_size=60), st.text(st.sampled_from("ab. \n!?。"), max_size=60))
def test_the_find_lies_in_its_sentence(before, after):
    text = before + "kopi" + after
    start, end = sentence_around(text, len(before), len(before) + 4)
    assert 0 <= start <= len(before) and len(before) + 4 <= end <= len(text)


PHRASES = [
    ("#ad", "Great coffee #ad", 1), ("#ad", "Great coffee #AD!", 1), ("#ad", "Great coffee ＃ad", 1),
    ("#ad", "The ad is great", 0), ("#ad", "#adventure", 0), ("#ad", "ad", 0), ("#ad", "#AdSpace", 0),
    ("@kopi", "Thanks @Kopi", 1), ("@kopi", "Thanks kopi", 0),
    ("bermitra dengan", "kami Bermitra  dengan mereka", 1), ("bermitra dengan", "bermitra tanpa dengan", 0),
    ("iklan", "#iklan", 1), ("iklan", "1kl4n", 0), ("iklan", "periklanan", 0),
]


@pytest.mark.parametrize("word, text, count", PHRASES)
def test_words_as_they_stand(word, text, count):
    assert len(Phrases([word]).find(prepare(text))) == count


def test_no_words():
    assert Phrases([]).find(prepare("kopi")) == []
