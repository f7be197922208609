"""`saring screen`: one line of JSON, and an exit status that a script can rely on."""

import json
import subprocess
import sys

import pytest

from saring.cli import main
from saring.domain import Rating
from saring.policy.examples import lexicon_word

POLICY = """\
id: p
version: 1
title: T
owner: O
rules:
""" + "".join(f"""\
  - id: r.{action}
    kind: terms
    action: {action}
    terms: [{action}word]
    message: Not this.
    examples: {{violates: [{action}word], allows: [a]}}
""" for action in ("log", "warn", "review", "block"))


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(POLICY, "utf-8")
    return str(path)


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as caught:
        main.main(["screen", *arguments])
    out = capsys.readouterr()
    return caught.value.code, out.out, out.err


@pytest.mark.parametrize("text, action, status", [
    ("hello", "allow", 0), ("logword", "log", 0), ("warnword", "warn", 2), ("reviewword", "review", 3),
    ("blockword", "block", 4), ("warnword blockword", "block", 4), ("", "allow", 0),
])
def test_the_exit_status_is_the_verdict(capsys, policy, text, action, status):
    code, out, err = run(capsys, "--policy", policy, "--text", text)
    assert (code, err) == (status, "")
    (line,) = out.splitlines()
    verdict = json.loads(line)
    assert verdict["action"] == action
    assert set(verdict) == {"action", "ratings", "findings", "unchecked", "digest", "policy_version"}


def test_what_could_not_be_checked_is_told_from_what_was(capsys, policy, tmp_path):
    missing = str(tmp_path / "none.png")
    code, out, _ = run(capsys, "--policy", policy, "--image", missing)
    assert code == 5 and json.loads(out)["unchecked"][0]["reason"] == "cannot_check"
    assert run(capsys, "--policy", policy, "--image", missing, "--text", "blockword")[0] == 4
    assert run(capsys, "--policy", policy, "--image", missing, "--text", "warnword")[0] == 5


def test_the_default_policy_blocks_a_strong_word_and_never_repeats_it(capsys):
    word = lexicon_word("language", Rating.R, "en")
    code, out, _ = run(capsys, "--policy", "default", "--text", f"oh {word}")
    verdict = json.loads(out)
    assert code == 4 and verdict["ratings"]["language"] == "R" and word not in out
    assert [(f["rule"], f["start"], f["end"]) for f in verdict["findings"]] == [("language.strong", 3, 3 + len(word))]


def test_site_account_and_locale(capsys, tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(POLICY.replace("terms: [blockword]", "terms: [blockword]\n    scope: {sites: [x], accounts: [a]}")
                    .replace("message: Not this.", "message: {en: Not this., id: Jangan.}"), "utf-8")
    arguments = ["--policy", str(path), "--text", "blockword"]
    assert run(capsys, *arguments)[0] == 0
    code, out, _ = run(capsys, *arguments, "--site", "x", "--account", "a", "--locale", "id")
    assert code == 4 and json.loads(out)["findings"][0]["explanation"].startswith("Jangan.")


def test_a_policy_that_cannot_be_used(capsys, tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text("id: p\nrules: []\nsurprise: 1\n", "utf-8")
    code, out, err = run(capsys, "--policy", str(path), "--text", "a")
    assert code == 1 and out == ""
    assert err.startswith("Error: The policy can't be used.\n") and f"{path}:3: surprise: unknown key" in err


@pytest.mark.parametrize("arguments", [[], ["--jsonl", "--text", "a"], ["--jsonl", "--image", "a"], ["--locale", "fr"]])
def test_mistakes(capsys, arguments):
    code, out, err = run(capsys, *arguments)
    assert code == 64 and out == "" and "Error:" in err


def piped(data, *arguments):
    return subprocess.run([sys.executable, "-c", "from saring.cli.main import main; main()", "screen", *arguments],
                          input=data, capture_output=True, timeout=60)


def test_many_lines(policy):
    data = '{"id": "a", "text": "hello é"}\nbroken\n{"id": "b", "text": "blockword", "images": ["/no.png"]}\n'.encode()
    done = piped(data, "--policy", policy, "--jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("action", "error") for line in lines] == ["allow", "error", "block"]
    assert done.returncode == 1 and done.stderr == b""
    assert piped(b'{"text": "blockword"}\n', "--policy", policy, "--jsonl").returncode == 0


def test_progress_goes_to_standard_error_alone(policy):
    done = piped(b'{"text": "hello"}\n{"text": "hello"}\n', "--policy", policy, "--jsonl", "--progress")
    assert b"2 drafts" in done.stderr and len(done.stdout.splitlines()) == 2


def test_text_from_standard_input(policy):
    assert piped("reviewword".encode(), "--policy", policy, "--text", "-").returncode == 3


def test_a_reader_that_leaves_early_is_no_error(policy):
    lines = b'{"text": "hello"}\n' * 5000
    command = f"{sys.executable} -c 'from saring.cli.main import main; main()' screen --jsonl --policy {policy}"
    done = subprocess.run(f"{command} | head -n 1", shell=True, input=lines, capture_output=True, timeout=60)
    assert len(done.stdout.splitlines()) == 1 and b"Traceback" not in done.stderr
