"""What an admin is told of a faulty policy: file, line, path, what is wrong, what to do."""

import pytest

from saring.policy.layer import MAX_RULES, read_layer
from saring.policy.problems import PolicyError

HEAD = "id: test\nversion: 1\ntitle: Test policy\nowner: Tester\n"

TERMS = """\
  - id: brand.rival
    kind: terms
    action: block
    terms: [rivalia]
    message: {en: Not this name., id: Jangan nama ini.}
    examples: {violates: [Rivalia is cheap], allows: [we are cheap]}
"""

RATING = """\
  - id: r
    kind: rating
    action: block
    message: Not this.
    examples: {violates: [a], allows: [b]}
    ceiling: PG-13
    dimensions: [sex]
"""


def faults(text):
    with pytest.raises(PolicyError) as caught:
        read_layer(text.encode(), "p.yaml", None)
    return [str(problem) for problem in caught.value.problems]


def rules(text):
    return HEAD + "rules:\n" + text


FAULTS = [
    ("", ["p.yaml: this is not a policy. A policy begins with `id:`, `version:`, `title:` and has `rules:`."]),
    ("- a\n", ["p.yaml: this is not a policy. A policy begins with `id:`, `version:`, `title:` and has `rules:`."]),
    ("id: a\nversion: 1\n", ["p.yaml:1: title: is missing. Add it."]),
    (HEAD + "ruls: []\n", ["p.yaml:5: ruls: unknown key 'ruls'. Did you mean 'rules'?"]),
    (HEAD.replace("id: test", "id: My Policy"),
     ["p.yaml:1: id: has characters that are not allowed here. Use lower-case letters, digits, - and . "
      "(such as brand.claims)."]),
    (rules(TERMS.replace("kind: terms", "kind: term")),
     ["p.yaml:7: rules[0].kind: 'term' is not a kind of rule. Did you mean 'terms'?"]),
    (rules(TERMS.replace("    kind: terms\n", "")),
     ["p.yaml:6: rules[0].kind: `kind` is missing. There is: terms, pattern, rating, link, secret, "
      "required, style, image.nudity, image.text, image.class, image.match."]),
    (rules(TERMS.replace("action: block", "action: forbid")),
     ["p.yaml:8: rules[0].action: 'forbid' is not an action; use one of allow, log, warn, review, block."]),
    (rules(TERMS.replace("[rivalia]", "[rivalia, 12]")),
     ["p.yaml:9: rules[0].terms[1]: must be text. Put it in quotes if it is meant as text."]),
    (rules(TERMS.replace("[rivalia]", "rivalia")),
     ["p.yaml:9: rules[0].terms: must be a list. Write each item on its own line after `- `."]),
    (rules(TERMS.replace("terms: [rivalia]", "match: word")), ["p.yaml:6: rules[0]: give terms, file or lexicon."]),
    (rules(TERMS.replace("violates: [Rivalia is cheap]", "violates: []")),
     ["p.yaml:11: rules[0].examples.violates: may not be empty. Add at least one item."]),
    (rules(TERMS.replace(", allows: [we are cheap]", "")),
     ["p.yaml:11: rules[0].examples.allows: is missing. Add it."]),
    (rules(TERMS.replace("    examples: {violates: [Rivalia is cheap], allows: [we are cheap]}\n", "")),
     ["p.yaml:6: rules[0].examples: is missing. Add it."]),
    (rules(TERMS.replace("id: Jangan nama ini.", "ms: Jangan nama ini.")),
     ["p.yaml:10: rules[0].message.ms: unknown key 'ms'. Use 'en' or 'id'."]),
    (rules(TERMS.replace("allows: [we are cheap]", "allows: [{txt: a}]")),
     ["p.yaml:11: rules[0].examples.allows[0].txt: unknown key 'txt'. Did you mean 'text'?"]),
    (rules(TERMS.replace("allows: [we are cheap]", "allows: [{site: x}]")),
     ["p.yaml:11: rules[0].examples.allows[0]: an example needs one of text, alt, words, regions, lexicon."]),
    (rules(RATING),
     ["p.yaml:11: rules[0].ceiling: 'PG-13' is not a rating; use one of G, PG, PG13, R, X.",
      "p.yaml:12: rules[0].dimensions[0]: 'sex' is not a dimension; use one of language, sexual, violence, drugs, "
      "hate."]),
    (rules(TERMS + "    from: 2026-12-01\n"),
     ["p.yaml:12: rules[0].from: write a date, a time and a zone, such as 2026-12-01T08:00+07:00 (or Z for UTC)."]),
    (rules(TERMS + "    until: 2026-12-01T08:00\n"),
     ["p.yaml:12: rules[0].until: write a date, a time and a zone, such as 2026-12-01T08:00+07:00 (or Z for UTC)."]),
    (rules(TERMS + "    from: 2026-12-01T08:00Z\n    until: 2026-12-01T15:00+07:00\n"),
     ["p.yaml:6: rules[0]: `from` must lie before `until`."]),
    (rules(TERMS + "    frm: 2026-12-01T08:00Z\n"),
     ["p.yaml:12: rules[0].frm: unknown key 'frm'. Did you mean 'from'?"]),
    (rules(TERMS + "    scope: {kinds: [replies]}\n"),
     ["p.yaml:12: rules[0].scope.kinds[0]: Input should be 'post', 'reply', 'quote', 'edit', 'comment' or 'message'."]),
    (HEAD + "unchecked: {busy: allow}\n",
     ["p.yaml:5: unchecked: busy may not be allow: what was not checked never passes silently; use log."]),
    (HEAD + "unchecked: {companion_unreachable: log}\n",
     ["p.yaml:5: unchecked: companion_unreachable can only be block: nobody looked at the draft."]),
    (HEAD + "unchecked: {late: block}\n",
     ["p.yaml:5: unchecked: 'late' is not a reason; use default or one of cannot_check, too_large, timed_out, "
      "companion_unreachable, companion_unverified, policy_missing, policy_expired, model_missing, busy, "
      "version_mismatch, graphic."]),
    (HEAD + "expires: 2027-02-30\n", ["p.yaml:5: expires: day is out of range for month."]),
    (HEAD + "unreachable: open\n", ["p.yaml:5: unreachable: Input should be 'locked'."]),
]


@pytest.mark.parametrize("text, expected", FAULTS, ids=range(len(FAULTS)))
def test_a_fault_names_its_line_and_a_way_out(text, expected):
    assert faults(text) == expected


def test_every_fault_is_named_at_once():
    text = rules(TERMS.replace("action: block", "action: forbid").replace("terms:", "term:")) + "surprise: 1\n"
    assert [line.split(": ")[1] for line in faults(text)] == ["rules[0].action", "rules[0].term", "surprise"]


def test_too_many_rules_are_one_fault():
    (only,) = faults(rules("".join("  - {}\n" for _ in range(MAX_RULES + 1))))
    assert f"more than {MAX_RULES} rules" in only


def test_a_comment_changes_no_digest_and_a_value_does():
    text = rules(TERMS)
    layers = [read_layer(version.encode(), "p.yaml", None) for version in
              (text, "# why\n" + text, text.replace("rivalia", "rivalio"))]
    assert layers[0].digest == layers[1].digest != layers[2].digest
