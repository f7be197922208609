"""`saring screen`: the verdict on one draft, or on many."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from saring.services.screen import Screener

#: What a single screening ends with; ``saring policy`` and the documents use the same numbers.
STATUS = {"allow": 0, "log": 0, "warn": 2, "review": 3, "block": 4}
COULD_NOT_CHECK = 5
#: Seconds for one draft: nobody waits at a button here, and a slow machine is to get its verdict all the same.
SECONDS = 120.0


@click.command()
@click.option("--text", help="The text of the draft; - reads it from standard input.")
@click.option("--image", "images", multiple=True, metavar="FILE", help="A picture of the draft. May be given again.")
@click.option("--policy", metavar="P", help="A policy file, folder or pack. Default: SARING_POLICY, else your own, "
                                            "else the pack `default`.")
@click.option("--site", default="", metavar="S", help="The site it is for, such as x or linkedin.")
@click.option("--account", default="", metavar="A", help="The account it is for.")
@click.option("--locale", default="en", show_default=True, type=click.Choice(["en", "id"]),
              help="Language of the reasons.")
@click.option("--jsonl", is_flag=True, help="Read one draft a line from standard input, write one verdict a line.")
@click.option("--progress/--no-progress", default=None, help="Show how far it is. Default: on a terminal.")
@click.pass_context
def command(ctx: click.Context, text: str | None, images: tuple[str, ...], policy: str | None, site: str, account: str,
            locale: str, jsonl: bool, progress: bool | None) -> int:
    """Screen a draft and print the verdict as one line of JSON.

    \b
    A line of --jsonl: {"id": "…", "text": "…", "images": ["path", …], "site": "x", "account": "…"}
    A line that can't be read is answered with "error"; the others go on.

    \b
    Ends with  0  may go out          3  needs an approval
               2  needs a second look 4  may not go out
               5  could not be checked
    and with 1 if something failed (--jsonl: if any line did), 64 for a mistake in the command.
    """
    if jsonl and (text is not None or images or account):
        raise click.UsageError("--jsonl reads drafts from standard input; leave --text, --image, --account out.", ctx)
    if not jsonl and text is None and not images:
        raise click.UsageError("Give --text, --image or --jsonl.", ctx)
    with _screener(policy) as screener:
        if jsonl:
            return _many(screener, locale, site, progress)
        return _one(screener, _input() if text == "-" else text or "", images, site, account, locale)


@contextmanager
def _screener(source: str | None) -> Iterator[Screener]:
    from saring.policy.load import load_policy
    from saring.policy.problems import PolicyError
    from saring.services.screen import Screener
    from saring.vision.client import Vision

    try:
        policy = load_policy(source)
    except PolicyError as error:
        raise click.ClickException(f"The policy can't be used.\n{error}") from None
    vision = Vision()
    try:
        yield Screener(policy, vision, SECONDS)
    finally:
        vision.close()


def _input() -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _one(screener: Screener, text: str, images: tuple[str, ...], site: str, account: str, locale: str) -> int:
    from saring.services import render
    from saring.services.draft_line import read_draft

    draft, data = read_draft(text, images, site, account)
    verdict = screener.screen(draft, data, locale)
    click.echo(_json(render.line(verdict, draft, locale)))
    found = max((violation.action for violation in verdict.violations), default=None)
    if verdict.unchecked and not verdict.opens and (found is None or found < verdict.action):
        return COULD_NOT_CHECK
    return STATUS[verdict.action.word]


def _many(screener: Screener, locale: str, site: str, progress: bool | None) -> int:
    from saring.services.batch import lines_of, screen_lines

    failed = False
    out = sys.stdout
    with _bar(progress) as advance:
        for answer in screen_lines(lines_of(sys.stdin.buffer), screener, locale, site, advance):
            failed = failed or "error" in answer
            out.write(_json(answer) + "\n")
            out.flush()
    return 1 if failed else 0


@contextmanager
def _bar(wanted: bool | None) -> Iterator[Any]:
    """A progress bar on standard error; what it yields takes each line that was answered."""
    if not (sys.stderr.isatty() if wanted is None else wanted):
        yield lambda line: None
        return
    import os
    import stat

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    about = os.fstat(sys.stdin.fileno())
    total = about.st_size if stat.S_ISREG(about.st_mode) else None
    columns = (TextColumn("{task.fields[count]} drafts"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr, force_terminal=None)) as bar:
        task = bar.add_task("", total=total, count=0)
        done = 0

        def advance(line: bytes) -> None:
            nonlocal done
            done += 1
            bar.update(task, advance=len(line) + 1, count=done)

        yield advance


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
