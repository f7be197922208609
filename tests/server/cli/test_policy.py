"""`saring policy`: what an admin does before a rule goes live."""

import json

import pytest

from saring.cli import main

SOUND = """\
id: p
version: 1
title: {en: Ours, id: Milik kita}
owner: O
rules:
  - id: rival
    kind: terms
    action: block
    terms: [rivalia]
    message: Not this.
    examples: {violates: [Rivalia], allows: [a]}
"""


@pytest.fixture
def write(tmp_path):
    def save(text, name="p.yaml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return str(path)
    return save


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as caught:
        main.main(["policy", *arguments])
    out = capsys.readouterr()
    return caught.value.code, out.out, out.err


def test_check(capsys, write):
    code, out, _ = run(capsys, "check", write(SOUND))
    assert code == 0 and "is sound: 1 rule, 2 examples, 1 layer" in out


def test_check_names_every_fault(capsys, write):
    path = write(SOUND.replace("kind: terms", "kind: term").replace("version: 1", "versoin: 1"))
    code, out, err = run(capsys, "check", path)
    assert code == 1 and out == ""
    assert err.splitlines()[1:] == [
        f"{path}:1: version: is missing. Add it.", f"{path}:2: versoin: unknown key 'versoin'. Did you mean 'version'?",
        f"{path}:7: rules[0].kind: 'term' is not a kind of rule. Did you mean 'terms'?"]


def test_the_examples(capsys, write):
    assert run(capsys, "test", write(SOUND))[:2][1].endswith("all 2 examples go as their rules say.\n")
    code, out, err = run(capsys, "test", write(SOUND.replace("[Rivalia]", "[Rivalio]")))
    assert code == 1 and "p.yaml:11: rules[0].examples.violates[0]: rival should object" in out
    assert err == "Error: 1 of 2 examples do not go as their rules say.\n"


def test_show(capsys, write):
    code, out, _ = run(capsys, "show", write(SOUND), "--locale", "id")
    assert code == 0 and out.startswith("Milik kita (p-1:") and "block   terms" in out and "rivalia" not in out
    shown = json.loads(run(capsys, "show", write(SOUND), "--json")[1])
    assert shown["title"] == "Ours" and [rule["id"] for rule in shown["rules"]] == ["rival"]


def test_show_without_a_file_shows_what_applies(capsys, write, monkeypatch):
    monkeypatch.setenv("SARING_POLICY", write(SOUND))
    assert run(capsys, "show")[1].startswith("Ours")


def test_explain(capsys, write):
    file = write(SOUND.replace("action: block", "action: block\n    until: 2026-12-01T08:00+07:00"))
    arguments = ("show", file, "--explain", "--at")
    code, out, _ = run(capsys, *arguments, "2026-11-30T00:00Z", "--kind", "reply")
    assert code == 0 and "applies  block  rival: until 2026-12-01T08:00:00+07:00" in out and ".yaml:6" in out
    code, out, _ = run(capsys, *arguments, "2026-12-01T01:00Z", "--json")
    (row,) = json.loads(out)
    assert code == 0 and row["rule"] == "rival" and not row["applies"]
    code, _, err = run(capsys, *arguments, "2026-12-01")
    assert code == 64 and "a zone" in err


def test_diff(capsys, write, monkeypatch):
    old, new = write(SOUND), write(SOUND.replace("action: block", "action: warn"), "new.yaml")
    code, out, _ = run(capsys, "diff", new, old)
    assert code == 0 and out.splitlines()[1:] == ["~ rival: action: block -> warn"]
    monkeypatch.setenv("SARING_POLICY", old)
    assert run(capsys, "diff", new)[1] == out
    assert run(capsys, "diff", old)[1].splitlines()[1:] == ["No difference that an author would meet."]


def test_a_policy_that_is_not_there(capsys):
    code, _, err = run(capsys, "check", "nope.yaml")
    assert code == 1
    assert err == "Error: The policy can't be used.\nnope.yaml: there is no such policy. Check the path.\n"
