"""`saring picture`: what a policy needs to know of a picture."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import click

#: Seconds for one picture, the start of the worker included.
SECONDS = 60.0
#: Below this quality a picture has too little detail to be known again (PDQ's authors' own bound).
LEAST = 0.5


@click.group("picture")
def command() -> None:
    """What a policy needs to know of a picture."""


@command.command("hash")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def hashes(files: tuple[Path, ...]) -> int:
    """Print the hash of each picture's first frame, a line each, as an `image.match` rule takes it."""
    from saring.vision.client import Vision

    vision, failed = Vision(), False
    try:
        for path in files:
            data = path.read_bytes()
            report = vision.inspect(hashlib.sha256(data).hexdigest(), data, time.monotonic() + SECONDS)
            found = next((region for region in report.regions if region.label.startswith("pdq.")), None)
            if found is None:
                click.echo(f"{path}: {report.detail}", err=True)
            elif found.score < LEAST:
                click.echo(f"{path}: has too little detail to be known again.", err=True)
            else:
                click.echo(f"{found.label.removeprefix('pdq.')}  {path.name}")
            failed = failed or found is None or found.score < LEAST
    finally:
        vision.close()
    return 1 if failed else 0
