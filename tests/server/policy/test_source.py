"""YAML with line numbers: what is read, and what is refused with its place."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from saring.policy.problems import PolicyError
from saring.policy.source import MAX_BYTES, MAX_DEPTH, read_source

REFUSED = [
    (b"a: 1\nb: 2\na: 3\n", 3, "'a' stands twice; the first is on line 1"),
    (b"rules:\n  - id: x\n    id: y\n", 3, "'id' stands twice; the first is on line 2"),
    (b"a: &x [1]\nb: *x\n", 1, "anchors and aliases"),
    (b"a: *x\n", 1, "anchors and aliases"),
    (b"a: !!python/object:os.system 1\n", 1, "tags"),
    (b"a:\n  - b\n c: d\n", 3, "not YAML"),
    (b"a: [1, 2\n", 2, "not YAML"),
    (b"a: 1\n\tb: 2\n", 2, "not YAML"),
    (b"a: \x07\n", 1, "a character that YAML does not allow"),
    (b"a: 1\nb: \xff\xfe\n", 2, "not UTF-8"),
    (b"? [a]\n: b\n", 1, "a key must be a word"),
    (b"--- 1\n--- 2\n", 2, "a second document"),
    (b"[" * (MAX_DEPTH + 1), 1, "nested deeper"),
    (b"[" * 100_000, 1, "nested deeper"),
    (b"#" * (MAX_BYTES + 1), 0, "larger than"),
]


@pytest.mark.parametrize("data, line, message", REFUSED, ids=range(len(REFUSED)))
def test_refused(data, line, message):
    with pytest.raises(PolicyError) as caught:
        read_source(data, "p.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("p.yaml", line)
    assert message in problem.message and problem.fix


VALUES = [
    ("no", "no"), ("off", "off"), ("Yes", "Yes"), ("2027-01-01", "2027-01-01"), ("0x10", "0x10"), ("1e3", "1e3"),
    ("010", 10), ("12", 12), ("-3", -3), ("0.5", 0.5), ("true", True), ("false", False), ("null", None), ("~", None),
    ('"12"', "12"), ("'true'", "true"), ("12:30", "12:30"), ("1_000", "1_000"), ("", None),
]


@pytest.mark.parametrize("written, value", VALUES, ids=[written or "empty" for written, _ in VALUES])
def test_only_plain_words_are_more_than_text(written, value):
    found = read_source(f"a: {written}\n".encode(), "p.yaml").data["a"]
    assert found == value and type(found) is type(value)


def test_a_key_is_the_word_as_written():
    assert read_source(b"off: 1\n2: 3\n", "p.yaml").data == {"off": 1, "2": 3}


def test_lines_of_paths():
    source = read_source(b"id: x\nrules:\n  - id: a\n    terms:\n      - one\n      - two\n", "p.yaml")
    assert source.line(("rules", 0, "terms", 1)) == 6
    assert source.line(("rules", 0, "missing")) == 3
    assert str(source.problem(("rules", 0, "terms", 1), "wrong.", "Mend it.")) == \
        "p.yaml:6: rules[0].terms[1]: wrong. Mend it."


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    assert read_source(b"\xef\xbb\xbfid: x\n", "p.yaml").data == {"id": "x"}


plain = st.recursive(
    st.booleans() | st.integers(-10**9, 10**9) | st.text(st.characters(exclude_categories=("C", "Zl", "Zp"))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.text(st.characters(categories=("Ll", "Nd")), min_size=1, max_size=6), inner, max_size=4),
    max_leaves=20)


@given(plain)
def test_json_is_read_as_json_reads_it(value):
    data = json.dumps(value, ensure_ascii=False).encode()
    assert read_source(data, "p.yaml").data == value


words = st.text(st.characters(categories=("Ll",)), min_size=1)


@given(st.dictionaries(words, st.lists(st.text("ab c#:-'\n")), max_size=4))
def test_what_a_dumper_writes_is_read_back(value):
    data = yaml.safe_dump(value, allow_unicode=True, default_style='"').encode()
    assert read_source(data, "p.yaml").data == value


@given(st.binary(max_size=200))
def test_any_bytes_give_data_or_a_policy_error(data):
    try:
        read_source(data, "p.yaml")
    except PolicyError as error:
        assert error.problems
