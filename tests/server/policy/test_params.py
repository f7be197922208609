"""What each kind hands to its detector, and the faults only its kind can have."""

import pytest

from saring.domain import Rating
from saring.policy.data import domain_lists, nudity_labels
from saring.policy.problems import PolicyError
from saring.vision.models import load_manifest
from saring.vision.options import MANIFEST

FAULTS = [
    ("terms", {"terms": "['!!']"}, "rules[0].terms[0]: a term needs a letter or a digit."),
    ("terms", {"terms": "[Cure]", "exceptions": "[cure]"}, "'cure' is both a term and an exception."),
    ("terms", {"file": "words.txt"}, "rules[0].file: this policy does not stand in a folder."),
    ("terms", {"lexicon": "{categories: [insults]}"}, "rules[0].lexicon.categories[0]: the lexicons have no 'insults'. "
                                                      "Did you mean 'insult'?"),
    ("terms", {"lexicon": "{languages: [xx]}"}, "rules[0].lexicon.languages[0]: the lexicons have no 'xx'."),
    ("terms", {"lexicon": "{}"}, "give at least one of categories, dimensions, languages, min_rating."),
    ("terms", {"terms": "[a]", "when_near": "['..']"}, "rules[0].when_near[0]: a term needs a letter or a digit."),
    ("secret", {"secrets": "[ktp]"}, "rules[0].secrets[0]: there is no recogniser 'ktp'. There is: private_key"),
    ("secret", {"secrets": "[]"}, "rules[0].secrets: may not be empty."),
    ("required", {"needs": "['#ad']"}, "rules[0]: give when or file."),
    ("required", {"when": "[a]", "needs": "['#']"}, "rules[0].needs[0]: a term needs a letter or a digit."),
    ("required", {"when": "['!']", "needs": "[b]"}, "rules[0].when[0]: a term needs a letter or a digit."),
    ("style", {"min_letters": "5"}, "rules[0]: give at least one of max_capitals, max_emoji"),
    ("style", {"max_capitals": "1.5"}, "rules[0].max_capitals: Input should be less than 1."),
    ("pattern", {"pattern": "'(?=a)b'"}, "rules[0].pattern: RE2 has no look-around and no back-references"),
    ("pattern", {"pattern": "'a*'"}, "rules[0].pattern: the pattern also matches nothing at all"),
    ("link", {"domains": "['https://example.com/']"}, "'https://example.com/' is not a domain. Write it bare"),
    ("link", {"lists": "[shortners]"}, "there is no list 'shortners'. Did you mean 'shorteners'?"),
    ("image.nudity", {"labels": "[BUTTOCK_EXPOSED]"}, "no label 'BUTTOCK_EXPOSED'. Did you mean 'BUTTOCKS_EXPOSED'?"),
    ("image.nudity", {"labels": "[FACE_MALE]", "min_score": "0"}, ".min_score: Input should be greater than 0."),
    ("image.class", {"labels": "[Prn]"}, "no label 'Prn'. Did you mean 'Porn'?"),
    ("image.class", {"labels": "[Porn]", "model": "opinoin"}, "classifier 'opinoin'. Did you mean 'opinion'?"),
    ("image.class", {"labels": "[Porn]", "agrees": "{labels: [Porn]}"}, ".agrees.labels[0]: the model has no label"),
    ("image.match", {"hashes": "[abc]"}, "rules[0].hashes[0]: 'abc' is not a PDQ hash (64 hex digits)."),
    ("image.match", {}, "give hashes or file."),
    ("image.match", {"hashes": f"[{'a' * 64}]", "distance": "65"}, ".distance: Input should be less than or equal"),
    ("image.text", {"terms": "[a]", "min_words": "3"}, "give exactly one of terms, pattern, min_words."),
    ("image.text", {"pattern": "'(a'"}, "rules[0].pattern: RE2 refuses it"),
]


@pytest.mark.parametrize("kind, params, message", FAULTS, ids=range(len(FAULTS)))
def test_faults(policy, rule, kind, params, message):
    with pytest.raises(PolicyError) as caught:
        policy(rule(kind, **params))
    (problem,) = caught.value.problems
    assert message in str(problem) and problem.line >= 6


def params_of(policy, rule, kind, **params):
    return policy(rule(kind, **params)).rules[0].params


def test_terms(policy, rule, tmp_path):
    (tmp_path / "words.txt").write_text("# rivals\nrivalia\n\n  javanora \n", "utf-8")
    loaded = policy(rule("terms", terms="[a1]", file="words.txt", match="inside", exceptions="[ba1]", variants="false"),
                    folder=tmp_path)
    assert loaded.rules[0].params == {
        "terms": ("a1", "rivalia", "javanora"), "lexicon": None, "match": "inside", "exceptions": ("ba1",),
        "variants": False, "when_near": (), "unless_near": (), "fields": ("text", "alt", "image_text")}


def test_a_terms_file_counts_into_the_version(policy, rule, tmp_path):
    versions = set()
    for words in ("one\n", "two\n"):
        (tmp_path / "words.txt").write_text(words, "utf-8")
        versions.add(policy(rule("terms", file="words.txt"), folder=tmp_path).policy_version)
    assert len(versions) == 2


@pytest.mark.parametrize("data, message", [
    (None, "cannot read 'words.txt': No such file"), (b"\xff\xfe", "not UTF-8"), (b"# none\n", "has no entries"),
])
def test_a_terms_file_that_is_none(policy, rule, tmp_path, data, message):
    if data is not None:
        (tmp_path / "words.txt").write_bytes(data)
    with pytest.raises(PolicyError, match=message):
        policy(rule("terms", file="words.txt"), folder=tmp_path)


def test_a_part_of_the_lexicon(policy, rule):
    params = params_of(policy, rule, "terms", lexicon="{categories: [insult], min_rating: PG13, languages: [id]}")
    assert params["lexicon"] == {"categories": ("insult",), "dimensions": (), "languages": ("id",),
                                 "min_rating": Rating.PG13}


def test_pattern(policy, rule):
    params = params_of(policy, rule, "pattern", pattern=r"'\bkopi\b'", fields="[alt]")
    assert params["fields"] == ("alt",) and params["ignore_case"]
    assert params["plain"] == r"\bkopi\b" and params["marked"]


def test_links(policy, rule):
    params = params_of(policy, rule, "link", domains="['*.example.com', кофе.example]", lists="[adult]")
    assert params["domains"][:2] == ("*.example.com", "кофе.example")
    assert set(domain_lists()["adult"]) < set(params["domains"])


def test_nudity(policy, rule):
    params = params_of(policy, rule, "image.nudity", labels="[ANUS_EXPOSED]", min_score="0.3")
    assert params == {"labels": {"ANUS_EXPOSED": ("nudity", Rating.X)}, "min_score": 0.3}
    params = params_of(policy, rule, "image.nudity", labels="[ANUS_EXPOSED]", rated="false")
    assert params == {"labels": {"ANUS_EXPOSED": ("nudity", None)}, "min_score": 0.5}


def test_known_pictures(policy, rule, tmp_path):
    (tmp_path / "known.txt").write_text(f"# embargoed\n{'B' * 64}  poster.png\n{'a' * 64}\n", "utf-8")
    loaded = policy(rule("image.match", hashes=f"[{'a' * 64}]", file="known.txt"), folder=tmp_path)
    assert loaded.rules[0].params == {"hashes": ("a" * 64, "b" * 64), "distance": 31, "min_quality": 0.5}


def test_classes(policy, rule):
    params = params_of(policy, rule, "image.class", labels="[Porn, Drawing]")
    assert params == {"model": "opinion", "min_score": 0.5, "agrees": None, "labels": {
        "Porn": ("explicit", "sexual", Rating.X), "Drawing": ("drawing", "", None)}}
    params = params_of(policy, rule, "image.class", labels="[Porn]", rated="false", agrees="{labels: [ANUS_EXPOSED]}")
    assert params["labels"] == {"Porn": ("explicit", "sexual", None)}
    assert params["agrees"] == (("ANUS_EXPOSED",), 0.3)


def test_every_label_of_the_model_has_a_meaning():
    assert set(nudity_labels()) == set(load_manifest(MANIFEST).named("nudity").labels)


def test_secret_required_style(policy, rule):
    secret = params_of(policy, rule, "secret", secrets="[nik, email]")
    assert list(secret["recognisers"]) == ["nik", "email"] and "nik" in secret["tables"]
    required = params_of(policy, rule, "required", when="[Kopi Ratu]", needs="['#ad']")
    assert (required["terms"], required["needs"], required["reach"]) == (("Kopi Ratu",), ("#ad",), "part")
    style = params_of(policy, rule, "style", max_emoji=0, max_capitals=0.5)
    assert style == {"max_emoji": 0, "max_capitals": 0.5, "min_letters": 20, "fields": ("text",)}
