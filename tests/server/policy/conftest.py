"""Small policies for the tests, as an admin would write them."""

import pytest

from saring.policy.load import load_policy_text

HEAD = "id: test\nversion: 1\ntitle: Test policy\nowner: Tester\n"


def _rule(kind, rule_id="r", action="block", **params):
    lines = [f"  - id: {rule_id}", f"    kind: {kind}", f"    action: {action}", "    message: Not this.",
             "    examples: {violates: [a], allows: [b]}"]
    return "\n".join([*lines, *(f"    {key}: {value}" for key, value in params.items())]) + "\n"


@pytest.fixture
def rule():
    """Writes one rule of a kind; its examples are any, as only `saring policy test` runs them."""
    return _rule


@pytest.fixture
def policy():
    """Loads the policy of these rules."""
    def load(rules="", head=HEAD, folder=None):
        body = f"rules:\n{rules}" if rules else ""
        return load_policy_text(f"{head}{body}".encode(), "test.yaml", folder)
    return load
