"""The log: one JSON line per event on stderr, of known keys only, so that no draft can slip in."""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

#: Every key that may be written. A draft's text, a picture's name or an exception's message has none.
KEYS = frozenset({
    "event", "level", "timestamp", "method", "route", "status", "ms", "client", "size", "parts", "media", "error",
    "place", "logger", "port", "pid", "problem", "action", "findings", "unchecked", "policy_version", "count",
})
_EVENT = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)*")


def keep_known(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: drop unknown keys, and whatever isn't a short name or a number."""
    kept = {key: value for key, value in event.items() if key in KEYS and _plain(value)}
    if not _EVENT.fullmatch(str(event.get("event", ""))):
        kept["event"] = "unnamed"
    return kept


def _plain(value: object) -> bool:
    return value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= 200)


class _OnlyThatItHappened(logging.Handler):
    """What a library logs may quote a request; only who said it, how grave it is and where it arose are kept."""

    def emit(self, record: logging.LogRecord) -> None:
        failure = record.exc_info[1] if record.exc_info else None
        place = f"{record.filename}:{record.lineno}"
        if failure is not None and failure.__traceback__ is not None:
            last = traceback.extract_tb(failure.__traceback__)[-1]
            place = f"{Path(last.filename).name}:{last.lineno}"
        name = type(failure).__name__ if failure is not None else ""
        log.log(record.levelno, "library.message", logger=record.name, error=name, place=place)


class _Stderr:
    """Writes finished lines to whatever standard error is at the time."""

    def msg(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    debug = info = warning = error = critical = fatal = log = msg


_threshold = [logging.WARNING]


def _grave_enough(_: Any, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if logging.getLevelNamesMapping().get(level.upper(), logging.ERROR) < _threshold[0]:
        raise structlog.DropEvent
    return event


#: The one logger. It filters by itself, so that nobody has to remember to switch that on.
log = structlog.wrap_logger(
    _Stderr(),
    processors=[
        _grave_enough,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        keep_known,
        structlog.processors.JSONRenderer(),
    ],
    wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
)


def configure(level: int = logging.WARNING) -> None:
    """Set how much is logged, and send what libraries log and what nobody caught through the same list of keys."""
    _threshold[0] = level
    logging.basicConfig(handlers=[_OnlyThatItHappened()], level=max(level, logging.WARNING), force=True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    frames = traceback.extract_tb(trace)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    log.error("process.failed", error=kind.__name__, place=place)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
