"""`saring approvals`: another person's yes or no, at this machine."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from saring.services.approvals import Approvals


@click.group("approvals")
@click.option("--state-dir", type=click.Path(path_type=Path), help="State folder. Default: SARING_HOME, else your own.")
@click.pass_context
def command(context: click.Context, state_dir: Path | None) -> None:
    """Show and answer requests for approval. An approval opens one exact draft for 24 hours."""
    context.obj = state_dir


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per request.")
@click.pass_obj
def list_requests(state_dir: Path | None, as_json: bool) -> None:
    """List the requests that have not expired."""
    with _approvals(state_dir) as approvals:
        rows = approvals.waiting()
    for row in rows:
        if as_json:
            click.echo(json.dumps({
                "id": row.id, "state": row.state, "by": row.by, "asked_by": row.asked_by, "site": row.site,
                "account": row.account, "rules": row.rules, "note": row.note, "policy_version": row.policy_version,
                "asked_at": row.asked_at, "expires_at": row.expires_at,
            }))
            continue
        asked = time.strftime("%Y-%m-%d %H:%M", time.localtime(row.asked_at))
        account = f"{row.site} {row.account}".strip()
        click.echo(f"{row.id}  {row.state}{f' by {row.by}' if row.by else ''}  {asked}  {row.asked_by}  {account}  "
                   f"{', '.join(row.rules)}")
        if row.note:
            click.echo(f"          “{_printable(row.note)}”")
    if not rows and not as_json:
        click.echo("Nobody is waiting for an approval.")


@command.command("grant")
@click.argument("request_id", metavar="ID")
@click.option("--as", "name", required=True, help="Who approves.")
@click.pass_obj
def grant(state_dir: Path | None, request_id: str, name: str) -> None:
    """Approve the draft of a request. Look at it on the author's screen first: Saring does not keep drafts."""
    _decide(state_dir, request_id, True, name)


@command.command("deny")
@click.argument("request_id", metavar="ID")
@click.option("--as", "name", required=True, help="Who answers.")
@click.pass_obj
def deny(state_dir: Path | None, request_id: str, name: str) -> None:
    """Refuse a request."""
    _decide(state_dir, request_id, False, name)


@command.command("add-approver")
@click.argument("name")
@click.option("--by", help="An approver who vouches for the new one; needed once there is one.")
@click.pass_obj
def add_approver(state_dir: Path | None, name: str, by: str | None) -> None:
    """Add a person who may approve, with a passphrase of their own."""
    with _approvals(state_dir) as approvals:
        there = approvals.approvers()
        if there and by is None:
            raise click.UsageError(f"An approver has to vouch for a new one: --by NAME (there is {', '.join(there)}).")
        if there and by is not None:
            approvals.check_passphrase(by, _ask(f"Passphrase of {by}"))
        approvals.add_approver(name, _ask(f"New passphrase of {name}", True))
    click.echo(f"{name} may approve now.")


def _decide(state_dir: Path | None, request_id: str, granted: bool, name: str) -> None:
    with _approvals(state_dir) as approvals:
        row = approvals.decide(request_id, granted, name, _ask(f"Passphrase of {name}"))
    until = time.strftime("%Y-%m-%d %H:%M", time.localtime(row.expires_at))
    click.echo(f"Granted: that exact draft may be posted until {until}." if granted else "Denied.")


def _ask(what: str, twice: bool = False) -> str:
    return str(click.prompt(what, hide_input=True, confirmation_prompt=twice))


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


@contextmanager
def _approvals(state_dir: Path | None) -> Iterator[Approvals]:
    """The approvals of a state folder; what goes wrong becomes a sentence."""
    from saring.services.approvals import ApprovalError, Approvals
    from saring.services.records import REASONS, Recorder
    from saring.storage.approvals import ApprovalRepository
    from saring.storage.approvers import ApproverRepository
    from saring.storage.database import Database, database_url
    from saring.storage.problems import StorageProblem
    from saring.storage.files import NotPrivateError
    from saring.storage.records import RecordRepository
    from saring.storage.state import open_state

    database = None
    try:
        state = open_state(state_dir)
        database = Database(database_url(state.database))
        recorder = Recorder(RecordRepository(database), state.key("record"))
        yield Approvals(ApprovalRepository(database), ApproverRepository(database), recorder)
    except (ApprovalError, NotPrivateError) as error:
        raise click.ClickException(str(error)) from None
    except StorageProblem as problem:
        raise click.ClickException(f"The database can't be used: {REASONS[problem.code]}") from None
    finally:
        if database is not None:
            database.close()
