"""`saring approvals`: list, grant, deny, and who may."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saring.cli.approvals import command
from saring.services import approvals as service
from saring.services.approvals import Approvals
from saring.services.records import Recorder
from saring.storage.approvals import ApprovalRepository
from saring.storage.approvers import ApproverRepository
from saring.storage.database import Database, database_url
from saring.storage.records import RecordRepository
from saring.storage.state import open_state

PASSPHRASE = "kopi tubruk pagi"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder; the author is Ani."""
    monkeypatch.delenv("SARING_DATABASE", raising=False)
    monkeypatch.setattr(service, "_user", lambda: "ani")
    return tmp_path / "s"


def run(home: Path, *arguments: str, say: str = "") -> Result:
    """One command, with what is typed."""
    return CliRunner().invoke(command, ["--state-dir", str(home), *arguments], input=say)


def asked(home: Path, note: str = "") -> str:
    """A request as the companion stores it."""
    state = open_state(home)
    database = Database(database_url(state.database))
    recorder = Recorder(RecordRepository(database), state.key("record"))
    view = Approvals(ApprovalRepository(database), ApproverRepository(database), recorder).ask(
        "d" * 64, "p-1", "x", "@kopi", note)
    database.close()
    return view.id


def test_a_request_is_listed_and_granted_with_a_passphrase(home: Path) -> None:
    assert run(home, "add-approver", "Budi", say=f"{PASSPHRASE}\n{PASSPHRASE}\n").exit_code == 0
    request = asked(home, "mohon\x1b[2J dilihat")
    listed = run(home, "list").output
    assert request in listed and "waiting" in listed and "“mohon [2J dilihat”" in listed
    wrong = run(home, "grant", request, "--as", "Budi", say="wrong\n")
    assert wrong.exit_code == 1 and "Name or passphrase is wrong" in wrong.output
    granted = run(home, "grant", request, "--as", "Budi", say=f"{PASSPHRASE}\n")
    assert granted.exit_code == 0 and "may be posted until" in granted.output and PASSPHRASE not in granted.output
    row = json.loads(run(home, "list", "--json").output)
    assert (row["id"], row["state"], row["by"], row["asked_by"]) == (request, "granted", "Budi", "ani")


def test_deny(home: Path) -> None:
    run(home, "add-approver", "Budi", say=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert run(home, "deny", asked(home), "--as", "Budi", say=f"{PASSPHRASE}\n").output.endswith("Denied.\n")


def test_a_second_approver_needs_the_firsts_word(home: Path) -> None:
    run(home, "add-approver", "Budi", say=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    alone = run(home, "add-approver", "Citra", say="another long one\nanother long one\n")
    assert alone.exit_code == 2 and "--by NAME" in alone.output
    wrong = run(home, "add-approver", "Citra", "--by", "Budi", say="wrong\n")
    assert wrong.exit_code == 1
    typed = f"{PASSPHRASE}\nanother long one\nanother long one\n"
    right = run(home, "add-approver", "Citra", "--by", "Budi", say=typed)
    assert right.exit_code == 0 and "Citra may approve now." in right.output


def test_the_author_cannot_approve(home: Path) -> None:
    run(home, "add-approver", "Ani", say=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    found = run(home, "grant", asked(home), "--as", "Ani", say=f"{PASSPHRASE}\n")
    assert found.exit_code == 1 and "another person" in found.output


def test_nothing_there(home: Path) -> None:
    assert run(home, "list").output == "Nobody is waiting for an approval.\n"
    assert run(home, "list", "--json").output == ""
    assert run(home, "grant", "00000000", "--as", "Budi", say="x\n").exit_code == 1


def test_what_is_wrong_with_the_folder_or_the_database_is_a_sentence(home: Path) -> None:
    open_state(home).database.mkdir()
    found = run(home, "list")
    assert found.exit_code == 1 and found.output.startswith("Error: The database can't be used: ")
    home.chmod(0o755)
    assert "chmod 700" in run(home, "list").output
