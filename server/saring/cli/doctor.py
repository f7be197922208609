"""`saring doctor`: look at everything that has to be well, and say what to do about what isn't."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from saring.cli.serve import DEFAULT_PORT


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per check.")
@click.option("--policy", metavar="P", help="The policy to look at. Default: as `saring serve`.")
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--state-dir", type=click.Path(path_type=Path), help="State folder. Default: SARING_HOME, else your own.")
def command(as_json: bool, policy: str | None, port: int, state_dir: Path | None) -> None:
    """Check the installation. Exit status 1 if anything is wrong."""
    from saring.services.diagnosis import diagnose

    wrong = 0
    for line in diagnose(state_dir, policy, port):
        wrong += not line.ok
        if as_json:
            click.echo(json.dumps(asdict(line) | {"fix": "" if line.ok else line.fix}))
            continue
        click.echo(f"{'ok      ' if line.ok else 'problem '} {line.check}: {line.found}")
        if not line.ok and line.fix:
            click.echo(f"         → {line.fix}")
    if wrong:
        if not as_json:
            click.echo(f"{wrong} {'problem' if wrong == 1 else 'problems'}.")
        sys.exit(1)
