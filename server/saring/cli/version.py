"""`saring version`: which Saring this is, and which wire it speaks."""

from __future__ import annotations

import json
import platform

import click

import saring


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one line of JSON.")
def command(as_json: bool) -> None:
    """Say which Saring this is."""
    facts = {"saring": saring.__version__, "protocol": saring.PROTOCOL, "python": platform.python_version()}
    click.echo(json.dumps(facts) if as_json else f"Saring {facts['saring']} (protocol {facts['protocol']}, "
                                                 f"Python {facts['python']})")
