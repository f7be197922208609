"""Layers merged into one policy: rules, overrides, settings, and the version that names the content."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from saring.domain import Action, Rating, Scope, Window
from saring.policy.compile import compile_policy
from saring.policy.layer import read_layer
from saring.policy.model import DEFAULT_UNCHECKED, Change, Origin
from saring.policy.problems import PolicyError


def layer(name, body="", version="1"):
    return read_layer(f"id: {name}\nversion: {version}\ntitle: T\nowner: O\n{body}".encode(), f"{name}.yaml", None)


def rule(rule_id, action="block", extra=""):
    return (f"  - id: {rule_id}\n    kind: rating\n    action: {action}\n    ceiling: PG13\n    message: Not this.\n"
            f"    examples: {{violates: [a], allows: [b]}}\n{extra}")


def problems(*layers):
    with pytest.raises(PolicyError) as caught:
        compile_policy(layers)
    return [str(problem) for problem in caught.value.problems]


BASE = layer("base", "rules:\n" + rule("one") + rule("two", "warn"))


def test_a_rule_reaches_the_detectors_whole():
    text = rule("one", extra="    title: {en: One, id: Satu}\n    advice: Mend it.\n    owner: Legal\n"
                             "    scope: {sites: [x], accounts: [a], groups: [g]}\n")
    (spec,) = compile_policy([layer("p", "rules:\n" + text)]).rules
    assert (spec.id, spec.kind, spec.action, spec.owner) == ("one", "rating", Action.BLOCK, "Legal")
    assert spec.message == {"en": "Not this.", "id": "Not this."} and spec.title == {"en": "One", "id": "Satu"}
    assert spec.scope == Scope(("x",), ("a",), ("g",))
    assert spec.params == {"ceiling": Rating.PG13, "dimensions": ("language", "sexual", "violence", "drugs", "hate")}


def test_a_layer_adds_to_what_it_extends_and_changes_it_by_override():
    top = layer("top", "override:\n  two: {action: review, owner: Desk, scope: {sites: [x]}}\n  one: {off: true}\n"
                       "rules:\n" + rule("three"))
    policy = compile_policy([BASE, top])
    assert [(r.id, r.action, r.owner) for r in policy.rules] == \
        [("two", Action.REVIEW, "Desk"), ("three", Action.BLOCK, "O")]
    assert policy.rule("two").scope.sites == ("x",) and policy.rule("two").message == BASE.rules[1].message
    assert {case.rule for case in policy.examples} == {"two", "three"}
    assert policy.id == "top" and policy.layers == ("base.yaml", "top.yaml")


def test_a_layer_moves_the_time_of_a_rule_and_its_origin_is_known():
    base = layer("base", "rules:\n" + rule("one", extra="    from: 2026-12-01T00:00Z\n    scope: {kinds: [reply]}\n"))
    policy = compile_policy([base, layer("top", "override:\n  one: {until: 2026-12-05T00:00Z}\n")])
    spec = policy.rule("one")
    assert spec.window == Window(datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 5, tzinfo=UTC))
    assert spec.scope.kinds == ("reply",) and policy.only("one").rule("one").window == Window()
    assert policy.origins["one"] == Origin("base.yaml", 6, (Change("top.yaml", 6, ("until",)),))
    assert problems(base, layer("top", "override:\n  one: {until: 2026-11-05T00:00Z}\n")) == [
        "top.yaml:6: override.one: `from` must lie before `until`. The other one may come from the inherited rule."]


def test_what_cannot_be_merged_is_said():
    assert problems(BASE, layer("top", "rules:\n" + rule("one"))) == [
        "top.yaml:6: rules[0].id: the rule 'one' is already in base.yaml. Give it another id, or change the inherited "
        "one under `override:`."]
    assert problems(layer("p", "rules:\n" + rule("one") + rule("one"))) == [
        "p.yaml:12: rules[1].id: the rule 'one' is already in p.yaml. Give it another id, or change the inherited one "
        "under `override:`."]
    assert problems(BASE, layer("top", "override:\n  thre: {off: true}\n")) == [
        "top.yaml:6: override.thre: there is no inherited rule 'thre'. There is: one, two."]
    ownerless = read_layer(("id: p\nversion: 1\ntitle: T\nrules:\n" + rule("one")).encode(), "p.yaml", None)
    assert problems(ownerless) == [
        "p.yaml:5: rules[0]: nobody owns this rule. Add `owner:` to the rule or to the policy."]


def test_the_version_follows_the_content_of_every_layer():
    versions = [compile_policy(layers).policy_version for layers in (
        [BASE, layer("top")], [BASE, layer("top")], [BASE, layer("top", version="2")],
        [layer("base", "rules:\n" + rule("one")), layer("top")])]
    assert versions[0] == versions[1]
    assert len(set(versions)) == 3
    assert versions[0].startswith("top-1:") and len(versions[0].partition(":")[2]) == 12


def test_settings_for_what_was_not_checked():
    assert compile_policy([BASE]).unchecked == DEFAULT_UNCHECKED
    lax = compile_policy([layer("p", "unchecked: {default: warn, busy: review}\n")]).unchecked
    assert lax["cannot_check"] is lax["timed_out"] is Action.WARN and lax["busy"] is Action.REVIEW
    assert lax["companion_unreachable"] is lax["policy_missing"] is Action.BLOCK
    assert lax["graphic"] is Action.ALLOW
    assert compile_policy([layer("p", "unchecked: {graphic: review}\n")]).unchecked["graphic"] is Action.REVIEW
    strict = compile_policy([layer("a", "unchecked: {busy: warn}\n"), layer("b", "unchecked: {busy: block}\n")])
    assert strict.unchecked["busy"] is Action.BLOCK


def test_the_earliest_expiry_counts():
    layers = [layer("a", "expires: 2027-03-01\n"), layer("b", "expires: 2027-01-31\n"), layer("c")]
    assert compile_policy(layers).expires.isoformat() == "2027-01-31"
    assert compile_policy([layer("c")]).expires is None


def test_one_rule_alone():
    policy = compile_policy([BASE])
    alone = policy.only("two")
    assert [r.id for r in alone.rules] == ["two"] and replace(alone, rules=policy.rules) != policy
    with pytest.raises(KeyError):
        policy.only("nine")
