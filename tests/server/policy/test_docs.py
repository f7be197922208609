"""docs/policy.md names every key, kind, list, label and reason that a policy may hold."""

import re
from pathlib import Path

import pytest

from saring.domain import REASONS, Action, Rating
from saring.policy.data import domain_lists, nudity_labels, recognisers
from saring.policy.load import load_policy_text, pack_names
from saring.policy.model import DEFAULT_UNCHECKED
from saring.policy.schema import (
    RULE_MODELS, Example, LexiconFilter, Override, PolicyModel, RuleModel, ScopeModel,
)

PAGE = (Path(__file__).parents[3] / "docs" / "policy.md").read_text("utf-8")


def keys(model):
    return [field.alias or name for name, field in model.model_fields.items()]


def section(heading):
    return re.split(r"^#{2,3} ", PAGE[PAGE.index(heading):], maxsplit=2, flags=re.M)[1]


@pytest.mark.parametrize("heading, names", [
    ("## The top of the file", keys(PolicyModel)), ("## Every rule", keys(RuleModel)),
    ("### Layers", keys(Override)), ("### What could not be checked", REASONS),
    ("### Examples are tests", Example.model_fields), ("### `terms`", LexiconFilter.model_fields),
    ("## Every rule", ScopeModel.model_fields), ("### `link`", domain_lists()), ("### `image.nudity`", nudity_labels()),
    ("### `secret`", recognisers()["recognisers"]), ("### `rating`", [rating.name for rating in Rating]),
], ids=lambda value: value if isinstance(value, str) else "")
def test_a_section_names_everything_of_its_kind(heading, names):
    assert [name for name in names if f"`{name}`" not in section(heading)] == []


@pytest.mark.parametrize("kind", RULE_MODELS)
def test_a_kind_has_a_section_with_every_key(kind):
    own = set(keys(RULE_MODELS[kind])) - set(keys(RuleModel))
    assert [name for name in own if f"`{name}`" not in section(f"### `{kind}`")] == []


def test_the_defaults_are_the_ones_that_apply():
    for reason, action in DEFAULT_UNCHECKED.items():
        (row,) = [line for line in section("### What could not be checked").splitlines()
                  if line.startswith("|") and f"`{reason}`" in line]
        assert f"`{action.word}`" in row


def test_the_ratings_of_the_labels():
    rows = {row.split("|")[1].strip(): row for row in section("### `image.nudity`").splitlines() if row.startswith("|")}
    for label, (_, rating) in nudity_labels().items():
        assert f"`{label}`" in rows[rating.name]


def test_the_ladder_and_the_packs():
    assert f"`{' < '.join(action.word for action in Action)}`" in PAGE
    assert all(f"`{name}`" in PAGE for name in pack_names())


def test_the_first_policy_works():
    text = re.search(r"```yaml\n(id: .*?)```", PAGE, re.S)[1]
    assert load_policy_text(text.encode()).rule("brand.rivals").action is Action.REVIEW
