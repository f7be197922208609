"""`saring policy`: check, try, show and compare policies before anybody lives under them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from saring.domain import Draft
from saring.domain.draft import KINDS

if TYPE_CHECKING:
    from saring.policy.model import Policy


@click.group()
def command() -> None:
    """Check, try, show and compare policies.

    FILE is a policy file, a folder with a policy.yaml, or the name of a pack.
    """


@command.command()
@click.argument("file")
def check(file: str) -> None:
    """Read a policy and name every fault with its line and what to do. Ends with 1 if there is one."""
    policy = _load(file)
    click.echo(f"{policy.policy_version} is sound: {_count(len(policy.rules), 'rule')}, "
               f"{_count(len(policy.examples), 'example')}, {_count(len(policy.layers), 'layer')} "
               f"({' < '.join(policy.layers)}). `saring policy test {file}` tries the examples.")


@command.command()
@click.argument("file")
def test(file: str) -> None:
    """Screen every example of every rule for real. Ends with 1 if one does not go as its rule says."""
    from saring.services.try_policy import try_examples

    policy = _load(file)
    tried = list(try_examples(policy))
    failed = [result for result in tried if result.problem]
    for result in failed:
        click.echo(str(result))
    if failed:
        raise click.ClickException(f"{len(failed)} of {_count(len(tried), 'example')} do not go as their rules say.")
    click.echo(f"{policy.policy_version}: all {_count(len(tried), 'example')} go as their rules say.")


@command.command()
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="As one line of JSON, in the form of GET /v1/policy.")
@click.option("--locale", default="en", show_default=True, type=click.Choice(["en", "id"]), help="Language of titles.")
@click.option("--explain", "explained", is_flag=True, help="Which layer each rule comes from, and why it applies.")
@click.option("--site", default="", help="With --explain: the site that is posted to.")
@click.option("--account", default="", help="With --explain: the account.")
@click.option("--group", "groups", multiple=True, help="With --explain: a group of the author's; may be repeated.")
@click.option("--kind", default="post", show_default=True, type=click.Choice(KINDS), help="With --explain: what it is.")
@click.option("--at", default=None, help="With --explain: an instant such as 2026-12-01T08:00+07:00; without it, now.")
def show(file: str | None, as_json: bool, locale: str, explained: bool, at: str | None, **place: Any) -> None:
    """Show what a policy asks; without FILE, the one that applies."""
    if explained:
        _explain(_load(file), Draft(**place), _instant(at), as_json)
        return
    _show(file, as_json, locale)


def _explain(policy: Policy, draft: Draft, at: datetime, as_json: bool) -> None:
    from saring.services.explain_policy import explain_rules

    rows = list(explain_rules(policy, draft, at))
    if as_json:
        click.echo(json.dumps([{"rule": row.rule.id, "applies": row.applies, "reasons": row.reasons,
                                "layers": row.layers} for row in rows], ensure_ascii=False))
        return
    click.echo(f"{policy.policy_version} for a {draft.kind} on {draft.site or 'a site without a name'} "
               f"at {at.isoformat(timespec='minutes')}:")
    for row in rows:
        why = "; ".join(row.reasons) or "everywhere, always"
        click.echo(f"  {'applies' if row.applies else 'does not':<8} {row.rule.action.word:<6} {row.rule.id}: {why}")
        click.echo(f"           {'; '.join(row.layers)}")


def _instant(text: str | None) -> datetime:
    if text is None:
        return datetime.now().astimezone()
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = datetime.min
    if instant.tzinfo is None:
        raise click.BadParameter("write a date, a time and a zone, such as 2026-12-01T08:00+07:00", param_hint="--at")
    return instant


def _show(file: str | None, as_json: bool, locale: str) -> None:
    from saring.services.render import policy_wire
    from saring.services.texts import pick

    policy = _load(file)
    wire = policy_wire(policy, locale)
    if as_json:
        click.echo(json.dumps(wire, ensure_ascii=False))
        return
    click.echo(f"{pick(policy.title, locale)} ({policy.policy_version}), owner: {policy.owner or 'see the rules'}")
    click.echo(f"expires: {policy.expires or 'never'}")
    for rule in wire["rules"]:
        click.echo(f"  {rule['action']:<7} {rule['kind']:<13} {rule['id']:<28} {rule['title']} ({rule['owner']})")
    click.echo("What could not be checked:")
    for reason, action in sorted(policy.unchecked.items()):
        click.echo(f"  {action.word:<7} {reason}")


@command.command()
@click.argument("file")
@click.argument("other", required=False)
def diff(file: str, other: str | None) -> None:
    """Say what changes when FILE takes the place of OTHER (without it, of the policy that applies)."""
    from saring.services.compare_policies import compare

    old, new = _load(other), _load(file)
    click.echo(f"{old.policy_version} -> {new.policy_version}")
    lines = list(compare(old, new))
    click.echo("\n".join(lines) if lines else "No difference that an author would meet.")


def _load(file: str | None) -> Policy:
    from saring.policy.load import load_policy
    from saring.policy.problems import PolicyError

    try:
        return load_policy(file)
    except PolicyError as error:
        raise click.ClickException(f"The policy can't be used.\n{error}") from None


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
