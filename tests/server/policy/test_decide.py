"""The ladder: strictest wins, within the rule's scope, each finding once, and nothing unchecked passes unnamed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.domain import (
    DIMENSIONS, OPTIONAL_CHECKS, REASONS, Action, Draft, Finding, Part, Place, Rating, RuleSpec, Scope, Unchecked,
    Window,
)
from saring.policy.decide import MAX_VIOLATIONS, decide, ratings_of
from saring.policy.model import DEFAULT_UNCHECKED, Policy

DRAFT = Draft((Part("hello"),), "x", "kopi", groups=("agency",))


def rule(rule_id, action, scope=Scope(), kind="terms", **params):
    return RuleSpec(rule_id, kind, action, scope=scope, params=params)


def ceiling(rule_id, action, above, dimensions=DIMENSIONS, scope=Scope()):
    return rule(rule_id, action, scope, "rating", ceiling=above, dimensions=dimensions)


def policy(*rules, unchecked=None):
    return Policy("p", "1", {"en": "P"}, "O", "p-1:0", rules, unchecked={**DEFAULT_UNCHECKED, **(unchecked or {})})


def term(rule_id, start=0):
    return Finding("terms", Place(0, "text", start=start, end=start + 1), rule_id, label="a", why="term")


def rated(rating, dimension="language", start=0, rule_id=""):
    place = Place(0, "text", start=start, end=start + 1)
    return Finding("lexicon", place, rule_id, "c", dimension, rating, why="lexicon")


def verdict(rules, findings, draft=DRAFT, unchecked=()):
    return decide(policy(*rules), draft, findings, unchecked)


def test_nothing_found_opens():
    clear = verdict([rule("r", Action.BLOCK)], [])
    assert clear.action is Action.ALLOW and clear.opens and clear.digest == DRAFT.digest
    assert clear.policy_version == "p-1:0" and set(clear.ratings.values()) == {Rating.G}


@pytest.mark.parametrize("actions", [(a, b) for a in Action for b in Action], ids=str)
def test_the_strictest_wins_in_any_order(actions):
    rules = [rule(f"r{number}", action) for number, action in enumerate(actions)]
    findings = [term("r0", 0), term("r1", 5)]
    for found in (findings, findings[::-1]):
        result = verdict(rules, found)
        assert result.action is max(actions)
        assert [v.action for v in result.violations] == sorted((a for a in actions if a), reverse=True)


@pytest.mark.parametrize("action, opens", [
    (Action.ALLOW, True), (Action.LOG, True), (Action.WARN, False), (Action.REVIEW, False), (Action.BLOCK, False),
])
def test_what_opens(action, opens):
    assert verdict([rule("r", action)], [term("r")]).opens is opens


def test_a_rule_that_allows_is_no_violation():
    assert verdict([rule("r", Action.ALLOW)], [term("r")]).violations == ()


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
EMBARGO = replace(rule("embargo", Action.BLOCK), window=Window(None, NOON))
MOURNING = replace(rule("mourning", Action.REVIEW), window=Window(NOON, NOON + timedelta(days=3)))


@pytest.mark.parametrize("at, action, until", [
    (NOON - timedelta(microseconds=1), Action.BLOCK, NOON), (NOON, Action.REVIEW, NOON + timedelta(days=3)),
    (NOON + timedelta(days=3), Action.ALLOW, None),
])
def test_a_rule_has_its_time_and_the_verdict_ends_with_it(at, action, until):
    judged = decide(policy(EMBARGO, MOURNING), DRAFT, [term("embargo"), term("mourning")], (), at)
    assert (judged.action, judged.good_until) == (action, until)


def test_the_time_of_a_rule_for_others_ends_no_verdict():
    elsewhere = replace(EMBARGO, scope=Scope(sites=("linkedin",)))
    assert decide(policy(elsewhere), DRAFT, [], (), NOON - timedelta(days=1)).good_until is None


@pytest.mark.parametrize("expires, until", [
    (date(2026, 12, 1), datetime(2026, 12, 2, tzinfo=UTC)), (date(2026, 11, 30), None), (date.max, None),
])
def test_a_verdict_ends_with_the_policys_last_day(expires, until):
    assert decide(replace(policy(), expires=expires), DRAFT, [], (), NOON).good_until == until


SCOPES = [
    (Scope(), True), (Scope(("x",)), True), (Scope(("linkedin",)), False), (Scope(accounts=("kopi",)), True),
    (Scope(accounts=("teh",)), False), (Scope(groups=("agency", "hq")), True), (Scope(groups=("hq",)), False),
    (Scope(("x",), ("teh",)), False), (Scope(("x", "linkedin"), ("kopi",), ("agency",)), True),
]


@pytest.mark.parametrize("scope, applies", SCOPES, ids=str)
def test_scope(scope, applies):
    assert bool(verdict([rule("r", Action.BLOCK, scope)], [term("r")]).violations) is applies
    assert bool(verdict([ceiling("r", Action.BLOCK, Rating.PG, scope=scope)], [rated(Rating.R)]).violations) is applies


@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("above", Rating)
def test_a_ceiling_is_what_may_still_pass(rating, above):
    assert bool(verdict([ceiling("r", Action.BLOCK, above)], [rated(rating)]).violations) is (rating > above)


def test_a_ceiling_is_for_its_dimensions():
    rules = [ceiling("r", Action.BLOCK, Rating.PG13, ("hate", "drugs"))]
    assert not verdict(rules, [rated(Rating.X, "language")]).violations
    assert verdict(rules, [rated(Rating.X, "hate")]).violations


def test_one_finding_is_one_violation_under_the_strictest_rule():
    rules = [ceiling("mild", Action.WARN, Rating.PG), ceiling("strong", Action.BLOCK, Rating.PG13)]
    assert [v.rule.id for v in verdict(rules, [rated(Rating.R)]).violations] == ["strong"]
    assert [v.rule.id for v in verdict(rules, [rated(Rating.PG13)]).violations] == ["mild"]


def test_the_rule_that_looked_is_named_before_a_ceiling_as_strict():
    rules = [ceiling("ceiling", Action.BLOCK, Rating.PG13), rule("own", Action.BLOCK)]
    found = [rated(Rating.X, rule_id="own")]
    assert [v.rule.id for v in verdict(rules, found).violations] == ["own"]
    rules = [ceiling("ceiling", Action.BLOCK, Rating.PG13), rule("own", Action.REVIEW)]
    assert [v.rule.id for v in verdict(rules, found).violations] == ["ceiling"]


def test_two_rules_own_terms_at_one_place_are_two_violations():
    rules = [rule("a", Action.WARN), rule("b", Action.BLOCK)]
    assert [v.rule.id for v in verdict(rules, [term("a"), term("b")]).violations] == ["b", "a"]


def test_a_finding_of_a_rule_that_is_gone_counts_for_ratings_alone():
    result = verdict([], [rated(Rating.R, rule_id="gone")])
    assert result.action is Action.ALLOW and result.ratings["language"] is Rating.R


def test_ratings_are_the_highest_of_each_dimension():
    found = [rated(Rating.PG), rated(Rating.R), rated(Rating.PG13, "hate"), term("r")]
    assert ratings_of(found) == {"language": Rating.R, "sexual": Rating.G, "violence": Rating.G, "drugs": Rating.G,
                                 "hate": Rating.PG13}


@pytest.mark.parametrize("reason", REASONS)
def test_what_was_not_checked_gets_its_setting(reason):
    missed = [Unchecked(reason, "media", Place(0, "image", 0))]
    assert verdict([], [], unchecked=missed).action is DEFAULT_UNCHECKED[reason]
    lax = decide(policy(unchecked={reason: Action.LOG}), DRAFT, [], missed)
    assert lax.opens and lax.unchecked[0].action is Action.LOG


def test_by_default_nothing_unchecked_opens():
    assert set(DEFAULT_UNCHECKED) == {*REASONS, *OPTIONAL_CHECKS}
    assert not any(DEFAULT_UNCHECKED[reason].opens or DEFAULT_UNCHECKED[reason] is Action.WARN for reason in REASONS)


@pytest.mark.parametrize("setting", [Action.ALLOW, Action.WARN, Action.REVIEW])
def test_an_optional_check_is_named_and_has_its_own_setting(setting):
    missed = Unchecked("model_missing", "graphic", Place(0, "image", 0))
    policy = Policy("p", "1", {}, "", "p-1:0", unchecked=DEFAULT_UNCHECKED | {"graphic": setting})
    result = decide(policy, Draft(), (), [missed])
    assert (result.action, [item.what for item in result.unchecked]) == (setting, ["graphic"])
    assert result.unchecked[0].action is setting


def test_the_list_is_cut_and_the_verdict_is_not():
    rules = [rule("w", Action.WARN), rule("b", Action.BLOCK)]
    found = [term("w", start) for start in range(MAX_VIOLATIONS + 50)] + [term("b", 9999)]
    result = verdict(rules, found)
    assert result.action is Action.BLOCK and len(result.violations) == MAX_VIOLATIONS
    assert result.violations[0].rule.id == "b"


findings = st.lists(st.builds(rated, st.sampled_from(Rating), st.sampled_from(DIMENSIONS), st.integers(0, 5)))
ceilings = st.lists(
    st.builds(ceiling, st.uuids().map(str), st.sampled_from(Action), st.sampled_from(Rating)), max_size=5)


@given(ceilings, findings, findings)
def test_more_findings_never_loosen_a_verdict(rules, some, more):
    assert verdict(rules, some).action <= verdict(rules, some + more).action


@given(ceilings, ceilings, findings)
def test_more_rules_never_loosen_a_verdict(rules, more, found):
    assert verdict(rules, found).action <= verdict(rules + more, found).action
