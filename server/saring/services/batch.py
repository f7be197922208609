"""Screens many drafts, one line each: every line is answered, in order, whatever stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from saring.services import render
from saring.services.draft_line import MAX_LINE, LineError, read_line
from saring.services.screen import Screener


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream's lines. One that is too long comes as its beginning, longer than any that is read."""
    while line := stream.readline(MAX_LINE + 2):
        if len(line) > MAX_LINE + 1 and not line.endswith(b"\n"):
            _skip_line(stream)
        yield line.rstrip(b"\r\n") if len(line) <= MAX_LINE + 1 else line


def _skip_line(stream: IO[bytes]) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


def screen_lines(lines: Iterable[bytes], screener: Screener, locale: str, site: str = "",
                 seen: Callable[[bytes], None] = lambda line: None) -> Iterator[dict[str, Any]]:
    """One answer a line: a verdict, or ``{"id", "line", "error"}``. ``site`` is for the lines that name none."""
    for number, line in enumerate(lines, 1):
        yield _answer(number, line, screener, locale, site)
        seen(line)


def _answer(number: int, line: bytes, screener: Screener, locale: str, site: str) -> dict[str, Any]:
    draft_id: Any = None
    try:
        item = read_line(line, site)
        draft_id = item.id
        verdict = screener.screen(item.draft, item.images, locale)
        return render.line(verdict, item.draft, locale, draft_id)
    except LineError as error:
        return {"id": error.draft_id, "line": number, "error": str(error)}
    except Exception as error:  # one line's misfortune must not cost the others their answers
        return {"id": draft_id, "line": number, "error": f"the screening failed ({type(error).__name__})."}
