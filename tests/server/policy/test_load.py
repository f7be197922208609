"""Where a policy comes from, and what it extends."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saring.policy import load
from saring.policy.problems import PolicyError

RULES = """
rules:
  - id: {0}.one
    kind: rating
    action: block
    ceiling: PG13
    message: Not this.
    examples: {{violates: [a], allows: [b]}}
"""


def write(folder, name, extends="", rules=True):
    path = folder / f"{name}.yaml"
    text = f"id: {name}\nversion: 1\ntitle: T\nowner: O\n{f'extends: {extends}' if extends else ''}"
    path.write_text(text + (RULES.format(name) if rules else "\n"), "utf-8")
    return path


def message(source):
    with pytest.raises(PolicyError) as caught:
        load.load_policy(source)
    return str(caught.value)


def test_a_file_a_folder_and_a_pack(tmp_path):
    write(tmp_path, "policy")
    for source in (tmp_path / "policy.yaml", str(tmp_path / "policy.yaml"), tmp_path, str(tmp_path)):
        assert load.load_policy(source).id == "policy"
    assert load.load_policy("default").id == "default"


@pytest.mark.parametrize("name", load.pack_names())
def test_every_pack_is_named_after_its_id_and_is_sound(name):
    assert load.load_policy(name).id == name


def test_a_policy_that_is_not_there(tmp_path):
    assert message("defualt") == "defualt: there is no such policy. Did you mean 'default'?"
    assert message(tmp_path / "no.yaml").endswith("no.yaml: there is no such policy. Check the path.")
    assert "there is no such policy" in message(tmp_path)


def test_who_says_nothing_gets_their_own_policy_else_the_default(tmp_path, monkeypatch):
    monkeypatch.delenv("SARING_POLICY", raising=False)
    monkeypatch.setattr(load.platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path))
    assert load.load_policy().id == "default"
    write(tmp_path, "policy")
    assert load.load_policy().id == "policy"
    other = write(tmp_path, "other")
    monkeypatch.setenv("SARING_POLICY", str(other))
    assert load.load_policy().id == "other"


def test_layers_stand_most_general_first_and_count_once(tmp_path):
    write(tmp_path, "base")
    write(tmp_path, "left", "[base.yaml]")
    write(tmp_path, "right", "[base.yaml, default]")
    policy = load.load_policy(write(tmp_path, "top", "[left.yaml, right.yaml]"))
    assert [layer.rpartition("/")[2] for layer in policy.layers] == [
        "base.yaml", "left.yaml", "default (pack)", "right.yaml", "top.yaml"]
    assert [rule.id for rule in policy.rules][:2] == ["base.one", "left.one"]


def test_a_circle(tmp_path):
    write(tmp_path, "a", "[b.yaml]")
    write(tmp_path, "b", "[c.yaml]")
    write(tmp_path, "c", "[a.yaml]")
    found = message(tmp_path / "a.yaml")
    assert found.endswith("c.yaml:5: extends[0]: 'a.yaml' extends this policy in turn. Break the circle.")
    write(tmp_path, "self", "[self.yaml]")
    assert "'self.yaml' extends this policy in turn" in message(tmp_path / "self.yaml")


def test_what_is_extended_and_is_not_there(tmp_path):
    found = message(write(tmp_path, "a", "[defalt]"))
    assert "a.yaml:5: extends[0]: there is no policy 'defalt' to extend." in found and "'default'" in found


def test_a_ladder_without_end(tmp_path):
    for number in range(load.MAX_LAYERS + 1):
        write(tmp_path, f"p{number}", f"[p{number + 1}.yaml]", rules=False)
    write(tmp_path, f"p{load.MAX_LAYERS + 1}", rules=False)
    assert f"more than {load.MAX_LAYERS} layers" in message(tmp_path / "p0.yaml")


def test_a_policy_from_bytes_may_extend_a_pack_and_no_file():
    head = "id: a\nversion: 1\ntitle: T\nowner: O\nextends: [{}]\n"
    assert len(load.load_policy_text(head.format("default").encode()).layers) == 2
    with pytest.raises(PolicyError, match="there is no policy 'base.yaml' to extend"):
        load.load_policy_text(head.format("base.yaml").encode())


PACK = (load.PACKS / "brand-example.yaml").read_text("utf-8").splitlines(keepends=True)
BITS = st.sampled_from(
    ["", "  ", "- ", ": ", "[", "]", "{", "}", "'", "\n", "null", "12", "true", "é", "#", "kind", "id: a\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PACK) - 1), st.integers(0, 60), BITS, st.integers(0, 4)),
                min_size=1, max_size=4))
def test_a_damaged_policy_loads_or_says_what_is_wrong(damages):
    lines = list(PACK)
    for number, column, bit, cut in damages:
        lines[number] = lines[number][:column] + bit + lines[number][column + cut:]
    try:
        load.load_policy_text("".join(lines).encode())
    except PolicyError as error:
        assert error.problems and all(problem.message for problem in error.problems)


WORDS = st.sampled_from([
    "id", "version", "title", "rules", "kind", "action", "message", "examples", "violates", "allows", "terms",
    "ceiling", "scope", "unchecked", "override", "extends", "expires", "lexicon", "labels", "en"])


@settings(max_examples=60, deadline=None)
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["terms", "block", "rating"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=6), max_leaves=30))
def test_whatever_stands_where_nobody_but_the_schema_knows_what_to_say(data):
    with pytest.raises(PolicyError):
        load.load_policy_text(json.dumps({"rules": [data], "surprise": data}).encode())
