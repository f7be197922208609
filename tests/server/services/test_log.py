"""The log holds nothing but what its list of keys names."""

from __future__ import annotations

import json
import logging
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.services import log as module
from saring.services.log import KEYS, configure, keep_known, log

CANARY = "kenari-7f3a91"


@given(st.dictionaries(st.text(max_size=10) | st.sampled_from(sorted(KEYS)),
                       st.text(max_size=300) | st.integers() | st.lists(st.text())
                       | st.dictionaries(st.text(), st.text())))
def test_unknown_keys_and_long_or_built_values_are_dropped(event: dict[str, object]) -> None:
    kept = keep_known(None, "", dict(event))
    assert set(kept) <= KEYS | {"event"}
    assert all(isinstance(value, int | float | bool | type(None)) or len(str(value)) <= 200 for value in kept.values())


@pytest.mark.parametrize("event", [f"screened {CANARY}", CANARY, "", "Request", "a..b", "a b"])
def test_an_event_is_a_name(event: str) -> None:
    assert keep_known(None, "", {"event": event})["event"] == "unnamed"


def test_it_filters_without_being_switched_on(capfd: pytest.CaptureFixture[str]) -> None:
    log.error("request.failed", text=CANARY, status=500)
    log.info("request.answered", status=200)
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [(line["event"], line["status"]) for line in lines] == [("request.failed", 500)]


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> object:
    """The process's hooks, put back afterwards."""
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(module, "_threshold", [logging.WARNING])
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(root, "level", root.level)
    configure(logging.INFO)
    return root


def test_what_libraries_say_is_kept_to_that_they_said_it(configured: object, capfd: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("waitress").exception("Exception while serving %s", CANARY)
    logging.getLogger("sqlalchemy").error(CANARY)
    captured = "".join(capfd.readouterr())
    assert CANARY not in captured
    lines = [json.loads(line) for line in captured.splitlines()]
    assert [(line["logger"], line["error"]) for line in lines] == [("waitress", "ValueError"), ("sqlalchemy", "")]
    assert "test_log.py" in lines[0]["place"]


def test_an_uncaught_error_leaves_no_message(configured: object, capfd: pytest.CaptureFixture[str]) -> None:
    import sys

    try:
        raise KeyError(CANARY)
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
        threading.excepthook(threading.ExceptHookArgs((KeyError, error, error.__traceback__, None)))
    captured = "".join(capfd.readouterr())
    assert CANARY not in captured and captured.count('"process.failed"') == 2
