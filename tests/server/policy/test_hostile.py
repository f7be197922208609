"""Policies made to hurt: refused with a line and a reason, within seconds and without a flood of messages."""

import time

import pytest

from saring.policy.load import load_policy, load_policy_text
from saring.policy.problems import MAX_PROBLEMS, PolicyError

HEAD = "id: a\nversion: 1\ntitle: T\nowner: O\n"
RULE = ("  - {id: r%d, kind: style, action: warn, max_emoji: 1, message: m, examples: {violates: [a], allows: [b]}}\n")
TERMS = ("rules:\n  - id: a\n    kind: terms\n    action: block\n    message: m\n"
         "    examples: {violates: [a], allows: [b]}\n    terms: [")

HOSTILE = {
    "five megabytes of brackets": ("[" * 5_000_000, 0, "larger than 2048 KiB"),
    "two megabytes of brackets": ("[" * 2_000_000, 1, "nested deeper than 16 levels"),
    "nested mappings": ("{a: " * 400_000, 1, "nested deeper than 16 levels"),
    "nested lists": ("- " * 1_000_000, 1, "nested deeper than 16 levels"),
    "mappings as keys": ("? " * 1_000_000, 1, "a key must be a word"),
    "a hundred thousand rules": (HEAD + "rules:\n" + "  - {}\n" * 100_000, 5, "more than 5000 rules"),
    "a billion laughs": ("a: &a [x]\nb: &b [*a, *a]\n" + "c: [*b, *b]\n" * 1000, 1, "anchors and aliases"),
    "an object of Python": ("a: !!python/object/apply:os.system [x]\n", 1, "tags (!) are not read"),
    "a key twice": (HEAD + "id: b\n", 5, "'id' stands twice; the first is on line 1"),
    "a quote without end": ('id: "' + "a\n" * 900_000, 900_001, "not YAML"),
    "one rule five thousand times": (HEAD + "rules:\n" + RULE % 1 * 5000, 7, "the rule 'r1' is already in"),
    "a hundred thousand layers": (HEAD + "extends:\n" + "  - default\n" * 100_000, 5, "at most 20 items"),
    "a hundred thousand keys": (HEAD + "".join(f"k{i}: 1\n" for i in range(100_000)), 5, "unknown key 'k0'"),
    "a hundred thousand numbers": (HEAD + TERMS + "1," * 100_000 + "]\n", 11, "must be text"),
    "overrides of nothing": (HEAD + "extends: [default]\noverride:\n" + "".join(
        f"  z{i}: {{}}\n" for i in range(50_000)), 7, "there is no inherited rule 'z0'"),
}


@pytest.mark.parametrize("text, line, reason", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_policy_is_refused_in_time(text, line, reason):
    began = time.process_time()
    with pytest.raises(PolicyError) as caught:
        load_policy_text(text.encode())
    assert time.process_time() - began < 10
    first = next(problem for problem in caught.value.problems if problem.line or not line)
    assert (first.line, reason in first.message) == (line, True), first
    assert len(caught.value.problems) <= MAX_PROBLEMS + 1


def test_misspelt_overrides_of_many_rules_cost_no_search_each(tmp_path):
    (tmp_path / "base.yaml").write_text(HEAD + "rules:\n" + "".join(RULE % i for i in range(3000)), "utf-8")
    (tmp_path / "top.yaml").write_text(HEAD + "extends: [base.yaml]\noverride:\n" + "".join(
        f"  q{i}: {{}}\n" for i in range(5000)), "utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(tmp_path / "top.yaml")
    assert caught.value.problems[-1].message == f"{5000 - MAX_PROBLEMS} more faults."
