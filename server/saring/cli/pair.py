"""`saring pair`: let one browser's extension speak to the companion."""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from saring.cli.serve import DEFAULT_PORT

if TYPE_CHECKING:
    from saring.services.link import Link
    from saring.storage.state import StateDir

#: Seconds between two looks at the window.
_LOOK = 0.5


@click.command("pair")
@click.option("--json", "as_json", is_flag=True, help="Make a pairing for managed storage and print it.")
@click.option("--name", default="", help="What to call the browser in the list.")
@click.option("--port", type=click.IntRange(1, 65535), help="With --json: the port to print.")
@click.option("--list", "as_list", is_flag=True, help="List the pairings.")
@click.option("--forget", metavar="CLIENT", help="End a pairing.")
@click.option("--state-dir", type=click.Path(path_type=Path), help="State folder. Default: SARING_HOME, else your own.")
def command(
    as_json: bool, name: str, port: int | None, as_list: bool, forget: str | None, state_dir: Path | None
) -> None:
    """Pair a browser: shows a code to type into the extension."""
    from saring.storage.files import NotPrivateError
    from saring.storage.state import open_state

    try:
        state = open_state(state_dir)
    except (NotPrivateError, OSError) as error:
        raise click.ClickException(f"The state folder can't be used. {error}") from None
    if forget is not None:
        _forget(state, forget)
    elif as_list:
        _list(state, as_json)
    elif as_json:
        _hand_over(state, name, port)
    else:
        _by_code(state)


def _hand_over(state: StateDir, name: str, port: int | None) -> None:
    from saring.services import signing
    from saring.storage.pairings import Pairing, PairingStore

    running = state.running()
    url = f"http://127.0.0.1:{port or DEFAULT_PORT}" if port or running is None else running.url
    made = Pairing(secrets.token_hex(8), secrets.token_bytes(32), name[:60], "", int(time.time()), "handover")
    try:
        PairingStore(state.pairings).add(made)
    except OSError as error:
        raise click.ClickException(f"The pairing could not be stored: {error.strerror}.") from None
    click.echo(json.dumps({
        "url": url, "client": made.client, "secret": made.secret.hex(), "protocol": signing.PROTOCOL,
    }))


def _list(state: StateDir, as_json: bool) -> None:
    from saring.storage.pairings import PairingStore

    found = PairingStore(state.pairings).all()
    if as_json:
        click.echo(json.dumps([
            {"client": p.client, "name": p.name, "origin": p.origin, "created": p.created, "way": p.way} for p in found
        ]))
    elif not found:
        click.echo("Nothing is paired. Run: saring pair")
    for p in [] if as_json else found:
        day = time.strftime("%Y-%m-%d", time.localtime(p.created))
        click.echo(f"{p.client}  {day}  {p.name or '(no name)'}  {p.origin or '(not used yet)'}")


def _forget(state: StateDir, client: str) -> None:
    from saring.storage.pairings import PairingStore

    if not PairingStore(state.pairings).forget(client):
        raise click.ClickException("There is no such pairing. See: saring pair --list")
    click.echo(f"Forgotten: {client}. Its extension can't ask any more, and keeps its gates shut.")


def _by_code(state: StateDir) -> None:
    from saring.services.link import NoCompanionError, RefusedError, control_link

    try:
        link = control_link(state)
        window = link.ask("POST", "/v1/control/pairing/open")
    except NoCompanionError as error:
        raise click.ClickException(f"{error} Start it first: saring serve") from None
    try:
        _watch(link, window)
    except (KeyboardInterrupt, click.Abort):
        link.ask("POST", "/v1/control/pairing/close")
        raise click.ClickException("Pairing was given up; nothing was stored.") from None
    except NoCompanionError as error:
        raise click.ClickException(f"{error} Nothing was stored.") from None
    except RefusedError:
        raise click.ClickException("The time for an answer is over; nothing was stored. Run: saring pair") from None


def _watch(link: Link, window: dict[str, Any]) -> None:
    """Show what happens in the window until it ends, then ask the person."""
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("") as status:
        said = ""
        while window["step"] in ("open", "begun", "code"):
            if console.is_terminal:
                status.update(_sentence(window))
            elif window["step"] != said:
                console.print(_sentence(window), soft_wrap=True)
            said = window["step"]
            time.sleep(_LOOK)
            window = link.ask("POST", "/v1/control/pairing/state")
    if window["step"] != "confirmed":
        raise click.ClickException(_ENDS[window["step"]])
    name = window["name"] or "the browser"
    if not click.confirm(f"Does Saring in {name} say that it is paired?", default=False):
        link.ask("POST", "/v1/control/pairing/close")
        raise click.ClickException("Then something else had answered. Nothing was stored; close it and pair again.")
    kept = link.ask("POST", "/v1/control/pairing/keep")
    click.echo(f"Paired: {name} ({kept['client']}).")


_ENDS = {
    "expired": "The time is over; nothing was stored. Run: saring pair",
    "spent": "Too many tries; nothing was stored. Run: saring pair",
    "closed": "Another `saring pair` has taken over, or the companion was started again. Nothing was stored.",
}


def _sentence(window: dict[str, Any]) -> str:
    """What the terminal says while it waits; the code stands large and alone on its line."""
    left = f"[dim]{window['seconds']} seconds left[/dim]"
    if window["step"] == "code":
        from saring.services.pairing_math import shown

        big = "   ".join(shown(window["code"]))
        return f"Type this code into the extension:\n\n      [bold reverse]  {big}  [/bold reverse]\n\n{left}"
    return f"Open Saring's options in the browser and choose Pair. {left}"
