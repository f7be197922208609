"""Which layer a rule comes from, and why it applies, as the admin is told."""

from datetime import datetime, timedelta, timezone

import pytest

from saring.domain import Draft
from saring.policy.load import load_policy
from saring.services.explain_policy import explain_rules

WIB = timezone(timedelta(hours=7))
AT = datetime(2026, 12, 1, 8, tzinfo=WIB)
BASE = """\
id: base
version: 1
title: Base
owner: Legal
rules:
  - id: rival
    kind: terms
    action: block
    terms: [rivalia]
    message: Not this.
    scope: {sites: [x], kinds: [post, reply]}
    from: 2026-12-01T08:00+07:00
    until: 2026-12-02T00:00+07:00
    examples: {violates: [Rivalia], allows: [a]}
  - id: tone
    kind: style
    action: warn
    max_emoji: 3
    message: Fewer.
    examples: {violates: [☕☕☕☕], allows: [a]}
"""
TOP = """\
id: top
version: 1
title: Top
extends: [base.yaml]
override:
  tone: {owner: Desk, action: allow}
"""


@pytest.fixture
def explained(tmp_path):
    (tmp_path / "base.yaml").write_text(BASE, "utf-8")
    (tmp_path / "top.yaml").write_text(TOP, "utf-8")
    policy = load_policy(tmp_path / "top.yaml")

    def explain(at=AT, **place):
        rows = explain_rules(policy, Draft(**place), at)
        return {row.rule.id: (row.applies, row.reasons, [layer.replace(str(tmp_path), "") for layer in row.layers])
                for row in rows}
    return explain


def test_what_applies_says_by_what(explained):
    applies, reasons, layers = explained(site="x")["rival"]
    assert applies and layers == ["from /base.yaml:6"]
    assert reasons == ("sites: x", "kinds: post, reply", "from 2026-12-01T08:00:00+07:00",
                       "until 2026-12-02T00:00:00+07:00")


@pytest.mark.parametrize("at, place, reasons", [
    (AT, {"site": "linkedin"}, ("sites: x",)), (AT, {"site": "x", "kind": "edit"}, ("kinds: post, reply",)),
    (AT - timedelta(seconds=1), {"site": "x"}, ("from 2026-12-01T08:00:00+07:00",)),
    (AT + timedelta(hours=16), {"site": "x"}, ("until 2026-12-02T00:00:00+07:00",)),
    (AT - timedelta(seconds=1), {}, ("sites: x", "from 2026-12-01T08:00:00+07:00")),
])
def test_what_does_not_says_all_that_holds_it_back(explained, at, place, reasons):
    assert explained(at, **place)["rival"][:2] == (False, reasons)


def test_who_changed_a_rule(explained):
    assert explained()["tone"] == (False, ("switched off (action: allow)",),
                                   ["from /base.yaml:15", "action, owner changed by /top.yaml:6"])
