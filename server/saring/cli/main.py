"""The `saring` command: finds its subcommands, one file each, and imports only the one that is asked for."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

import saring.cli

#: What a mistake in the command itself ends with; 2 means `warn` (see `saring screen --help`).
USAGE = 64


class Commands(click.Group):
    """Each file of this folder that defines ``command`` is the subcommand of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every subcommand's name, sorted."""
        return [name for name in _files() if self.get_command(ctx, name) is not None]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The subcommand, or None if there is no such file or it is none."""
        if name not in _files():
            return None
        command = getattr(importlib.import_module(f"saring.cli.{name}"), "command", None)
        return command if isinstance(command, click.Command) else None


def _files() -> list[str]:
    return sorted(info.name for info in pkgutil.iter_modules(saring.cli.__path__) if info.name != "main")


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def root() -> None:
    """Saring: screen before you share. What you write is read on this machine only."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit. Mistakes in the command end with 64, other errors with 1."""
    try:
        status = root.main(args=arguments, prog_name="saring", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        status = USAGE
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        status = 130
    sys.exit(status if isinstance(status, int) else 0)
