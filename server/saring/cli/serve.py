"""`saring serve`: run the companion."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

DEFAULT_PORT = 7274


@click.command("serve")
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(0, 65535),
              help="Port on 127.0.0.1; 0 takes a free one.")
@click.option("--policy", metavar="P", help="A policy file, folder or pack. Default: SARING_POLICY, else your own.")
@click.option("--state-dir", type=click.Path(path_type=Path), help="State folder. Default: SARING_HOME, else your own.")
@click.option("--json", "as_json", is_flag=True, help="Say that it is ready as one line of JSON.")
@click.option("--ready-fd", type=int, help="Write that line of JSON to this file descriptor, too, and close it.")
@click.option("--verbose", is_flag=True, help="Log every request (never a draft) to standard error.")
def command(
    port: int, policy: str | None, state_dir: Path | None, as_json: bool, ready_fd: int | None, verbose: bool
) -> None:
    """Run the companion on 127.0.0.1 until Ctrl-C or SIGTERM."""
    import logging

    from saring.services.log import configure
    from saring.storage.files import LockedError, NotPrivateError, locked
    from saring.storage.state import open_state

    configure(logging.INFO if verbose else logging.WARNING)
    try:
        state = open_state(state_dir)
    except (NotPrivateError, OSError) as error:
        raise click.ClickException(f"The state folder can't be used. {error}") from None
    try:
        with locked(state.lock, wait=False):
            _run(state, port, policy, as_json, ready_fd)
    except LockedError:
        running = state.running()
        where = f" at {running.url} (process {running.pid})" if running else ""
        click.echo(f"Saring is already running{where}. Nothing to do.", err=True)


def _run(state: object, port: int, policy: str | None, as_json: bool, ready_fd: int | None) -> None:
    from saring.services.ports import port_taken
    from saring.storage.state import Running, StateDir
    from saring.web.app import create_app
    from saring.web.server import NotLoopbackError, Server, bind, inherited
    from saring.web.wiring import build

    assert isinstance(state, StateDir)
    try:
        sockets = inherited() or [bind(port)]
    except OSError:
        raise click.ClickException(port_taken(port)) from None
    with build(state, policy) as services:
        try:
            server = Server(create_app(services), sockets)
        except NotLoopbackError as error:
            raise click.ClickException(str(error)) from None
        server.stop_on_signals()
        state.announce(Running(server.url, os.getpid()))
        try:
            _say_ready(server.url, services.health.problems(), as_json, ready_fd)
            server.run()
        finally:
            state.withdraw()


def _say_ready(url: str, problems: list[str], as_json: bool, ready_fd: int | None) -> None:
    line = json.dumps({"ready": True, "url": url, "pid": os.getpid(), "problems": problems})
    if ready_fd is not None:
        with os.fdopen(ready_fd, "w") as ready:
            ready.write(line + "\n")
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(line if as_json else f"Saring listens on {url}. Try it on {url}/practice; Ctrl-C ends it.")
    sys.stdout.flush()
